import { Link } from "wouter";
import { Stamp } from "@/ui/Stamp";
import { publishWords } from "@/words/publish";
import { words as shared } from "@/words/words";
import styles from "./Publish.module.css";

const words = publishWords.published;

type PublishedProps = { chainId: number; election: string; roll: string | undefined; isFinal: boolean };

/** The end of publishing: the election, and whether it is there for good. */
export function Published({ chainId, election, roll, isFinal }: PublishedProps) {
  return (
    <div className={styles.published}>
      <p role="status">{isFinal ? words.final : words.provisional}</p>
      {isFinal && <Stamp tone="good">{shared.stamps.final}</Stamp>}
      <p className={styles.links}>
        <Link href={`/${chainId}/${election}`} className={styles.open}>
          {words.open}
        </Link>
        {roll && <Link href={`/${chainId}/rolls/${roll}`}>{words.roll}</Link>}
        <Link href="/organise">{words.toDesk}</Link>
      </p>
    </div>
  );
}
