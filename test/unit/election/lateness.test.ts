import { describe, expect, test } from "vitest";
import { isLate, isPressing, patienceWith } from "@/election/lateness";

const at = 1_800_000_000n;
const block = 1_000n;
/** So far away that it shortens no patience. */
const farClose = at + 100_000n;

describe("a relay may have a ballot", () => {
  test.each([
    ["as long as it announced and two minutes", 60n, farClose, 180n],
    ["two minutes where it announced no wait", 0n, farClose, 120n],
    ["no longer than ten minutes and two, whatever it announced", 86_400n, farClose, 720n],
    ["ten minutes and two where it announced nothing", undefined, farClose, 720n],
    ["never longer than a quarter of what was left", 60n, at + 400n, 100n],
    ["its own time where the quarter is just as long", 60n, at + 720n, 180n],
    ["no time at all where voting closes at once", 60n, at + 3n, 0n],
  ])("%s", (_, longestWait, closes, expected) => {
    expect(patienceWith({ at, block, longestWait }, closes)).toBe(expected);
  });
});

describe("a ballot is late", () => {
  const acceptance = { at, block, longestWait: 60n };

  test.each([
    ["not at its patience's last second", 5n, 180n, false],
    ["a second later", 5n, 181n, true],
    ["not before the fifth block, for a chain that stood still blames nobody", 4n, 50_000n, false],
    ["at the fifth block", 5n, 50_000n, true],
    ["not after any number of quick blocks alone", 5_000n, 180n, false],
    ["not on a chain that went back behind its acceptance", -3n, 400n, false],
  ])("%s", (_, blocks, seconds, expected) => {
    expect(isLate(acceptance, { number: block + blocks, timestamp: at + seconds }, farClose)).toBe(expected);
  });

  test("so that three quarters of what was left remain to go another way", () => {
    const closes = at + 400n;
    expect(isLate(acceptance, { number: block + 5n, timestamp: at + 100n }, closes)).toBe(false);
    expect(isLate(acceptance, { number: block + 5n, timestamp: at + 101n }, closes)).toBe(true);
  });
});

test.each([
  [601n, false],
  [600n, true],
  [1n, true],
  [0n, false],
  [-1n, false],
])("%i seconds before the close a ballot is pressing: %s", (left, expected) => {
  expect(isPressing(farClose - left, farClose)).toBe(expected);
});
