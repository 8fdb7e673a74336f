import type { Address } from "viem";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { inRollOrder, packChunks, rollSalt } from "@/election/roll";
import type { TestChain } from "./startChain";

/** Publishes a roll of these voters, no more than one chunk holds, and does not close it. Returns its address. */
export async function startRoll({ node, accounts }: TestChain, voters: readonly Address[]): Promise<Address> {
  const ordered = inRollOrder(voters);
  const [chunk = "0x"] = packChunks(ordered);
  const [account] = accounts;
  const factory = { address: rollFactory.address, abi: rollFactoryAbi, account } as const;
  const { request, result: address } = await node.simulateContract({
    ...factory,
    functionName: "create",
    args: [rollSalt(ordered)],
  });
  await node.waitForTransactionReceipt({ hash: await node.writeContract(request) });
  const roll = { address, abi: rollAbi, account } as const;
  const hash = await node.writeContract({ ...roll, functionName: "add", args: [0n, chunk] });
  await node.waitForTransactionReceipt({ hash });
  return address;
}
