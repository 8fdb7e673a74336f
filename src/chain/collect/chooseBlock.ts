import type { Hash } from "viem";
import type { HeaderFields } from "@/recount/evidence";
import { NoBlockError } from "./evidenceErrors";
import type { NamedEndpoint } from "./namedEndpoint";
import { readHeaderFields } from "./readHeaderFields";
import { chooseHeights, type Standing } from "./readStanding";

/** The block at which is recounted, as the endpoint gave it that is believed first. */
export type ChosenBlock = {
  number: bigint;
  hash: Hash;
  header: HeaderFields;
  /** The hash that each endpoint has at that height, null where it gave none. */
  hashes: readonly (Hash | null)[];
};

type Wish = "final" | "newest" | bigint;

/**
 * The block to recount at: the best height on whose hash two endpoints agree, and where no two do, the best of all. What
 * most endpoints have there is taken. They may contradict each other all the same: that is told, and not judged here.
 * @param standings Of the endpoints, in their order.
 * @throws {NoBlockError} where no endpoint gives such a block.
 */
export async function chooseBlock(
  endpoints: readonly NamedEndpoint[],
  standings: readonly Standing[],
  wish: Wish,
): Promise<ChosenBlock> {
  let first: ChosenBlock | undefined;
  for (const height of typeof wish === "bigint" ? [wish] : chooseHeights(standings, wish)) {
    const found = await readBlocks(endpoints, standings, height);
    if (found && found.agreeing > 1) return found.block;
    first ??= found?.block;
  }
  if (!first) throw new NoBlockError(wish);
  return first;
}

async function readBlocks(endpoints: readonly NamedEndpoint[], standings: readonly Standing[], number: bigint) {
  const blocks = await Promise.all(
    endpoints.map(({ client }, index) =>
      standings[index]?.newest ? readHeaderFields(client, number).catch(() => null) : null,
    ),
  );
  const votes = new Map<Hash, number>();
  for (const block of blocks) if (block) votes.set(block.hash, (votes.get(block.hash) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const chosen = blocks.find((block) => block && votes.get(block.hash) === most);
  if (!chosen) return undefined;
  const hashes = blocks.map((block) => block?.hash ?? null);
  return { block: { number, hash: chosen.hash, header: chosen.fields, hashes }, agreeing: most };
}
