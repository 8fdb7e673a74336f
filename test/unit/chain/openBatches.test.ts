import fc from "fast-check";
import { encodeAbiParameters, type Hex } from "viem";
import { expect, test } from "vitest";
import { countedIn } from "@/chain/openBatches";

const size = 1_000n;
const candidates = 5;

/** The data of a log with these ballots, written as an index of three bytes and a number of one. */
function dataOf(ballots: Hex): Hex {
  return encodeAbiParameters([{ type: "bytes" }], [ballots]);
}

test("gives every ballot of a log, in the order in which they stand", () => {
  expect(countedIn(dataOf("0x000004010000030500000402"), size, candidates)).toEqual([
    { index: 4, number: 1 },
    { index: 3, number: 5 },
    { index: 4, number: 2 },
  ]);
});

test("gives none for a log of none", () => {
  expect(countedIn(dataOf("0x"), size, candidates)).toEqual([]);
});

test("leaves out voters past the roll's end and numbers that no candidate has", () => {
  const ballots = ["0003e701", "0003e801", "ffffff01", "00000000", "00000006", "000000ff", "00000105"].join("");
  expect(countedIn(dataOf(`0x${ballots}`), size, candidates)).toEqual([
    { index: 999, number: 1 },
    { index: 1, number: 5 },
  ]);
});

const honest = dataOf("0x0000040100000305");
test.each<[string, Hex]>([
  ["nothing", "0x"],
  ["half an offset", honest.slice(0, 40) as Hex],
  ["no length", honest.slice(0, 66) as Hex],
  ["no more than offset and length", honest.slice(0, 130) as Hex],
  ["fewer bytes than its length", honest.slice(0, 140) as Hex],
  ["a length beyond all text", `${honest.slice(0, 66)}${"f".repeat(64)}${honest.slice(130)}` as Hex],
  ["another offset", `0x${"0".repeat(62)}40${honest.slice(66)}`],
  ["a ballot cut short", dataOf("0x00000401000003")],
  ["letters that are no digits", `${honest.slice(0, 136)}zz${honest.slice(138)}` as Hex],
  ["no text that begins with 0x", honest.slice(2) as Hex],
])("gives none where the data is %s", (_, data) => {
  expect(countedIn(data, size, candidates)).toEqual([]);
});

test("whatever a node gives, nothing breaks and nobody beyond the roll votes", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEFxz"), maxLength: 400 });
  const data = fc.oneof(
    digits.map((text): Hex => `0x${text}`),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => dataOf(`0x${Buffer.from(bytes).toString("hex")}`)),
  );
  fc.assert(
    fc.property(data, (given) => {
      for (const { index, number } of countedIn(given, size, candidates)) {
        expect(index).toBeLessThan(1_000);
        expect(number).toBeGreaterThan(0);
        expect(number).toBeLessThanOrEqual(candidates);
      }
    }),
  );
});
