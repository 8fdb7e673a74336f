import { type Address, BaseError, ContractFunctionRevertedError, type Hash } from "viem";
import { readContract } from "viem/actions";
import { askAlike } from "./askAlike";
import { rollAbi } from "./generated/rollAbi";
import type { Node } from "./node";

/**
 * The index of a voter on a closed roll, from 0; null where the roll does not hold the address. Asked at the block
 * `blockHash`, and of every endpoint: who is told wrongly that they may not vote may believe it.
 * @throws {NoAnswerError} where the endpoints contradict each other: then it is not known.
 */
export async function readPlace(node: Node, roll: Address, voter: Address, blockHash: Hash): Promise<bigint | null> {
  const indexOf = { address: roll, abi: rollAbi, functionName: "indexOf", args: [voter], blockHash } as const;
  return askAlike<bigint | null>(node, `the place of ${voter} on the roll ${roll}`, (endpoint) =>
    readContract(endpoint, indexOf).catch((error: unknown) => {
      if (isNotOnRoll(error)) return null;
      throw error;
    }),
  );
}

function isNotOnRoll(error: unknown): boolean {
  const revert = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  return revert instanceof ContractFunctionRevertedError && revert.data?.errorName === "NotOnRoll";
}
