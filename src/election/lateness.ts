/** When a relay said that it had accepted a ballot: chain time in unix seconds, and the newest block then. */
export type Acceptance = {
  at: bigint;
  block: bigint;
  /** How long ballots wait for others there, by the relay's own word, in seconds; undefined while it has not said. */
  longestWait?: bigint | undefined;
};

/** Where the chain stands. `timestamp` is in unix seconds. */
type Head = { number: bigint; timestamp: bigint };

/** A chain that stood still blames no relay. */
const fewestBlocks = 5n;
/** What a relay may announce and be believed, in seconds: its word is a stranger's. */
const longestBelieved = 600n;
/** How long a transaction may take besides, in seconds. */
const grace = 120n;
/** So long before the close a ballot in no block is pressing, in seconds. */
const lastMinutes = 600n;

/**
 * How long a relay may have a ballot before it is late, in seconds: as long as it announced and two minutes, but at most a
 * quarter of what was left until the close, so that there is time to go another way.
 */
export function patienceWith({ at, longestWait = longestBelieved }: Acceptance, closes: bigint): bigint {
  const announced = (longestWait < longestBelieved ? longestWait : longestBelieved) + grace;
  const quarter = (closes - at) / 4n;
  return announced < quarter ? announced : quarter;
}

/** Whether a ballot that the contract does not count at `head` should have been in a block by now. */
export function isLate(acceptance: Acceptance, { number, timestamp }: Head, closes: bigint): boolean {
  const { at, block } = acceptance;
  return hasMovedOn(block, number) && timestamp > at + patienceWith(acceptance, closes);
}

/** Whether enough blocks were made for something that was under way at `block` to be in one. */
export function hasMovedOn(block: bigint, now: bigint): boolean {
  return now >= block + fewestBlocks;
}

/** Whether the close is so near that a ballot in no block has to go every way there is. `time` is chain time. */
export function isPressing(time: bigint, closes: bigint): boolean {
  return time < closes && closes - time <= lastMinutes;
}
