import type { Address, Hex } from "viem";
import type { Factory } from "../factories";
import { controlNode } from "../practice/controlNode";
import { deployFactories } from "../practice/deployFactories";
import { startAnvil } from "../practice/startAnvil";

/** The code that each factory's initcode leaves at its address, worked out on a node of our own: nobody is believed. */
export async function codesOnOwnNode(factories: readonly Factory[]): Promise<ReadonlyMap<Address, Hex>> {
  const anvil = await startAnvil({ accounts: 1 });
  try {
    const node = controlNode(anvil.url);
    const [payer] = await node.getAddresses();
    if (!payer) throw new Error("The local node has no account.");
    await deployFactories(node, payer);
    const codes = new Map<Address, Hex>();
    for (const { address } of factories) {
      const code = await node.getCode({ address });
      if (code) codes.set(address, code);
    }
    return codes;
  } finally {
    await anvil.stop();
  }
}
