import type { Address, Hash } from "viem";
import type { Election } from "./election";
import { type Phase, phaseAt } from "./phase";
import { type Ballot, reconcile, type Tally } from "./tally";

/** What a saved file says of an election: its ballots and its figures at one block. Times are unix seconds. */
export type ElectionFile = {
  election: Election;
  chainName: string;
  /** Where the election can be looked at. */
  link: string;
  /** The block at which was counted, and the newest final one below it. */
  head: {
    number: bigint;
    hash: Hash;
    timestamp: bigint;
    finalized: bigint;
    finalizedHash: Hash;
    finalizedTimestamp: bigint;
  };
  /** The contract's figures. */
  tally: Tally;
  /** The ballots as far as they were read, oldest first. */
  ballots: readonly Ballot[];
  /** The times of the ballots' blocks, as far as they are known. */
  times: ReadonlyMap<Hash, bigint>;
  /** The voters on the roll in its order; undefined where there is none, or it could not be read. */
  voters?: readonly Address[] | undefined;
};

/** Whether the ballots of a file are all that the contract counted, and add up to its figures. */
export function isWhole({ tally, ballots }: Pick<ElectionFile, "tally" | "ballots">): boolean {
  return reconcile(tally, ballots).length === 0;
}

/** The first words of a file, in English like its columns: how many ballots it holds of how many. */
export function fileStatus(file: Pick<ElectionFile, "tally" | "ballots">): string {
  const held = `${file.ballots.length} of ${file.tally.ballots} ballots`;
  return isWhole(file) ? `Complete: ${held}` : `INCOMPLETE: ${held}`;
}

/**
 * Where the election stands in a file.
 * - `upcoming`, `open`: its figures are no result.
 * - `closed`: they are one, but a block from before the close could still be replaced.
 * - `final`: nothing can change them any more.
 */
export function fileState({ election, head }: Pick<ElectionFile, "election" | "head">): Phase | "final" {
  const phase = phaseAt(election, head.timestamp);
  return phase === "closed" && head.finalizedTimestamp >= election.closes ? "final" : phase;
}

/** A file's name: what it holds, of which election, at which block; one that is not whole says so first. */
export function fileName(file: ElectionFile, what: "ballots" | "tally" | "record", ending: "csv" | "json"): string {
  const { election, head, ballots, tally } = file;
  const warning = isWhole(file) ? "" : `INCOMPLETE-${ballots.length}-of-${tally.ballots}-`;
  return `${warning}recount-${election.chainId}-${election.address}-${what}-block-${head.number}.${ending}`;
}

/** The numbers on the roll, from 1, by the voter's address in small letters; none where the roll was not read. */
export function rollNumbers({ voters = [] }: Pick<ElectionFile, "voters">): ReadonlyMap<string, number> {
  return new Map(voters.map((voter, index) => [voter.toLowerCase(), index + 1]));
}

/** Unix seconds → ISO 8601 in UTC; undefined beyond what dates can tell. */
export function isoTime(seconds: bigint): string | undefined {
  // The cast is exact: below the bound, which is where dates end.
  return seconds <= 8_640_000_000_000n ? new Date(Number(seconds) * 1000).toISOString() : undefined;
}
