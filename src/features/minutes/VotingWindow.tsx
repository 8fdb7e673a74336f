import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { formatCount } from "@/ui/format";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { minutesWords } from "@/words/minutes";
import styles from "./Minutes.module.css";

/** From when to when votes counted, in the zone of whoever prints and in UTC, and whose votes. */
export function VotingWindow({ election, phase }: { election: Election; phase: Phase }) {
  const zone = readersZone();
  const { roll } = election;
  const edges = [
    [phase === "upcoming" ? minutesWords.opens : minutesWords.opened, election.opens],
    [phase === "closed" ? minutesWords.closed : minutesWords.closes, election.closes],
  ] as const;
  return (
    <section className={styles.part}>
      <h2>{minutesWords.window}</h2>
      <dl className={styles.facts}>
        {edges.map(([label, seconds]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={styles.times}>
              <span>{formatMomentIn(seconds, zone)}</span>
              {zone !== "UTC" && <span className={styles.utc}>{formatMomentIn(seconds, "UTC")}</span>}
            </dd>
          </div>
        ))}
        <div>
          <dt>{minutesWords.electorate}</dt>
          <dd>
            {roll
              ? minutesWords.listed(minutesWords.voters(formatCount(roll.size), roll.size === 1n))
              : minutesWords.anyone}
          </dd>
        </div>
      </dl>
      {zone !== "UTC" && <p className={styles.soft}>{minutesWords.zone(zone)}</p>}
    </section>
  );
}
