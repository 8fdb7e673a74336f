import type { Election } from "@/election/election";
import { countFor, leaders, shareInThousandths, type Tally } from "@/election/tally";
import { formatCount, formatShare } from "@/ui/format";
import styles from "./Bars.module.css";

/** Each candidate's votes and share, in ballot order, with a bar drawn to the share of all ballots. */
export function Bars({ election, tally }: { election: Election; tally: Tally }) {
  const leading = leaders(tally);
  return (
    <ol className={styles.bars}>
      {election.candidates.map(({ id, short }) => {
        const count = countFor(tally, id);
        const share = shareInThousandths(count, tally.ballots);
        return (
          <li key={id} className={leading.includes(id) ? styles.leader : undefined}>
            <span className={styles.name}>
              <bdi>{short}</bdi>
            </span>
            <span className={styles.figures}>
              <strong>{formatCount(count)}</strong> {formatShare(share)}
            </span>
            <span className={styles.track} aria-hidden="true">
              {/* The cast is exact: a share is at most 1000. */}
              <span className={styles.bar} style={{ scale: `${Number(share) / 1000} 1` }} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
