import { zeroAddress } from "viem";
import { expect, test } from "vitest";
import {
  apply,
  type Book,
  BoxConflictError,
  type BoxPart,
  changesIn,
  enter,
  missing,
  rangeToRead,
} from "@/relay/carry/book";
import type { Standing } from "@/relay/journal/journal";

/** A book with a ballot for candidate 1 at each of these indexes. */
function book(stands: Record<number, Standing>): Book {
  const empty = { election: zeroAddress, closes: 0n, candidates: [], size: 100, entries: new Map(), next: 0 };
  enter(
    empty,
    Object.entries(stands).map(([index, standing], place) => ({
      id: place + 1,
      election: zeroAddress,
      index: Number(index),
      number: 1,
      signedBy: "key" as const,
      acceptedAt: 0,
      stands: standing,
      counted: standing === "inBlock" || standing === "final" ? 1 : 0,
    })),
  );
  return empty;
}

const box = (...marks: number[]): BoxPart => ({ from: 0, marks: Uint8Array.from(marks) });

test("a ballot is where the box has it, whoever delivered it", () => {
  const held = book({ 0: "held", 1: "held", 2: "held" });
  expect(changesIn(held, box(1, 2, 0), box(0, 2, 0), false)).toEqual([
    { index: 0, stands: "inBlock", counted: 1 },
    { index: 1, stands: "final", counted: 2 },
  ]);
});

test("a ballot whose block was replaced is held again, and so is one that was called final by mistake", () => {
  const known = book({ 0: "inBlock", 1: "final" });
  expect(changesIn(known, box(0, 0), box(0, 0), false)).toEqual([
    { index: 0, stands: "held", counted: 0 },
    { index: 1, stands: "held", counted: 0 },
  ]);
  expect(changesIn(book({ 1: "final" }), box(0, 1), box(0, 0), false)).toEqual([
    { index: 1, stands: "inBlock", counted: 1 },
  ]);
});

test("nothing becomes final or closed where the box at the final block is not known, and nothing stops being so", () => {
  const known = book({ 0: "held", 1: "final", 2: "closed", 3: "held" });
  expect(changesIn(known, box(1, 1, 0, 0), undefined, true)).toEqual([{ index: 0, stands: "inBlock", counted: 1 }]);
});

test("what is in neither box when the election is over is closed for good", () => {
  const known = book({ 0: "held", 1: "held" });
  expect(changesIn(known, box(0, 1), box(0, 0), true)).toEqual([
    { index: 0, stands: "closed", counted: 0 },
    { index: 1, stands: "inBlock", counted: 1 },
  ]);
  expect(changesIn(known, box(0, 0), box(0, 0), false)).toEqual([]);
});

test("a final ballot that the newest block does not have, or has otherwise, is a contradiction", () => {
  expect(() => changesIn(book({ 0: "held" }), box(0), box(1), false)).toThrow(BoxConflictError);
  expect(() => changesIn(book({ 0: "held" }), box(2), box(1), false)).toThrow(BoxConflictError);
  // It is logged, and a place on the roll tells who the voter is.
  expect(() => changesIn(book({ 0: "held" }), box(2), box(1), false)).toThrow(/ contradict each other\.$/);
});

test("what was not read says nothing", () => {
  const known = book({ 0: "final", 40: "held" });
  expect(changesIn(known, { from: 32, marks: new Uint8Array(32) }, undefined, false)).toEqual([]);
});

test("only the part of the box is read where something is open, unless all of it is to be checked", () => {
  const known = book({ 3: "final", 40: "held", 70: "inBlock", 90: "closed" });
  expect(rangeToRead(known, false)).toEqual({ from: 40, to: 71 });
  expect(rangeToRead(known, true)).toEqual({ from: 3, to: 91 });
  expect(rangeToRead(book({ 3: "final" }), false)).toBeUndefined();
  expect(rangeToRead(book({}), true)).toBeUndefined();
});

test("what is missing follows from what was applied", () => {
  const known = book({ 5: "held", 2: "held", 1: "inBlock" });
  expect(missing(known, 0, "key").map(({ index }) => index)).toEqual([2, 5]);
  apply(known, [
    { index: 5, stands: "inBlock", counted: 1 },
    { index: 1, stands: "held", counted: 0 },
  ]);
  expect(missing(known, 0, "key").map(({ index }) => index)).toEqual([1, 2]);
});
