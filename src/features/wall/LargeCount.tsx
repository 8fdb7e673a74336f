import type { Election } from "@/election/election";
import { countFor, leaders, mostVoted, shareInThousandths, type Tally } from "@/election/tally";
import { formatCount, formatPart, formatShare } from "@/ui/format";
import { wallWords } from "@/words/wall";
import { words } from "@/words/words";
import styles from "./LargeCount.module.css";
import { room } from "./room";

/** The figures to be read from afar: in ballot order, and where there are too many candidates those with most votes. */
export function LargeCount({ election, tally }: { election: Election; tally: Tally }) {
  const { candidates, roll } = election;
  const leading = leaders(tally);
  const most = mostVoted(tally, room).map(({ candidate }) => candidate);
  const shown = candidates.length > room ? most : candidates.map(({ id }) => id);
  const rest = candidates.filter(({ id }) => !shown.includes(id));
  const restCount = rest.reduce((sum, { id }) => sum + countFor(tally, id), 0n);

  return (
    <>
      <ol className={styles.bars}>
        {shown.map((id) => (
          <li key={id} className={leading.includes(id) ? styles.leader : undefined}>
            <span className={styles.name}>
              <bdi>{candidates.find((candidate) => candidate.id === id)?.short}</bdi>
            </span>
            <Figures count={countFor(tally, id)} ballots={tally.ballots} />
            <Bar count={countFor(tally, id)} ballots={tally.ballots} />
          </li>
        ))}
        {rest.length > 0 && (
          <li className={styles.rest}>
            <span>{wallWords.others(formatCount(BigInt(rest.length)))}</span>
            <Figures count={restCount} ballots={tally.ballots} />
          </li>
        )}
      </ol>
      <p className={styles.total}>
        <span>{roll ? words.count.turnout : words.count.ballots}</span>
        <strong>
          <Moving>{roll ? formatPart(tally.ballots, roll.size) : formatCount(tally.ballots)}</Moving>
        </strong>
      </p>
    </>
  );
}

type Share = { count: bigint; ballots: bigint };

function Figures({ count, ballots }: Share) {
  return (
    <span className={styles.figures}>
      <strong>
        <Moving>{formatCount(count)}</Moving>
      </strong>{" "}
      {formatShare(shareInThousandths(count, ballots))}
    </span>
  );
}

/** A figure that comes into its place when it changes. It never passes through values that nobody counted. */
function Moving({ children }: { children: string }) {
  return (
    <span key={children} className={styles.moving}>
      {children}
    </span>
  );
}

function Bar({ count, ballots }: Share) {
  // The cast is exact: a share is at most 1000.
  const scale = `${Number(shareInThousandths(count, ballots)) / 1000} 1`;
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.bar} style={{ scale }} />
    </span>
  );
}
