import fc from "fast-check";
import { numberToHex, pad, zeroHash } from "viem";
import { expect, test } from "vitest";
import { groupBallots, isSameGroup } from "@/features/results/groupBallots";

function ballots(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    voter: pad(numberToHex(index + 1), { size: 20 }),
    candidate: zeroHash,
    block: BigInt(index),
    blockHash: zeroHash,
    logIndex: 0,
  }));
}

test("the groups hold the newest ballots, newest first, each with its number", () => {
  const size = fc.nat({ max: 300 });
  fc.assert(
    fc.property(size, size, (count, most) => {
      const record = ballots(count);
      const groups = groupBallots(record, most);
      expect(groups.flatMap((group) => group.ballots)).toEqual(record.slice(Math.max(0, count - most)).reverse());
      const numbers = groups.flatMap((group) => group.ballots.map((_, index) => group.newest - index));
      expect(numbers).toEqual(Array.from({ length: Math.min(count, most) }, (_, index) => count - index));
      expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
    }),
  );
});

test("a new ballot changes the newest group alone", () => {
  const before = groupBallots(ballots(110), Number.POSITIVE_INFINITY);
  const after = groupBallots(ballots(111), Number.POSITIVE_INFINITY);
  const changed = after.filter((group) => {
    const same = before.find(({ key }) => key === group.key);
    return !same || !isSameGroup(group, same);
  });
  expect(changed).toEqual([after[0]]);
});

test("a ballot that stands in another block is another one", () => {
  const [group] = groupBallots(ballots(3), 3);
  const [moved] = groupBallots(
    ballots(3).map((ballot) => ({ ...ballot, blockHash: pad("0x1") })),
    3,
  );
  expect(group && moved && isSameGroup(group, moved)).toBe(false);
});
