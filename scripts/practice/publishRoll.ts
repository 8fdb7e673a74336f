import { type Address, keccak256, slice, toBytes } from "viem";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { inRollOrder, packChunks, rollSalt, votersInChunk } from "@/election/roll";
import type { NodeControl } from "./controlNode";

/** Above what a chunk uses, which the node cannot estimate while the roll is not in a block yet. */
const chunkGas = 7_000_000n;

/**
 * Sends what publishes a roll of these voters and closes it; the next block holds all of it.
 * @param publisher One of the node's accounts.
 * @returns The roll's address.
 */
export async function publishRoll(node: NodeControl, publisher: Address, voters: readonly Address[]): Promise<Address> {
  const ordered = inRollOrder(voters);
  const { request, result: address } = await node.simulateContract({
    address: rollFactory.address,
    abi: rollFactoryAbi,
    functionName: "create",
    args: [rollSalt(ordered)],
    account: publisher,
  });
  await node.writeContract(request);
  const roll = { address, abi: rollAbi, account: publisher, gas: chunkGas } as const;
  for (const [index, chunk] of packChunks(ordered).entries()) {
    await node.writeContract({ ...roll, functionName: "add", args: [BigInt(index * votersInChunk), chunk] });
  }
  await node.writeContract({ ...roll, functionName: "close", args: [BigInt(ordered.length)] });
  return address;
}

/** So many addresses that belong to nobody: members who never come to vote. */
export function inventVoters(count: number): Address[] {
  return Array.from({ length: count }, (_, index) => slice(keccak256(toBytes(`Member ${index}`)), 0, 20));
}
