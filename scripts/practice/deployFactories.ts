import { readFileSync } from "node:fs";
import { type Address, concatHex, type Hex, pad, zeroHash } from "viem";
import { openElectionFactory } from "@/chain/generated/openElectionFactory";
import { rollElectionFactory } from "@/chain/generated/rollElectionFactory";
import { rollFactory } from "@/chain/generated/rollFactory";
import type { NodeControl } from "./controlNode";

/** The deterministic deployer (https://github.com/Arachnid/deterministic-deployment-proxy), the same on every chain. */
const deployer = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

/**
 * Puts the factories on a local chain, at the addresses they have on every chain, and mines a block for them.
 * @param payer One of the node's accounts.
 * @throws {Error} where a compiled contract is another than the one the app was generated from.
 */
export async function deployFactories(node: NodeControl, payer: Address): Promise<void> {
  const initcodes = [
    readInitcode("OpenElectionFactory"),
    readInitcode("RollFactory"),
    concatHex([readInitcode("RollElectionFactory"), pad(rollFactory.address)]),
  ];
  for (const initcode of initcodes) {
    const data = concatHex([zeroHash, initcode]);
    await node.sendTransaction({ account: payer, to: deployer, data, gas: 10_000_000n });
  }
  await node.mine({ blocks: 1 });

  for (const { address } of [openElectionFactory, rollFactory, rollElectionFactory]) {
    const code = await node.getCode({ address });
    if (code === undefined) throw new Error(`No factory stands at ${address}. Run npm run contracts.`);
  }
}

function readInitcode(contract: string): Hex {
  const artifact = new URL(`../../out/${contract}.sol/${contract}.json`, import.meta.url);
  const { bytecode } = JSON.parse(readFileSync(artifact, "utf8")) as { bytecode: { object: Hex } };
  return bytecode.object;
}
