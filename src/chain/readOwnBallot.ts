import { type Address, type Hash, type Hex, zeroHash } from "viem";
import { readContract } from "viem/actions";
import { openElectionAbi } from "./generated/openElectionAbi";
import type { Node } from "./node";

/** The candidate for whom the contract counts this voter's ballot at the block `blockHash`; null if none is counted. */
export async function readOwnBallot(
  node: Node,
  election: Address,
  voter: Address,
  blockHash: Hash,
): Promise<Hex | null> {
  const candidate = await readContract(node, {
    address: election,
    abi: openElectionAbi,
    functionName: "ballotOf",
    args: [voter],
    blockHash,
  });
  return candidate === zeroHash ? null : candidate;
}
