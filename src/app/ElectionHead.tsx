import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { Description } from "@/features/describe/Description";
import { formatDuration } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { words } from "@/words/words";
import styles from "./ElectionPage.module.css";

/** The question, and when it can be answered. `time` is chain time in unix seconds. */
export function ElectionHead({ election, phase, time }: { election: Election; phase: Phase; time: bigint }) {
  const { opens, closes } = election;
  return (
    <header className={styles.head}>
      <p className={styles.phase}>
        <span className={styles[phase]}>
          {phase === "open" ? words.openUntil : phase === "upcoming" ? words.opens : words.closed}{" "}
          <Moment seconds={phase === "upcoming" ? opens : closes} />
        </span>
        {phase === "open" && <span>{words.timeLeft(formatDuration(closes - time))}</span>}
        {phase === "upcoming" && <span>{words.timeUntil(formatDuration(opens - time))}</span>}
        <span>{words.openPoll}</span>
      </p>
      <h1>
        <bdi>{election.title}</bdi>
      </h1>
      {election.titleFlags.map((flag) => (
        <p key={flag} className={styles.flag}>
          {words.flags.question[flag]}
        </p>
      ))}
      {election.description && <Description text={election.description} />}
    </header>
  );
}
