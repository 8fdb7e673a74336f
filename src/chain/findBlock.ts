import { getBlock } from "viem/actions";
import type { Node } from "./node";

/**
 * The number of the first block whose time is `time` (unix seconds) or later, found by halving the headers.
 * With an election's `createdAt`, no vote can stand in an earlier block.
 * @param newest The number of a block known to be that late.
 */
export async function findBlock(node: Node, time: bigint, newest: bigint): Promise<bigint> {
  let low = 0n;
  let high = newest;
  while (low < high) {
    const middle = (low + high) / 2n;
    const { timestamp } = await getBlock(node, { blockNumber: middle });
    if (timestamp < time) low = middle + 1n;
    else high = middle;
  }
  return low;
}
