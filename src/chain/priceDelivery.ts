import type { Address } from "viem";
import { getGasPrice } from "viem/actions";
import type { Election } from "@/election/election";
import { type Delivery, estimateDelivery } from "./carryBallots";
import type { Node } from "./node";

/** The most that deliveries will cost at the price of this moment: gas, and its price in wei. Rollups charge for data besides. */
export async function priceDelivery(
  node: Node,
  election: Election,
  carrier: Address,
  deliveries: readonly Delivery[],
): Promise<{ gas: bigint; total: bigint }> {
  const [gas, price] = await Promise.all([estimateDelivery(node, election, carrier, deliveries), getGasPrice(node)]);
  return { gas, total: gas * price };
}
