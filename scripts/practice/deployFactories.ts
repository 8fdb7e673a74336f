import type { Address } from "viem";
import { compiledFactories, deployer } from "../factories";
import type { NodeControl } from "./controlNode";

/**
 * Puts the factories on a local chain, at the addresses they have on every chain, and mines a block for them.
 * @param payer One of the node's accounts.
 * @throws {Error} where a compiled contract is another than the one the app was generated from.
 */
export async function deployFactories(node: NodeControl, payer: Address): Promise<void> {
  const factories = compiledFactories();
  for (const { deployment } of factories) {
    await node.sendTransaction({ account: payer, to: deployer.address, data: deployment, gas: 10_000_000n });
  }
  await node.mine({ blocks: 1 });

  for (const { name, address } of factories) {
    const code = await node.getCode({ address });
    if (code === undefined) throw new Error(`${name} could not be put at ${address}.`);
  }
}
