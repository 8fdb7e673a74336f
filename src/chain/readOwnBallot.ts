import { type Address, type Hash, type Hex, zeroHash } from "viem";
import { readContract } from "viem/actions";
import { askAlike } from "./askAlike";
import { electionReads } from "./generated/electionReads";
import type { Node } from "./node";

/**
 * The candidate for whom the contract counts this voter's ballot at the block `blockHash`; null if none is counted.
 * @throws {NoAnswerError} where the endpoints contradict each other: then it is not known, least of all that none is.
 */
export async function readOwnBallot(
  node: Node,
  election: Address,
  voter: Address,
  blockHash: Hash,
): Promise<Hex | null> {
  const ballotOf = { address: election, abi: electionReads, functionName: "ballotOf", args: [voter] } as const;
  const candidate = await askAlike(node, `the ballot of ${voter}`, (endpoint) =>
    readContract(endpoint, { ...ballotOf, blockHash }),
  );
  return candidate === zeroHash ? null : candidate;
}
