import type { ReactNode } from "react";
import type { Election } from "@/election/election";
import { words } from "@/words/words";
import styles from "./Receipt.module.css";

/** Whether a question or a name is set smaller: as long as it may be, it would fill half of the sheet. */
export function isLong(text: string): boolean {
  return text.length > 90;
}

type ReceiptHeadProps = {
  heading: string;
  election: Election;
  /** Says where the chain binds nobody. */
  mark: ReactNode;
};

/** What this is, and of which question. */
export function ReceiptHead({ heading, election, mark }: ReceiptHeadProps) {
  return (
    <header className={styles.head}>
      <p className={styles.kind}>
        {heading} {mark}
      </p>
      <h1 className={isLong(election.title) ? styles.long : undefined}>
        <bdi>{election.title}</bdi>
      </h1>
      {election.titleFlags.map((flag) => (
        <p key={flag} className={styles.flag}>
          {words.flags.question[flag]}
        </p>
      ))}
    </header>
  );
}
