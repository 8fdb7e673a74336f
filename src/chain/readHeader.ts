import type { Hash } from "viem";
import { getBlock } from "viem/actions";
import type { Node } from "./node";

/** What a block says of itself: its place in the chain, and its time in unix seconds. */
export type Header = { number: bigint; hash: Hash; parentHash: Hash; timestamp: bigint };

/**
 * The header of the block of that hash, whether or not the block still stands in the chain. It never changes.
 * @throws {RangeError} where the node answers with another block.
 */
export async function readHeader(node: Node, blockHash: Hash): Promise<Header> {
  const { number, hash, parentHash, timestamp } = await getBlock(node, { blockHash });
  if (hash !== blockHash) throw new RangeError(`Asked for block ${blockHash}, the node gave ${hash}.`);
  return { number, hash, parentHash, timestamp };
}
