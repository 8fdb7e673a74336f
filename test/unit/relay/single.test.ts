import { type Address, getAddress, numberToHex } from "viem";
import { expect, test } from "vitest";
import type { Book, Entry } from "@/relay/carry/book";
import { chooseSingle, restLonger } from "@/relay/carry/single";

const moment = { chain: 1_000n, here: 90_000 };

function electionAt(number: number): Address {
  return getAddress(numberToHex(number, { size: 20 }));
}

/** A book of contract wallets' ballots, accepted one after the other. */
function book(number: number, wallets: number, wishes: Partial<Book> = {}): Book {
  const entries = Array.from({ length: wallets }, (_, index): Entry => {
    const held = { stands: "held", counted: 0, asideUntil: 0, refusals: 0 } as const;
    return { index, number: 1, signedBy: "wallet", acceptedAt: index, ...held };
  });
  const base = { election: electionAt(number), closes: 10_000n, candidates: [], size: 100, next: 0 };
  return { ...base, entries: new Map(entries.map((entry) => [entry.index, entry])), ...wishes };
}

/** So many that are sent one behind the other, as election and place. */
function chooseAll(books: readonly Book[], most: number): string[] {
  const underWay = new Set<Entry>();
  const chosen: string[] = [];
  for (let number = 0; number < most; number += 1) {
    const next = chooseSingle(books, moment, underWay);
    if (!next) break;
    underWay.add(next.entry);
    chosen.push(`${BigInt(next.book.election)}/${next.entry.index}`);
  }
  return chosen;
}

test("elections take turns, the one that closes first before others, and then the oldest ballot", () => {
  const sooner = book(2, 3, { closes: 5_000n });
  expect(chooseAll([book(1, 3), sooner], 6)).toEqual(["2/0", "1/0", "2/1", "1/1", "2/2", "1/2"]);
});

test("no ballot is chosen of an election that is over, of a key, in a block, or put aside", () => {
  expect(chooseAll([book(1, 2, { closes: 1_000n })], 2)).toEqual([]);
  const mixed = book(1, 4);
  const change = (index: number, to: Partial<Entry>) => Object.assign(mixed.entries.get(index) ?? {}, to);
  change(0, { signedBy: "key" });
  change(1, { stands: "inBlock" });
  change(2, { asideUntil: moment.here + 1 });
  expect(chooseAll([mixed], 4)).toEqual(["1/3"]);
});

test("whose wallet has refused comes after all others, rests twice as long each time, and less near the close", () => {
  const only = book(1, 2);
  const first = only.entries.get(0) ?? expect.fail();
  const rest = (by: Book) => {
    restLonger({ book: by, entry: first }, moment);
    return first.asideUntil - moment.here;
  };
  expect([rest(only), rest(only), rest(only)]).toEqual([2_000, 4_000, 8_000]);
  for (let times = 0; times < 20; times += 1) rest(only);
  expect(rest(only)).toBe(300_000);
  expect(rest({ ...only, closes: 1_100n })).toBe(25_000);
  expect(rest({ ...only, closes: 1_001n })).toBe(2_000);
  first.asideUntil = 0;
  expect(chooseAll([only], 2)).toEqual(["1/1", "1/0"]);
});
