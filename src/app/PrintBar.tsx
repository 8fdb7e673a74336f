import { Link } from "wouter";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import styles from "./PrintBar.module.css";

type PrintBarProps = {
  election: Election;
  /** What the button says that prints; none where that stands elsewhere. */
  print?: string;
  back: string;
};

/** What stands over a page that is made for paper, and is not printed with it. */
export function PrintBar({ election, print, back }: PrintBarProps) {
  return (
    <p className={styles.bar}>
      <Link href={`/${election.chainId}/${election.address}`}>{back}</Link>
      {print && (
        <Button look="main" onClick={() => window.print()}>
          {print}
        </Button>
      )}
    </p>
  );
}
