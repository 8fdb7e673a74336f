/** A moment in unix seconds, and how many ballots had been cast by then. */
export type TimedCount = { time: bigint; ballots: bigint };

/** The drawing's own measures; it is stretched to the room that it gets. */
export const canvas = { width: 1000, height: 200 };

/**
 * The path of a line in steps from nothing at `start` over all points to `total` at `end` (unix seconds).
 * @param points Oldest first, none before `start` or after `end`.
 */
export function drawSteps(points: readonly TimedCount[], total: bigint, start: bigint, end: bigint): string {
  const steps = points.map(
    ({ time, ballots }) =>
      `H${scale(time - start, end - start, canvas.width)}V${canvas.height - scale(ballots, total, canvas.height)}`,
  );
  return `M0 ${canvas.height}${steps.join("")}H${canvas.width}V0`;
}

/** `part` of `whole` on a line of that length, to a tenth. The cast is exact enough: at most ten times the length. */
function scale(part: bigint, whole: bigint, length: number): number {
  return whole === 0n ? length : Number((part * BigInt(10 * length)) / whole) / 10;
}
