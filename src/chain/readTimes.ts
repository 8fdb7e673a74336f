import type { Hash } from "viem";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { readHeader } from "./readHeader";

/** How many headers are asked for at a time. */
const width = 8;
/** After so many that could not be read the others are not asked for: the node is down, or has had enough. */
const patience = 20;

/**
 * The times of these blocks in unix seconds, as far as they can be read: what is missing is not known.
 * @param onRead Called after each block with how many were asked for so far.
 * @param signal Ends the reading: what was read until then is the answer.
 */
export async function readTimes(
  node: Node,
  blocks: readonly Hash[],
  onRead: (asked: number) => void,
  signal: AbortSignal,
): Promise<ReadonlyMap<Hash, bigint>> {
  const queue = createQueue(width);
  const times = new Map<Hash, bigint>();
  let asked = 0;
  let failures = 0;
  const readOne = async (hash: Hash) => {
    if (signal.aborted || failures >= patience) return;
    try {
      const { timestamp } = await readHeader(node, hash);
      times.set(hash, timestamp);
    } catch {
      failures += 1;
    }
    asked += 1;
    onRead(asked);
  };
  const ended = new Promise<void>((end) => signal.addEventListener("abort", () => end(), { once: true }));
  await Promise.race([ended, Promise.all([...new Set(blocks)].map((hash) => queue(() => readOne(hash))))]);
  return times;
}
