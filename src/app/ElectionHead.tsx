import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { splitRules } from "@/election/rules";
import { Description } from "@/features/describe/Description";
import { words } from "@/words/words";
import styles from "./ElectionPage.module.css";
import { PhaseLine } from "./PhaseLine";

/** The question, and when it can be answered. `time` is chain time in unix seconds. */
export function ElectionHead({ election, phase, time }: { election: Election; phase: Phase; time: bigint }) {
  // The rules stand beside the result.
  const { text } = splitRules(election.description);
  return (
    <header className={styles.head}>
      <PhaseLine election={election} phase={phase} time={time} />
      <h1>
        <bdi>{election.title}</bdi>
      </h1>
      {election.titleFlags.map((flag) => (
        <p key={flag} className={styles.flag}>
          {words.flags.question[flag]}
        </p>
      ))}
      {text && <Description text={text} />}
    </header>
  );
}
