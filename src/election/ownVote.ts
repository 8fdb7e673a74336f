import type { Hex } from "viem";

/**
 * How far a voter's own ballot has come.
 * - `none`: the contract counts no ballot of this voter at the newest block.
 * - `inBlock`: counted, but the block could still be replaced.
 * - `final`: counted in a block that the chain calls final.
 */
export type OwnVote =
  | { stage: "none" }
  | { stage: "inBlock"; candidate: Hex; block: bigint }
  | { stage: "final"; candidate: Hex; block: bigint };

/** The own ballot's stage, from the block that holds it and the newest final block. */
export function ownVote(ballot: { candidate: Hex; block: bigint } | undefined, finalized: bigint): OwnVote {
  if (!ballot) return { stage: "none" };
  const { candidate, block } = ballot;
  return { stage: block <= finalized ? "final" : "inBlock", candidate, block };
}
