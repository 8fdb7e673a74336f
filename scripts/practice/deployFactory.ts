import { readFileSync } from "node:fs";
import { type Address, concatHex, type Hex, zeroHash } from "viem";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import type { NodeControl } from "./controlNode";

/** The deterministic deployer (https://github.com/Arachnid/deterministic-deployment-proxy), the same on every chain. */
const deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";
const artifact = new URL("../../out/OpenElectionFactory.sol/OpenElectionFactory.json", import.meta.url);

/**
 * Puts the factory on a local chain, at the address it has on every chain, and mines a block for it.
 * @param payer One of the node's accounts.
 * @throws {Error} where the compiled contract is another than the one the app was generated from.
 */
export async function deployFactory(node: NodeControl, payer: Address): Promise<void> {
  const { bytecode } = JSON.parse(readFileSync(artifact, "utf8")) as { bytecode: { object: Hex } };
  const data = concatHex([zeroHash, bytecode.object]);
  await node.sendTransaction({ account: payer, to: deployer, data, gas: 10_000_000n });
  await node.mine({ blocks: 1 });

  const code = await node.getCode({ address: openElectionFactory.address });
  if (code === undefined) {
    throw new Error(`The factory does not stand at ${openElectionFactory.address}. Run npm run contracts.`);
  }
}
