import { type Address, BaseError, ContractFunctionRevertedError, type Hash, type Hex } from "viem";
import { simulateContract } from "viem/actions";
import { askAlike } from "@/chain/askAlike";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import type { Node } from "@/chain/node";
import { packBatch } from "@/election/ballotBatch";

/** A ballot as `castBatch` takes it. */
export type Record = { index: number; number: number; signature: Hex };

/** What would become of a batch. */
export type Trial =
  | { kind: "counted"; good: Record[]; bad: Record[] }
  /** The election is not open. */
  | { kind: "notOpen" }
  /** The contract refuses the whole of it: it takes more gas than was given. */
  | { kind: "short" };

/** How often the contract is asked at most to find the ballots that it would not count. */
const mostQuestions = 64;

/**
 * Asks every endpoint what the contract would count of a batch at that block. Where it is less than all, the batch is
 * halved until it is known of which ballots; those that are not found out about are bad for now.
 * @param gas What the transaction would have.
 * @throws {NoAnswerError} where endpoints contradict each other, and what they threw where none answered.
 */
export async function tryBatch(
  node: Node,
  asked: { election: Address; carrier: Address; blockHash: Hash; gas: bigint },
  records: readonly Record[],
): Promise<Trial> {
  const { election: address, carrier: account, blockHash, gas } = asked;
  let questions = 0;

  async function count(part: readonly Record[]): Promise<number> {
    questions += 1;
    const args = [packBatch(part)] as const;
    const call = { address, abi: rollElectionAbi, functionName: "castBatch", args, account, gas, blockHash } as const;
    const counted = await askAlike(
      node,
      "what a batch would count",
      async (endpoint) => (await simulateContract(endpoint, call)).result,
    );
    // The cast is exact: no more than the batch holds, or the node lies.
    return Number(counted);
  }

  async function sift(part: readonly Record[]): Promise<Record[]> {
    if (part.length === 0 || questions >= mostQuestions) return [];
    const counted = await count(part);
    if (counted === part.length) return [...part];
    if (counted === 0 || part.length === 1) return [];
    const middle = part.length >> 1;
    return [...(await sift(part.slice(0, middle))), ...(await sift(part.slice(middle)))];
  }

  try {
    const good = await sift(records);
    const found = new Set(good);
    return { kind: "counted", good, bad: records.filter((record) => !found.has(record)) };
  } catch (error) {
    const revert = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
    if (revert instanceof ContractFunctionRevertedError) {
      return { kind: revert.data?.errorName === "NotOpen" ? "notOpen" : "short" };
    }
    if (error instanceof BaseError && /out ?of ?gas|intrinsic gas/i.test(error.message)) return { kind: "short" };
    throw error;
  }
}
