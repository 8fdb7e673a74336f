import fc from "fast-check";
import { expect, test } from "vitest";
import { isBoxOf, markIn, openBox } from "@/election/box";
import { candidateId } from "@/election/election";
import type { Tally } from "@/election/tally";

/** A word of the box from the numbers of its first voters. */
function word(...numbers: number[]): bigint {
  const bytes = Array.from({ length: 32 }, (_, place) => (numbers[place] ?? 0).toString(16).padStart(2, "0"));
  return BigInt(`0x${bytes.join("")}`);
}

function tallyOf(ballots: bigint, ...counts: bigint[]): Tally {
  return { ballots, votes: counts.map((count, index) => ({ candidate: candidateId(`${index}`), count })) };
}

test("gives each voter's mark by index, the first in the most significant byte", () => {
  const marks = openBox([word(0, 2, 0, 1), word(100)], 34);
  expect(marks).toHaveLength(34);
  expect([...(marks ?? [])].flatMap((mark, index) => (mark ? [[index, mark]] : []))).toEqual([
    [1, 2],
    [3, 1],
    [32, 100],
  ]);
});

test("gives one voter's mark from the word alone, as from the whole box", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 256n - 1n), fc.nat(1_000), (word, index) => {
      expect(markIn(word, index)).toBe(openBox([word], 32)?.[index % 32]);
    }),
  );
});

test.each<[string, bigint[], number]>([
  ["too few words", [word(1)], 33],
  ["too many words", [word(1), word()], 32],
  ["a ballot past the roll's end", [word(0, 0, 0, 1)], 3],
])("is no box with %s", (_, words, size) => {
  expect(openBox(words, size)).toBeUndefined();
});

test("belongs to a tally of the same ballots, in all and for each candidate", () => {
  const marks = Uint8Array.from([0, 2, 1, 2, 0]);
  expect(isBoxOf(tallyOf(3n, 1n, 2n), marks)).toBe(true);
  expect(isBoxOf(tallyOf(3n, 2n, 1n), marks)).toBe(false);
  expect(isBoxOf(tallyOf(4n, 1n, 2n), marks)).toBe(false);
  expect(isBoxOf(tallyOf(3n, 1n), marks)).toBe(false);
  expect(isBoxOf(tallyOf(0n, 0n, 0n), new Uint8Array(5))).toBe(true);
});
