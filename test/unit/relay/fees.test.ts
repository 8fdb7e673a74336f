import { expect, test } from "vitest";
import { decideFees } from "@/relay/carry/fees";

const market = { base: 100n, tip: 2n };

test("pays so much that the base fee may double", () => {
  expect(decideFees(market, 1000n)).toEqual({ most: 202n, tip: 2n });
  expect(decideFees({ base: undefined, price: 50n }, 1000n)).toEqual({ most: 50n, tip: undefined });
});

test("never pays more than the ceiling, and nothing where the chain asks more", () => {
  expect(decideFees(market, 150n)).toEqual({ most: 150n, tip: 2n });
  expect(decideFees(market, 102n)).toEqual({ most: 102n, tip: 2n });
  expect(decideFees(market, 101n)).toBeUndefined();
  expect(decideFees({ base: undefined, price: 50n }, 49n)).toBeUndefined();
});

test("outbids what it takes the place of by an eighth, rounded up, in both parts", () => {
  const previous = { fees: { most: 401n, tip: 3n }, isOutbid: false };
  expect(decideFees(market, 1000n, previous)).toEqual({ most: 452n, tip: 4n });
  expect(decideFees(market, 452n, previous)?.most).toBe(452n);
  const free = { fees: { most: 200n, tip: 0n }, isOutbid: false };
  expect(decideFees({ base: 100n, tip: 0n }, 1000n, free)).toEqual({ most: 225n, tip: 1n });
  // A place cannot be taken for less.
  expect(decideFees(market, 451n, previous)).toBeUndefined();
});

test("doubles what no node took, as far as the ceiling permits", () => {
  const previous = { fees: { most: 400n, tip: 10n }, isOutbid: true };
  expect(decideFees(market, 1000n, previous)).toEqual({ most: 800n, tip: 20n });
  expect(decideFees(market, 500n, previous)).toEqual({ most: 500n, tip: 20n });
  expect(decideFees(market, 449n, previous)).toBeUndefined();
});
