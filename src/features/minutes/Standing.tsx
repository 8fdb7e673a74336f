import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { Stamp } from "@/ui/Stamp";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { minutesWords } from "@/words/minutes";
import { words } from "@/words/words";
import styles from "./Minutes.module.css";

type StandingProps = { election: Election; phase: Phase; count: Count; isStale: boolean };

/** Whether these figures are a result, and whether it can still change: the first thing that is read. */
export function Standing({ election, phase, count, isStale }: StandingProps) {
  const zone = readersZone();
  const isFinal = count.head.finalizedTimestamp >= election.closes;
  const { takenBack } = count;
  return (
    <div className={styles.standing}>
      {phase === "upcoming" && (
        <Notice tone="caution" lead={`${minutesWords.notYet}.`}>
          {minutesWords.upcoming(formatMomentIn(election.opens, zone))}
        </Notice>
      )}
      {phase === "open" && (
        <Notice tone="caution" lead={`${minutesWords.notYet}.`}>
          {minutesWords.open(formatMomentIn(election.closes, zone))}
        </Notice>
      )}
      {phase === "closed" && (
        <p className={styles.state}>
          <Stamp tone={isFinal ? "good" : "caution"}>{isFinal ? minutesWords.final : minutesWords.provisional}</Stamp>
          {isFinal ? words.count.closedForGood : words.count.closedInBlocks}
        </p>
      )}
      {takenBack.length > 0 && (
        <Notice tone="caution" lead={minutesWords.takenBack(formatCount(BigInt(takenBack.length)))} />
      )}
      {isStale && <Notice tone="caution" lead={minutesWords.stale} />}
    </div>
  );
}
