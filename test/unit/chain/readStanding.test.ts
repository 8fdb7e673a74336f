import { expect, test } from "vitest";
import { chooseHeights, type Standing } from "@/chain/collect/readStanding";

function standing(final: bigint | null, newest: bigint, timestamp = 1_000_000n): Standing {
  return { chainId: 1, newest: { number: newest, timestamp }, final };
}
const silent: Standing = { chainId: null, newest: null, final: null };

test("the first height is one that every endpoint calls final", () => {
  expect(chooseHeights([standing(90n, 100n), standing(88n, 99n), standing(92n, 101n)], "final")).toEqual([
    88n,
    92n,
    90n,
  ]);
});

test("of the newest blocks it is one that every endpoint has", () => {
  expect(chooseHeights([standing(90n, 100n), standing(88n, 99n)], "newest")).toEqual([99n, 100n]);
});

test("an endpoint that stopped more than an hour ago holds nobody up", () => {
  const stopped = standing(10n, 20n, 1_000_000n - 3601n);
  expect(chooseHeights([stopped, standing(90n, 100n)], "final")).toEqual([90n, 10n]);
  const slow = standing(10n, 20n, 1_000_000n - 3600n);
  expect(chooseHeights([slow, standing(90n, 100n)], "final")).toEqual([10n, 90n]);
});

test("endpoints that say nothing are passed over", () => {
  expect(chooseHeights([silent, standing(null, 100n), standing(90n, 100n)], "final")).toEqual([90n]);
  expect(chooseHeights([silent], "newest")).toEqual([]);
});
