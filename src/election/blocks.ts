import type { Address, Hash, Hex } from "viem";
import type { Ballot } from "./tally";

/** A block and the ballots of an election that it holds, oldest first. */
export type BallotBlock = { number: bigint; hash: Hash; ballots: readonly Ballot[] };

/** The blocks that hold a record's ballots, newest first. The record is oldest first. */
export function blocksOf(record: readonly Ballot[]): BallotBlock[] {
  const blocks: { number: bigint; hash: Hash; ballots: Ballot[] }[] = [];
  for (const ballot of record) {
    const last = blocks.at(-1);
    if (last?.hash === ballot.blockHash) last.ballots.push(ballot);
    else blocks.push({ number: ballot.block, hash: ballot.blockHash, ballots: [ballot] });
  }
  return blocks.reverse();
}

/** Ballots of a block that came one after the other: those of one batch, or such as voters cast themselves. */
type BlockPart = { logIndex: number; carrier: Address | undefined; ballots: readonly Ballot[] };

/** The ballots of a block in their order, each batch apart. `logIndex` is that of the first ballot of a part. */
export function partsOf(ballots: readonly Ballot[]): BlockPart[] {
  const parts: { logIndex: number; carrier: Address | undefined; ballots: Ballot[] }[] = [];
  for (const ballot of ballots) {
    const { logIndex, carrier } = ballot;
    const last = parts.at(-1);
    // Two batches of one carrier are two transactions.
    const isSame = carrier ? last?.logIndex === logIndex : last && !last.carrier;
    if (last && isSame) last.ballots.push(ballot);
    else parts.push({ logIndex, carrier, ballots: [ballot] });
  }
  return parts;
}

/**
 * How a block stands to one that is said to be older.
 * - `linked`: it names that one as its parent.
 * - `apart`: so many blocks lie between them.
 * - `broken`: it names another parent, or is not the newer one at all: of one chain they cannot be.
 */
export type Joint = { kind: "linked" } | { kind: "apart"; between: bigint } | { kind: "broken" };

/** How a block, by its header, is joined to the older one beneath it. */
export function jointOf(newer: { number: bigint; parentHash: Hash }, older: { number: bigint; hash: Hash }): Joint {
  const between = newer.number - older.number - 1n;
  if (between > 0n) return { kind: "apart", between };
  return { kind: between === 0n && newer.parentHash === older.hash ? "linked" : "broken" };
}

/** A block that may be gone by now. */
type SeenBlock = Pick<BallotBlock, "number" | "hash">;

/** What to remember of blocks from one record to the next: those that are gone, and those that could still go. */
export function seenBlocks(
  before: readonly SeenBlock[],
  current: readonly BallotBlock[],
  finalized: bigint,
): SeenBlock[] {
  const standing = new Set(current.map(({ hash }) => hash));
  return [...before.filter(({ hash }) => !standing.has(hash)), ...current.filter(({ number }) => number > finalized)];
}

/**
 * The blocks that were seen to hold ballots and are not in the chain any more, newest first.
 * @param height The newest block that was looked at: of what stood above it nothing is known.
 */
export function replacedBlocks(
  seen: readonly SeenBlock[],
  current: readonly BallotBlock[],
  height: bigint,
): SeenBlock[] {
  const standing = new Set(current.map(({ hash }) => hash));
  const gone = seen.filter(({ number, hash }) => number <= height && !standing.has(hash));
  return gone.sort((a, b) => (a.number > b.number ? -1 : 1));
}

/**
 * What was sent and could still be counted: for a candidate on the ballot, by a voter whom the record does not hold.
 * Of several by one voter only the first counts.
 */
export function waitingBallots<Sent extends { voter: Address; candidate: Hex }>(
  sent: readonly Sent[],
  candidates: readonly { id: Hex }[],
  record: readonly Ballot[],
): Sent[] {
  const settled = new Set(record.map(({ voter }) => voter));
  return sent.filter(({ voter, candidate }) => {
    if (settled.has(voter) || !candidates.some(({ id }) => id === candidate)) return false;
    settled.add(voter);
    return true;
  });
}
