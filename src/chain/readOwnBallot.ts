import { type Address, type Hash, type Hex, zeroHash } from "viem";
import { readContract } from "viem/actions";
import { askEach } from "./askEach";
import { NoAnswerError } from "./errors";
import { openElectionAbi } from "./generated/openElectionAbi";
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
  const ballotOf = { address: election, abi: openElectionAbi, functionName: "ballotOf", args: [voter] } as const;
  const [candidate, ...others] = await askEach(node, (endpoint) => readContract(endpoint, { ...ballotOf, blockHash }));
  if (candidate === undefined) throw new RangeError("A node has at least one endpoint.");
  if (others.some((other) => other !== candidate)) {
    throw new NoAnswerError(`The nodes contradict each other on the ballot of ${voter}.`);
  }
  return candidate === zeroHash ? null : candidate;
}
