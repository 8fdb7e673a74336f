import { useState } from "react";
import type { Election } from "@/election/election";
import { countFor, leaders, mostVoted, shareInThousandths, type Tally } from "@/election/tally";
import { Button } from "@/ui/Button";
import { formatCount, formatShare } from "@/ui/format";
import { words } from "@/words/words";
import styles from "./Bars.module.css";

/** With more candidates than this only those with the most votes stand there at first. */
const most = 12;
const atFirst = 10;

/** Each candidate's votes and share, in ballot order, with a bar drawn to the share of all ballots. */
export function Bars({ election, tally }: { election: Election; tally: Tally }) {
  const [isWhole, setWhole] = useState(false);
  const { candidates } = election;
  const canFold = candidates.length > most;
  const counted = canFold && !isWhole ? mostVoted(tally, atFirst) : tally.votes;
  const shown = counted.map(({ candidate }) => candidate);
  const leading = leaders(tally);
  return (
    <>
      <ol className={styles.bars}>
        {candidates.map(({ id, short }) => {
          if (!shown.includes(id)) return null;
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
      {canFold && (
        <Button look="link" className={styles.fold} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole
            ? words.count.showMost(formatCount(BigInt(atFirst)))
            : words.count.showAll(formatCount(BigInt(candidates.length)))}
        </Button>
      )}
    </>
  );
}
