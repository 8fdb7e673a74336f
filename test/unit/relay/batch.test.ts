import { type Address, getAddress, type Hex, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { batchGas } from "@/election/batchGas";
import { chooseBatch, putAside } from "@/relay/carry/batch";
import type { Book, Entry } from "@/relay/carry/book";
import type { Standing } from "@/relay/journal/journal";

const rules = {
  mostBallots: 100,
  mostGas: 15_000_000n,
  longestWait: 60,
  marginBeforeClose: 600,
  feeCeiling: 1n,
  replaceAfter: 60,
};
const limits = { ballots: 1_000_000, gas: 15_000_000n, headroom: 1, underWay: new Set<Entry>() };
/** A minute and a half after the first ballot of a book was accepted. */
const moment = { chain: 1_000n, here: 90_000 };

function book(indexes: readonly number[], wishes: Partial<Book> = {}, stands: Standing = "held"): Book {
  const entries = indexes.map((index, place) => ({
    index,
    number: 1,
    signedBy: "key" as const,
    acceptedAt: place * 1000,
    stands,
    counted: 0,
    asideUntil: 0,
    refusals: 0,
  }));
  const base = { election: election(1), closes: 10_000n, candidates: names(2), size: 100_000, next: 0 };
  return { ...base, entries: new Map(entries.map((entry) => [entry.index, entry])), ...wishes };
}

function names(candidates: number): Hex[] {
  return Array.from({ length: candidates }, (_, place) => numberToHex(place, { size: 32 }));
}

function election(number: number): Address {
  return getAddress(numberToHex(number, { size: 20 }));
}

const choose = (books: Book[], wishes: Partial<typeof rules> = {}, room: Partial<typeof limits> = {}, at = moment) =>
  chooseBatch(books, { ...rules, ...wishes }, { ...limits, ...room }, at, false);

test("sends ballots by their place on the roll, whatever the order in which they came", () => {
  expect(choose([book([40, 3, 17])])?.indexes).toEqual([3, 17, 40]);
});

test("sends nothing before it is due: full, old, or about to close", () => {
  const ballots = book([0, 1, 2]);
  const young = { ...moment, here: 59_999 };
  expect(choose([ballots], {}, {}, young)).toBeUndefined();
  expect(choose([ballots], {}, {}, { ...moment, here: 60_000 })?.indexes).toHaveLength(3);
  expect(choose([ballots], { mostBallots: 3 }, {}, young)?.indexes).toHaveLength(3);
  expect(choose([ballots], {}, {}, { ...young, chain: 9_399n })).toBeUndefined();
  expect(choose([ballots], {}, {}, { ...young, chain: 9_400n })?.indexes).toHaveLength(3);
  expect(chooseBatch([ballots], rules, limits, young, true)?.indexes).toHaveLength(3);
});

test("sends what was accepted later than now, as the clock was put back meanwhile", () => {
  const ballots = book([7]);
  for (const entry of ballots.entries.values()) entry.acceptedAt = moment.here + 1;
  expect(choose([ballots])?.indexes).toEqual([7]);
});

test("sends nothing for an election that is over, and nothing that is in a block or put aside", () => {
  expect(choose([book([0])], {}, {}, { ...moment, chain: 10_000n })).toBeUndefined();
  for (const stands of ["inBlock", "final", "closed"] as const) {
    expect(choose([book([0], {}, stands)])).toBeUndefined();
  }
  const ballots = book([0, 1]);
  const aside = ballots.entries.get(0);
  if (aside) aside.asideUntil = moment.here + 1;
  expect(choose([ballots])?.indexes).toEqual([1]);
  expect(choose([ballots], {}, {}, { ...moment, here: moment.here + 1 })?.indexes).toEqual([0, 1]);
});

test("an election that is about to close goes first, the soonest before others, then the oldest ballot", () => {
  const old = book([0], { election: election(1) });
  const closing = book([5, 6], { election: election(2), closes: 1_500n });
  const sooner = book([5, 6], { election: election(3), closes: 1_400n });
  const younger = book([9], { election: election(4) });
  for (const entry of younger.entries.values()) entry.acceptedAt = 10_000;
  expect(choose([younger, old, closing, sooner])?.election).toBe(election(3));
  expect(choose([old, closing, younger])?.election).toBe(election(2));
  expect(choose([younger, old])?.election).toBe(election(1));
});

test("a ballot paper too long for the gas there is holds up no other election", () => {
  const long = book([0], { election: election(1), candidates: names(100) });
  const short = book([0], { election: election(2) });
  for (const entry of short.entries.values()) entry.acceptedAt = 10_000;
  const gas = BigInt(batchGas(100, 1, 1));
  expect(choose([long, short], {}, { gas })?.election).toBe(election(1));
  expect(choose([long, short], {}, { gas: gas - 1n })?.election).toBe(election(2));
});

test("what would not count rests for minutes, and the shorter the less time is left", () => {
  const rest = (left: bigint) => {
    const ballots = book([0, 1], { closes: moment.chain + left });
    putAside(ballots, [{ index: 1 }], moment);
    expect(ballots.entries.get(0)?.asideUntil).toBe(0);
    return (ballots.entries.get(1)?.asideUntil ?? 0) - moment.here;
  };
  expect(rest(86_400n)).toBe(300_000);
  expect(rest(40n)).toBe(10_000);
  expect(rest(3n)).toBe(2_000);
});

describe("of more ballots than fit", () => {
  const many = Array.from({ length: 250 }, (_, index) => index);

  test("those follow that stand behind the last batch, and after the last the first", () => {
    const ballots = book(many);
    expect(choose([ballots])?.indexes).toEqual(many.slice(0, 100));
    ballots.next = 200;
    expect(choose([ballots])?.indexes).toEqual([...many.slice(0, 50), ...many.slice(200)]);
    ballots.next = 999;
    expect(choose([ballots])?.indexes).toEqual(many.slice(0, 100));
  });

  test("as many go as the gas permits, which depends on how far apart they stand", () => {
    const gas = BigInt(batchGas(2, 90, 3));
    const dense = choose([book(many)], {}, { gas });
    expect(dense?.indexes).toHaveLength(90);
    expect(dense?.gas).toBeLessThanOrEqual(gas);
    const apart = choose([book(many.map((index) => index * 32))], {}, { gas });
    expect(apart?.indexes).toHaveLength(17);
    expect(apart?.gas).toBeLessThanOrEqual(gas);
    expect(choose([book(many)], {}, { gas, headroom: 2 })?.indexes.length).toBeLessThan(45);
    expect(choose([book(many)], {}, { gas: 50_000n })).toBeUndefined();
  });

  test("no transaction is larger than nodes pass on", () => {
    const all = Array.from({ length: 5_000 }, (_, index) => index);
    const batch = choose([book(all)], { mostBallots: 5_000 }, { gas: 1_000_000_000n });
    expect((batch?.indexes.length ?? 0) * 68).toBeLessThanOrEqual(130_572);
    expect(batch?.indexes.length).toBe(1_920);
  });
});
