import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { formatCount, formatDuration } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { words } from "@/words/words";
import styles from "./PhaseLine.module.css";

/** When an election can be answered, and whom it counts. `time` is chain time in unix seconds. */
export function PhaseLine({ election, phase, time }: { election: Election; phase: Phase; time: bigint }) {
  const { opens, closes, roll } = election;
  return (
    <p className={styles.line}>
      <span className={styles[phase]}>
        {phase === "open" ? words.openUntil : phase === "upcoming" ? words.opens : words.closed}{" "}
        <Moment seconds={phase === "upcoming" ? opens : closes} />
      </span>
      {phase === "open" && <span>{words.timeLeft(formatDuration(closes - time))}</span>}
      {phase === "upcoming" && <span>{words.timeUntil(formatDuration(opens - time))}</span>}
      <span>{roll ? words.onRoll(formatCount(roll.size)) : words.openPoll}</span>
    </p>
  );
}
