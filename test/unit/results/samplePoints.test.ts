import fc from "fast-check";
import { numberToHex, pad, zeroHash } from "viem";
import { describe, expect, test } from "vitest";
import { samplePoints } from "@/features/results/samplePoints";

/** A record of blocks that hold so many ballots each. */
function recordOf(...blocks: number[]) {
  return blocks.flatMap((size, index) =>
    Array.from({ length: size }, (_, logIndex) => {
      const voter = pad(numberToHex(1000 * index + logIndex), { size: 20 });
      return { voter, candidate: zeroHash, block: BigInt(index), blockHash: pad(numberToHex(index)), logIndex };
    }),
  );
}

const blocks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 200, size: "max" });

describe("the blocks to be drawn", () => {
  test("are all that hold ballots, each with the ballots up to its end", () => {
    expect(samplePoints(recordOf(2, 1, 3))).toEqual({
      points: [
        { block: 0n, blockHash: pad("0x0"), ballots: 2 },
        { block: 1n, blockHash: pad("0x1"), ballots: 3 },
        { block: 2n, blockHash: pad("0x2"), ballots: 6 },
      ],
      areAll: true,
    });
    expect(samplePoints([])).toEqual({ points: [], areAll: true });
  });

  test("are 24 at the most, the first and the last among them, and true each", () => {
    fc.assert(
      fc.property(blocks, (sizes) => {
        const record = recordOf(...sizes);
        const { points, areAll } = samplePoints(record);
        expect(points.length).toBeLessThanOrEqual(24);
        expect(areAll).toBe(sizes.length <= 24);
        expect(points[0]?.block).toBe(0n);
        expect(points.at(-1)).toMatchObject({ block: BigInt(sizes.length - 1), ballots: record.length });
        for (const { block, ballots } of points) {
          expect(ballots).toBe(record.filter((ballot) => ballot.block <= block).length);
        }
      }),
    );
  });

  test("lie evenly over the ballots", () => {
    const { points } = samplePoints(recordOf(...Array<number>(1000).fill(1)));
    expect(points.length).toBeGreaterThan(12);
    const gaps = points.slice(1).map(({ ballots }, index) => ballots - (points[index]?.ballots ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(64);
  });

  test("stay the same when a ballot arrives, but for the last, or are some of those before", () => {
    fc.assert(
      fc.property(blocks, (sizes) => {
        const before = samplePoints(recordOf(...sizes)).points.map(({ block }) => block);
        const after = samplePoints(recordOf(...sizes, 1)).points.map(({ block }) => block);
        expect(before).toEqual(expect.arrayContaining(after.slice(0, -1)));
      }),
    );
  });
});
