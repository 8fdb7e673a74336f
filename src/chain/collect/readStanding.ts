import { getBlock } from "viem/actions";
import { readHead } from "@/chain/watchHead";
import type { EndpointWord } from "@/recount/evidence";
import { askChain, type NamedEndpoint } from "./namedEndpoint";

/** How far an endpoint has come, each null where it does not say. */
export type Standing = Pick<EndpointWord, "chainId" | "newest" | "final">;

/**
 * Which chain an endpoint serves, its newest block and its newest final one. One of another chain is asked nothing else.
 * Never throws.
 * @param finalityDepth How many blocks below the newest count as final, where it names none.
 */
export async function readStanding(
  endpoint: NamedEndpoint,
  { id, finalityDepth }: { id: number; finalityDepth: number },
): Promise<Standing> {
  const chainId = await askChain(endpoint);
  if (chainId !== id) return { chainId, newest: null, final: null };
  try {
    const head = await readHead(endpoint.client, finalityDepth);
    const newest = newestOf(head);
    return { chainId, newest, final: newest && isWhole(head.finalized) ? head.finalized : null };
  } catch {
    const newest = await getBlock(endpoint.client, { blockTag: "latest" }).catch(() => null);
    return { chainId, newest: newest && newestOf(newest), final: null };
  }
}

/** Null where the node gives no whole numbers: viem passes on what is left out of a block, or below zero. */
function newestOf({ number, timestamp }: { number: unknown; timestamp: unknown }): Standing["newest"] {
  return isWhole(number) && isWhole(timestamp) ? { number, timestamp } : null;
}

function isWhole(number: unknown): number is bigint {
  return typeof number === "bigint" && number >= 0n && number < 2n ** 256n;
}

/** An endpoint whose newest block is so many seconds older than another's has stopped, or serves an old copy. */
const longestLag = 3600n;

/**
 * The heights to recount at, the best first. Every endpoint that keeps up calls the first of them final, so all of them
 * vouch for it; the others serve where no two agree on that one.
 */
export function chooseHeights(standings: readonly Standing[], wish: "final" | "newest"): bigint[] {
  const times = standings.flatMap(({ newest }) => (newest ? [newest.timestamp] : []));
  const latest = times.reduce((high, time) => (time > high ? time : high), 0n);
  const heightOf = ({ newest, final }: Standing) => (wish === "final" ? final : (newest?.number ?? null));

  const heights = new Set<bigint>();
  let lowest: bigint | undefined;
  for (const standing of standings) {
    const height = heightOf(standing);
    if (height === null || !standing.newest) continue;
    heights.add(height);
    const keepsUp = standing.newest.timestamp + longestLag >= latest;
    if (keepsUp && (lowest === undefined || height < lowest)) lowest = height;
  }
  const highestFirst = [...heights].sort((a, b) => (a > b ? -1 : 1));
  return lowest === undefined ? highestFirst : [lowest, ...highestFirst.filter((height) => height !== lowest)];
}
