/** A head of the chain and its newest final block. Times are unix seconds. */
type PacedHead = { number: bigint; timestamp: bigint; finalized: bigint; finalizedTimestamp: bigint };

/**
 * How many seconds may pass without a newer block until figures must be called possibly out of date: five times what a
 * block took from the final one to the head, but no less than a minute.
 */
export function stalePatience({ number, timestamp, finalized, finalizedTimestamp }: PacedHead): number {
  const blocks = number - finalized;
  const patience = blocks > 0n ? (5n * (timestamp - finalizedTimestamp)) / blocks : 0n;
  return Number(patience > 60n ? patience : 60n);
}
