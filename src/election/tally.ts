import type { Address, Hash, Hex } from "viem";

/** Votes per candidate, in ballot order, and all ballots, as the contract gives them at one block. */
export type Tally = { votes: readonly { candidate: Hex; count: bigint }[]; ballots: bigint };

/**
 * One counted ballot from the record: who, for whom, and where it stands in the chain. Addresses are in lower case.
 * What a relay delivered has its `carrier`, who paid for the batch, and shares its log with the batch's other ballots.
 */
export type Ballot = {
  voter: Address;
  candidate: Hex;
  block: bigint;
  blockHash: Hash;
  logIndex: number;
  carrier?: Address;
};

/** A way in which what was read contradicts itself: mostly the record of ballots and the contract's counters. */
export type Contradiction =
  | { kind: "total"; counted: bigint; recorded: bigint }
  | { kind: "candidate"; candidate: Hex; counted: bigint; recorded: bigint }
  | { kind: "repeated"; voter: Address }
  | { kind: "sum"; counted: bigint; sum: bigint }
  | { kind: "candidates"; named: readonly Hex[] }
  /** The ballot box holds other ballots than the counters say. */
  | { kind: "box" }
  /** Two nodes give different tallies for the same block. */
  | { kind: "nodes" }
  /** The chain holds another block than the one it had called final. */
  | { kind: "rewritten"; block: bigint };

/**
 * Counts the ballots of the record and holds them against the contract's tally at the same block.
 * @returns Every contradiction; none means that both tell the same.
 */
export function reconcile(tally: Tally, ballots: readonly Ballot[]): Contradiction[] {
  const found: Contradiction[] = [];
  const voters = new Set<Address>();
  const recorded = new Map<Hex, bigint>();
  for (const { voter, candidate } of ballots) {
    if (voters.has(voter)) found.push({ kind: "repeated", voter });
    voters.add(voter);
    recorded.set(candidate, (recorded.get(candidate) ?? 0n) + 1n);
  }

  for (const { candidate, count } of tally.votes) {
    const own = recorded.get(candidate) ?? 0n;
    if (own !== count) found.push({ kind: "candidate", candidate, counted: count, recorded: own });
  }
  const sum = tally.votes.reduce((total, { count }) => total + count, 0n);
  if (sum !== tally.ballots) found.push({ kind: "sum", counted: tally.ballots, sum });
  const total = BigInt(ballots.length);
  if (total !== tally.ballots) found.push({ kind: "total", counted: tally.ballots, recorded: total });
  return found;
}

/** Whether two tallies name the same candidates in the same order, with the same figures. */
export function isSameTally(one: Tally, other: Tally): boolean {
  const figures = ({ votes, ballots }: Tally) =>
    `${votes.flatMap(({ candidate, count }) => [candidate, count])} ${ballots}`;
  return figures(one) === figures(other);
}

/**
 * The ballots that were in an earlier count, or had been taken back by then, and that the record holds no longer.
 * A ballot that merely moved to another block is not among them.
 */
export function takenBack(
  before: { ballots: readonly Ballot[]; takenBack: readonly Ballot[] },
  record: readonly Ballot[],
): Ballot[] {
  const choices = new Map(record.map(({ voter, candidate }) => [voter, candidate]));
  return [...before.takenBack, ...before.ballots].filter(({ voter, candidate }) => choices.get(voter) !== candidate);
}

/**
 * The votes of a candidate.
 * @throws {RangeError} where the tally does not name the candidate: unknown is not zero.
 */
export function countFor(tally: Tally, candidate: Hex): bigint {
  const vote = tally.votes.find((counted) => counted.candidate === candidate);
  if (!vote) throw new RangeError(`The tally names no candidate ${candidate}.`);
  return vote.count;
}

/** The candidates with the most votes: none while nobody has voted, several in a tie. */
export function leaders(tally: Tally): Hex[] {
  const most = tally.votes.reduce((highest, { count }) => (count > highest ? count : highest), 0n);
  return most === 0n ? [] : tally.votes.filter(({ count }) => count === most).map(({ candidate }) => candidate);
}

/** The votes of the candidates with the most, the most first; with as many votes as another, in ballot order. */
export function mostVoted({ votes }: Tally, limit: number): Tally["votes"] {
  return votes.toSorted((a, b) => (a.count === b.count ? 0 : a.count > b.count ? -1 : 1)).slice(0, limit);
}

/** A count's share of all ballots in thousandths, rounded to the nearest; 0 of 0 ballots is 0. */
export function shareInThousandths(count: bigint, ballots: bigint): bigint {
  return ballots === 0n ? 0n : (count * 2000n + ballots) / (ballots * 2n);
}
