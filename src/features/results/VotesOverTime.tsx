import { memo, useMemo } from "react";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import { formatCount, formatMoment } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { useNow } from "@/ui/useNow";
import { chartWords } from "@/words/chart";
import { canvas, drawSteps, type TimedCount } from "./drawSteps";
import { samplePoints } from "./samplePoints";
import { useHeaders } from "./useHeaders";
import styles from "./VotesOverTime.module.css";

type VotesOverTimeProps = { node: Node; election: Election; count: Count };

/** All ballots over chain time, from the opening to the close or to now: a drawing, and the same as a table. */
export default memo(function VotesOverTime({ node, election, count }: VotesOverTimeProps) {
  const { points, areAll } = useMemo(() => samplePoints(count.ballots), [count.ballots]);
  const headers = useHeaders(
    node,
    points.map(({ blockHash }) => blockHash),
  );
  if (points.length === 0) return null;

  const read = points.flatMap(({ block, blockHash, ballots }): BlockCount[] => {
    const header = headers.get(blockHash);
    return header ? [{ block, time: header.timestamp, ballots: BigInt(ballots) }] : [];
  });
  // The newest block's header may be on its way: its ballots are in the figure at the head already.
  const isDrawn = read.length >= Math.max(1, points.length - 1);

  return (
    <section className={styles.chart} aria-labelledby="chart-heading">
      <h2 id="chart-heading">{chartWords.heading}</h2>
      {isDrawn ? (
        <Drawing election={election} count={count} points={read} areAll={areAll} />
      ) : (
        <p className={styles.soft}>{chartWords.reading}</p>
      )}
    </section>
  );
});

/** A block, its time in unix seconds, and the ballots up to its end. */
type BlockCount = TimedCount & { block: bigint };

type DrawingProps = { election: Election; count: Count; points: readonly BlockCount[]; areAll: boolean };

function Drawing({ election, count, points, areAll }: DrawingProps) {
  const { opens, closes, createdAt } = election;
  const { head, tally } = count;
  const start = opens > createdAt ? opens : createdAt;
  const end = head.timestamp < closes ? head.timestamp : closes;
  const line = drawSteps(points, tally.ballots, start, end);
  const total = formatCount(tally.ballots);

  return (
    <>
      <figure className={styles.figure}>
        <span className={styles.most}>{total}</span>
        <span className={styles.none}>{formatCount(0n)}</span>
        <svg
          className={styles.plot}
          viewBox={`0 0 ${canvas.width} ${canvas.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={useSummary(points, tally.ballots, start, end)}
        >
          <path className={styles.area} d={`${line}V${canvas.height}Z`} />
          <path className={styles.line} d={line} />
        </svg>
        <p className={styles.ends}>
          <Moment seconds={start} />
          <Moment seconds={end} />
        </p>
      </figure>
      <details className={styles.table}>
        <summary>{chartWords.table}</summary>
        <Table points={points} />
      </details>
      <p className={styles.soft}>
        {areAll ? chartWords.exact : chartWords.sampled(formatCount(BigInt(points.length)))}
      </p>
    </>
  );
}

/** What the drawing shows, in words: where it begins and ends, and when half of the ballots had been cast. */
function useSummary(points: readonly BlockCount[], total: bigint, start: bigint, end: bigint): string {
  const now = useNow(60_000);
  const half = points.find(({ ballots }) => 2n * ballots >= total);
  const rise = chartWords.summary(formatCount(total), formatMoment(start, now), formatMoment(end, now));
  return half ? `${rise} ${chartWords.halfway(formatCount(half.ballots), formatMoment(half.time, now))}` : rise;
}

function Table({ points }: { points: readonly BlockCount[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{chartWords.moment}</th>
          <th scope="col">{chartWords.block}</th>
          <th scope="col">{chartWords.ballots}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ block, time, ballots }) => (
          <tr key={block}>
            <td>
              <Moment seconds={time} />
            </td>
            <td>{formatCount(block)}</td>
            <td>{formatCount(ballots)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
