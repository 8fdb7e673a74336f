import { type Address, parseAbi } from "viem";
import { candidateId } from "@/election/election";
import type { TestChain } from "./startChain";

/** All that a client of the original voting contract knows. */
const abi = parseAbi([
  "function vote(bytes32 candidate)",
  "function getVoteCount(bytes32 candidate) view returns (uint256)",
  "function hasVoted(address voter) view returns (bool)",
  "function votes(bytes32 candidate) view returns (uint256)",
]);

/** A client that knows an election only as the original voting contract. */
export function originalClient({ node }: TestChain, address: Address) {
  const read = (functionName: "getVoteCount" | "votes", candidate: string) =>
    node.readContract({ address, abi, functionName, args: [candidateId(candidate)] });
  return {
    /** Votes and waits for the block; throws what the contract says where it refuses. */
    vote: async (account: Address, candidate: string) => {
      const args = [candidateId(candidate)] as const;
      const { request } = await node.simulateContract({ address, abi, functionName: "vote", args, account });
      return node.waitForTransactionReceipt({ hash: await node.writeContract(request) });
    },
    getVoteCount: (candidate: string) => read("getVoteCount", candidate),
    votes: (candidate: string) => read("votes", candidate),
    hasVoted: (voter: Address) => node.readContract({ address, abi, functionName: "hasVoted", args: [voter] }),
  };
}
