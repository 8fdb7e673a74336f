import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getAddress, numberToHex, zeroAddress } from "viem";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type HeldBallot, type Journal, openJournal } from "@/relay/journal/journal";
import { type Keep, keepTogether } from "@/relay/journal/keepTogether";
import { StorageError } from "@/relay/journal/storageError";

const election = getAddress("0x00000000000000000000000000000000000e1ec7");

let folder: string;
let journal: Journal;
/** How many ballots each transaction held. */
let written: number[];
let keep: Keep;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keep-"));
  journal = openJournal(join(folder, "relay.sqlite"));
  written = [];
  const acceptAll: Journal["acceptAll"] = (ballots, budget) => {
    written.push(ballots.length);
    return journal.acceptAll(ballots, budget);
  };
  keep = keepTogether({ acceptAll }, { election: 100, organiser: 100, total: 100 });
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

function ballot(index: number, wishes: Partial<HeldBallot> = {}): HeldBallot {
  const signature = numberToHex(index, { size: 64 });
  const base = { chainId: 31337, election, index, number: 1, signedBy: "key" as const, signature };
  return { ...base, voter: zeroAddress, organiser: zeroAddress, acceptedAt: 1_700_000_000_000, ...wishes };
}

test("what arrives together is written together, and each is told its own answer", async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 100 }, (_, index) => keep(ballot(index))),
    keep(ballot(7, { number: 2 })),
    keep(ballot(100)),
  ]);
  expect(written).toEqual([102]);
  expect(answers.slice(0, 100).every(({ kind }) => kind === "accepted")).toBe(true);
  expect(answers[100]).toMatchObject({ kind: "known", ballot: { index: 7, number: 1 } });
  expect(answers[101]).toEqual({ kind: "budgetSpent", which: "election" });
});

test("a ballot is accepted when it is written, not when it was asked for", async () => {
  const before = Date.now();
  await keep(ballot(4));
  expect(journal.find(31337, election, 4)?.acceptedAt).toBeGreaterThanOrEqual(before);
});

test("an answer comes no sooner than the ballot is in the journal", async () => {
  const promise = keep(ballot(3));
  expect(journal.find(31337, election, 3)).toBeUndefined();
  await promise;
  expect(journal.find(31337, election, 3)).toMatchObject({ index: 3 });
});

test("what the disk does not take is promised to nobody, and takes nobody's place", async () => {
  // A table of whole numbers takes no half one: the transaction fails after the first of the three.
  const together = [ballot(0), ballot(1, { number: 0.5 }), ballot(2)].map(keep);
  const answers = await Promise.allSettled(together);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  for (const answer of answers) expect(answer).toMatchObject({ reason: expect.any(StorageError) });
  expect(journal.find(31337, election, 0)).toBeUndefined();

  const later = await Promise.all(Array.from({ length: 101 }, (_, index) => keep(ballot(index))));
  expect(later.filter(({ kind }) => kind === "accepted")).toHaveLength(100);
});
