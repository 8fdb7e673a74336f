import type { Hex } from "viem";
import { readContract } from "viem/actions";
import type { Election } from "@/election/election";
import { type Ballot, type Contradiction, reconcile, type Tally } from "@/election/tally";
import { openElectionAbi } from "./generated/openElectionAbi";
import type { Node } from "./node";
import { readBallots } from "./readBallots";
import type { Head } from "./watchHead";

/** The count at one block: the contract's tally, and the ballots of the record that add up to it, oldest first. */
export type Count = { head: Head; tally: Tally; ballots: readonly Ballot[] };

/** The record of ballots and the contract's counters contradict each other at the same block: no number may be shown. */
export class CountConflictError extends Error {
  override name = "CountConflictError";
  constructor(
    readonly head: Head,
    readonly contradictions: readonly Contradiction[],
  ) {
    super(`The record and the contract contradict each other at block ${head.number}.`);
  }
}

/**
 * The count at `head`, reconciled: the ballots of the event log add up to the contract's counters at that very block.
 * @param fromBlock The election's creation block, or one before it.
 * @param previous An earlier count of the same election; its final ballots are not read again.
 * @throws {CountConflictError} where log and counters differ, as when a block was replaced between the two reads.
 */
export async function readCount(
  node: Node,
  election: Pick<Election, "address" | "candidates">,
  fromBlock: bigint,
  head: Head,
  previous?: Count,
): Promise<Count> {
  const settledTo = previous ? previous.head.finalized : fromBlock - 1n;
  const settled = previous ? previous.ballots.filter(({ block }) => block <= settledTo) : [];

  const [results, recent] = await Promise.all([
    // By hash, so that the numbers belong to exactly this block, whatever has replaced it meanwhile (EIP-1898).
    readContract(node, {
      address: election.address,
      abi: openElectionAbi,
      functionName: "results",
      blockHash: head.hash,
    }),
    readBallots(node, election.address, settledTo + 1n, head.number),
  ]);

  const tally = pairTally(results);
  const ballots = [...settled, ...recent];
  const named = tally.votes.map(({ candidate }) => candidate);
  const isOfElection = named.join() === election.candidates.map(({ id }) => id).join();
  const contradictions: Contradiction[] = isOfElection ? reconcile(tally, ballots) : [{ kind: "candidates", named }];
  // What was remembered may be what is wrong: read everything once more before crying foul.
  if (contradictions.length > 0 && previous) return readCount(node, election, fromBlock, head);
  if (contradictions.length > 0) throw new CountConflictError(head, contradictions);
  return { head, tally, ballots };
}

/**
 * The contract's `results()` with each count beside its candidate.
 * @throws {RangeError} where there are not as many counts as candidates: an answer that no election gives.
 */
export function pairTally([ids, counts, ballots]: readonly [readonly Hex[], readonly bigint[], bigint]): Tally {
  if (ids.length !== counts.length) throw new RangeError("results() names other candidates than it counts for.");
  const votes = ids.flatMap((candidate, index) => {
    const count = counts[index];
    return count === undefined ? [] : [{ candidate, count }];
  });
  return { votes, ballots };
}
