/** Where an election stands at a moment of chain time. */
export type Phase = "upcoming" | "open" | "closed";

/** The phase at `time`; `opens`, `closes` and `time` are unix seconds. A vote counts while `opens <= time < closes`. */
export function phaseAt(window: { opens: bigint; closes: bigint }, time: bigint): Phase {
  if (time < window.opens) return "upcoming";
  return time < window.closes ? "open" : "closed";
}

/** A head of the chain and the reader's clock (milliseconds) when it was seen. `timestamp` is in unix seconds. */
type SeenHead = { timestamp: bigint; seenAt: number };

/**
 * Chain time in unix seconds: the newest head's timestamp plus the time since it was seen.
 * Only differences of the reader's clock count, so a clock that is a day off does no harm.
 */
export function chainTime(head: SeenHead, now: number): bigint {
  return head.timestamp + BigInt(Math.max(0, Math.floor((now - head.seenAt) / 1000)));
}
