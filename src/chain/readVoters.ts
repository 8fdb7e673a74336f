import type { Address, Hash } from "viem";
import { readContract } from "viem/actions";
import { inRollOrder } from "@/election/roll";
import { askAlike } from "./askAlike";
import { NoAnswerError } from "./errors";
import { rollAbi } from "./generated/rollAbi";
import type { Node } from "./node";

/**
 * The voters on a closed roll from the index `from` up to but not including `to`, read at the block `blockHash`.
 * @throws {NoAnswerError} where the endpoints contradict each other, or give what cannot be a part of a roll.
 */
export async function readVoters(
  node: Node,
  roll: Address,
  from: bigint,
  to: bigint,
  blockHash: Hash,
): Promise<readonly Address[]> {
  const range = { address: roll, abi: rollAbi, functionName: "voters", args: [from, to], blockHash } as const;
  const voters = await askAlike(node, `the voters of the roll ${roll}`, (endpoint) => readContract(endpoint, range));
  const isPart = BigInt(voters.length) === to - from && inRollOrder(voters).join() === voters.join();
  if (!isPart || new Set(voters).size < voters.length) throw new NoAnswerError(`No part of the roll ${roll}.`);
  return voters;
}
