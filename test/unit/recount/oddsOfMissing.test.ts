import fc from "fast-check";
import { expect, test } from "vitest";
import { oddsOfMissing } from "@/recount/oddsOfMissing";

test("counted out by hand", () => {
  // Of the 6 pairs of 4 words, 3 are without a certain one, and one is without two.
  expect(oddsOfMissing(4, 2, 1)).toBeCloseTo(1 / 2, 12);
  expect(oddsOfMissing(4, 2, 2)).toBeCloseTo(1 / 6, 12);
  expect(oddsOfMissing(4, 2, 3)).toBe(0);
});

test("nothing changed is always missed, and what all words show never", () => {
  expect(oddsOfMissing(313, 100, 0)).toBe(1);
  expect(oddsOfMissing(313, 0, 313)).toBe(1);
  expect(oddsOfMissing(313, 313, 1)).toBe(0);
});

test("is the share of samples without a changed word", () => {
  const numbers = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60));
  fc.assert(
    fc.property(numbers, ([words, drawn, altered]) => {
      const [proven, changed] = [drawn % (words + 1), altered % (words + 1)];
      const share = Number((choose(words - changed, proven) * 10n ** 18n) / choose(words, proven)) / 1e18;
      expect(oddsOfMissing(words, proven, changed)).toBeCloseTo(share, 10);
    }),
  );
});

test("a sample of 1,000 of 31,250 words misses one changed in a hundred 4 times in 100,000", () => {
  expect(oddsOfMissing(31_250, 1_000, 312)).toBeCloseTo(0.00004, 5);
});

/** How many ways there are to draw so many of so many. */
function choose(from: number, count: number): bigint {
  let ways = 1n;
  for (let i = 0; i < count; i += 1) ways = (ways * BigInt(from - i)) / BigInt(i + 1);
  return ways;
}
