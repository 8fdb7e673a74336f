import type { Address } from "viem";
import { getBalance } from "viem/actions";
import type { Node } from "./node";

/** What an address holds of the chain's own coin, in its smallest unit (wei), at the block of that number. */
export function readBalance(node: Node, address: Address, block: bigint): Promise<bigint> {
  return getBalance(node, { address, blockNumber: block });
}
