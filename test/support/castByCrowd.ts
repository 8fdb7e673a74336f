import { readFileSync } from "node:fs";
import type { Abi, Address, Hex } from "viem";
import { candidateId } from "@/election/election";
import type { TestChain } from "./startChain";

const artifact = new URL("../../out/Crowd.sol/Crowd.json", import.meta.url);
/** Below the gas limit of the node's blocks; a ballot cast by the crowd takes about 75,000. */
const gas = 29_000_000n;

/**
 * Has so many addresses vote that no account of the node could: each ballot by a contract of its own.
 * @param choices The candidate of each block, one after the other.
 * @param perBlock Ballots in a block: at most 350.
 */
export async function castByCrowd(
  { node, accounts: [account] }: TestChain,
  election: Address,
  choices: readonly string[],
  perBlock: number,
): Promise<void> {
  const { abi, bytecode } = JSON.parse(readFileSync(artifact, "utf8")) as { abi: Abi; bytecode: { object: Hex } };
  const deployment = await node.deployContract({ abi, bytecode: bytecode.object, account });
  const { contractAddress: address } = await node.waitForTransactionReceipt({ hash: deployment });
  if (!address) throw new Error("The crowd could not be deployed.");
  for (const choice of choices) {
    const args = [election, candidateId(choice), BigInt(perBlock)];
    const hash = await node.writeContract({ address, abi, functionName: "vote", args, account, gas });
    // The node now and then forgets to make a block for so large a transaction.
    await node.mine({ blocks: 1 });
    const { status } = await node.waitForTransactionReceipt({ hash });
    if (status !== "success") throw new Error("The crowd could not vote.");
  }
}
