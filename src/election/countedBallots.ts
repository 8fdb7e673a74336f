import type { Hex } from "viem";

/**
 * The ballots that `BatchCounted` names: voters by their index on the roll, candidates by their number from 1.
 * What is left over of a length that is no multiple of 4 is passed over: no election emits it.
 */
export function unpackCounted(ballots: Hex): { index: number; number: number }[] {
  const counted: { index: number; number: number }[] = [];
  for (let end = 10; end <= ballots.length; end += 8) {
    const record = Number.parseInt(ballots.slice(end - 8, end), 16);
    counted.push({ index: Math.floor(record / 256), number: record % 256 });
  }
  return counted;
}
