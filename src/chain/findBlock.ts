import type { Client } from "viem";
import { getBlock } from "viem/actions";
import type { Head } from "./watchHead";

/** A block's number and its time in unix seconds. */
type Dated = { number: bigint; timestamp: bigint };

/** The times of final blocks that a source gave: they never change, and the elections of one list share most of the search. */
const finalTimes = new WeakMap<Client, Map<bigint, bigint>>();

/**
 * The number of the first block whose time is `time` (unix seconds) or later, found between the headers.
 * With an election's `createdAt`, no vote can stand in an earlier block.
 * @param head A head that is as late as `time`.
 */
export async function findBlock(
  source: Client,
  time: bigint,
  head: Pick<Head, "number" | "timestamp" | "finalized">,
): Promise<bigint> {
  const known = finalTimes.get(source) ?? new Map<bigint, bigint>();
  const read: Dated[] = [];
  async function dated(number: bigint): Promise<Dated> {
    const timestamp = known.get(number) ?? (await getBlock(source, { blockNumber: number })).timestamp;
    const block = { number, timestamp };
    read.push(block);
    return block;
  }

  let before = await dated(0n);
  if (before.timestamp >= time) return 0n;
  let found: Dated = head;
  for (const [number, timestamp] of known) {
    if (timestamp < time && number > before.number) before = { number, timestamp };
    if (timestamp >= time && number < found.number) found = { number, timestamp };
  }

  for (let guesses = 1; found.number - before.number > 1n; guesses += 1) {
    // Blocks mostly come evenly, and a guess by their times finds the place at once; every third halves what is left, since
    // they need not.
    const guess = guesses % 3 === 0 ? (before.number + found.number) / 2n : guessBetween(before, found, time);
    const block = await dated(guess);
    if (block.timestamp < time) before = block;
    else found = block;
  }

  // An election's block has exactly its time. Where none has, a node may have lied, and is asked anew the next time.
  if (found.timestamp === time) {
    for (const { number, timestamp } of read) if (number <= head.finalized) known.set(number, timestamp);
    finalTimes.set(source, known);
  }
  return found.number;
}

/** Where a block of that time would stand if blocks came evenly; never one of the two ends. */
function guessBetween(before: Dated, found: Dated, time: bigint): bigint {
  const blocks = found.number - before.number;
  const place = before.number + ((time - before.timestamp) * blocks) / (found.timestamp - before.timestamp);
  if (place <= before.number) return before.number + 1n;
  return place < found.number ? place : found.number - 1n;
}
