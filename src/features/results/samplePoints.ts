import type { Hash } from "viem";
import type { Ballot } from "@/election/tally";

/** A block that holds ballots, and how many ballots the record holds up to its end. */
export type SamplePoint = { block: bigint; blockHash: Hash; ballots: number };

/** The most blocks whose times are read for one chart. */
const most = 24;

/**
 * The blocks to be drawn, oldest first: all that hold ballots, or else some picked evenly over the ballots, the first
 * and the last among them. The step between them is a power of two, so that new ballots leave almost all of them as they
 * are and only the last header is to be read.
 * @param ballots Oldest first.
 * @returns Also whether these are all blocks that hold ballots.
 */
export function samplePoints(ballots: readonly Ballot[]): { points: SamplePoint[]; areAll: boolean } {
  const all = ballots.flatMap(({ block, blockHash }, index) => {
    const isLastOfBlock = ballots[index + 1]?.blockHash !== blockHash;
    return isLastOfBlock ? [{ block, blockHash, ballots: index + 1 }] : [];
  });
  let points = all;
  for (let step = 2; points.length > most; step *= 2) {
    points = all.filter(({ ballots }, index) => {
      const before = all[index - 1]?.ballots;
      const isPicked = before === undefined || Math.floor(ballots / step) > Math.floor(before / step);
      return isPicked || index === all.length - 1;
    });
  }
  return { points, areAll: points === all };
}
