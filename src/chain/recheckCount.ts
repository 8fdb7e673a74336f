import { readContract } from "viem/actions";
import type { Election } from "@/election/election";
import { phaseAt } from "@/election/phase";
import { isSameTally } from "@/election/tally";
import { askEach } from "./askEach";
import { findBlock } from "./findBlock";
import { electionReads } from "./generated/electionReads";
import type { Node } from "./node";
import { type Count, pairTally, readCount } from "./readCount";
import type { Head } from "./watchHead";

/**
 * The count of an election among many, with as few requests as will do: an earlier one stands while every endpoint that
 * answers gives the very same counters at `head`, and one that was read when the close was final stands for good.
 * @param previous An earlier count of the same election.
 * @returns `previous` where it still stands, else the count at `head`.
 * @throws {CountConflictError} as `readCount` does.
 */
export async function recheckCount(node: Node, election: Election, head: Head, previous?: Count): Promise<Count> {
  if (previous && (isSettled(election, previous.head) || (await stands(node, election, head, previous))))
    return previous;
  return readCount(node, election, await findBlock(node, election.createdAt, head), head, previous);
}

/** Whether nothing can be counted any more that was not counted at this head, and nothing taken back. */
function isSettled({ closes }: Election, { finalizedTimestamp }: Head): boolean {
  return finalizedTimestamp >= closes;
}

async function stands(node: Node, election: Election, head: Head, { head: before, tally }: Count): Promise<boolean> {
  // The record may be another where a block was replaced, even if the counters are the same.
  const isReplaced = head.number <= before.number && head.hash !== before.hash;
  // A standing becomes a result by a count of its own, and so does what is final.
  const isLater =
    phaseAt(election, head.timestamp) !== phaseAt(election, before.timestamp) || isSettled(election, head);
  if (isReplaced || isLater) return false;

  const results = { address: election.address, abi: electionReads, functionName: "results" } as const;
  const answers = await askEach(node, (endpoint) => readContract(endpoint, { ...results, blockHash: head.hash }));
  return answers.every((answer) => isSameTally(pairTally(answer), tally));
}
