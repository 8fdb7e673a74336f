import type { Client, Hash } from "viem";
import { createQueue } from "@/chain/queue";
import { digestOfHashes } from "@/election/rollCode";
import { readHeaderFields } from "./readHeaderFields";

/** How many blocks are asked for at a time. */
const width = 8;

/**
 * The digest of the hashes that an endpoint has for the blocks of these numbers, in their order (`digestOfHashes`); null
 * where it does not have all of them. Endpoints that agree on it have the same blocks.
 * @param onRead Called with how many blocks were read so far.
 */
export async function readHistory(
  endpoint: Client,
  blocks: readonly { number: bigint }[],
  onRead: (blocks: number) => void = () => {},
): Promise<Hash | null> {
  const queue = createQueue(width);
  let read = 0;
  let isMissing = false;

  async function readHash({ number }: { number: bigint }): Promise<Hash | null> {
    // One is enough to know nothing of them all.
    if (isMissing) return null;
    const block = await readHeaderFields(endpoint, number).catch(() => null);
    isMissing ||= block === null;
    read += 1;
    onRead(read);
    return block?.hash ?? null;
  }
  const hashes = await Promise.all(blocks.map((block) => queue(() => readHash(block))));
  const known = hashes.filter((hash) => hash !== null);
  return known.length === hashes.length ? digestOfHashes(known) : null;
}
