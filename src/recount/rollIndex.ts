import type { Address, Hex } from "viem";
import { votersInChunk } from "@/election/roll";

/** The digits of an address. */
const digits = 40;

/** How many whole voters the code of a chunk holds: a zero byte and 20 bytes each. */
function votersIn(chunk: Hex): number {
  return Math.max(0, Math.floor((chunk.length - 4) / digits));
}

/**
 * The voter at that index on the roll, in lower case; undefined past its end.
 * @param chunks The codes of its chunks, every one but the last with `votersInChunk` voters.
 */
export function voterAt(chunks: readonly Hex[], index: number): Address | undefined {
  const chunk = chunks[Math.floor(index / votersInChunk)];
  const place = index % votersInChunk;
  return chunk && place < votersIn(chunk) ? voterIn(chunk, place) : undefined;
}

/**
 * The voter's index on the roll, from 0; undefined where the voter is not on it. Searched by halves, in text: turning a
 * million voters into bytes would take longer than all searches together.
 * @param chunks The codes of its chunks, with the voters in ascending order.
 */
export function indexOnRoll(chunks: readonly Hex[], voter: Address): number | undefined {
  const wanted = voter.toLowerCase();
  const chunkIndex = lastNotAfter(chunks.length, wanted, (place) => voterIn(chunks[place] ?? "0x", 0));
  const chunk = chunks[chunkIndex];
  if (!chunk) return undefined;
  const place = lastNotAfter(votersIn(chunk), wanted, (at) => voterIn(chunk, at));
  return place >= 0 && voterIn(chunk, place) === wanted ? chunkIndex * votersInChunk + place : undefined;
}

function voterIn(chunk: Hex, place: number): Address {
  const from = 4 + digits * place;
  return `0x${chunk.slice(from, from + digits).toLowerCase()}`;
}

/** The last of so many ascending texts that does not stand after the wanted one; -1 where all do. */
function lastNotAfter(length: number, wanted: string, at: (place: number) => string): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
