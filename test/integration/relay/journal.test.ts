import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { type Address, getAddress, type Hex, numberToHex, zeroAddress } from "viem";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type HeldBallot, type Journal, openJournal, type Sending } from "@/relay/journal/journal";
import { closeFile, prepareFile } from "@/relay/journal/journalSchema";
import { StorageError } from "@/relay/journal/storageError";

const election = getAddress("0x00000000000000000000000000000000000e1ec7");
const carrier = getAddress("0x00000000000000000000000000000000000ca221");
const plenty = { election: 100, organiser: 100, total: 100 };

let folder: string;
let file: string;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  file = join(folder, "relay.sqlite");
  journal = openJournal(file);
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

function ballot(index: number, wishes: Partial<HeldBallot> = {}): HeldBallot {
  const signature = numberToHex(index, { size: 64 });
  const base = { chainId: 31337, election, index, number: 1, signedBy: "key" as const, signature };
  return { ...base, voter: zeroAddress, organiser: zeroAddress, acceptedAt: 1_700_000_000_000 + index, ...wishes };
}

function sending(nonce: number, indexes: number[], wishes: Partial<Sending> = {}): Sending {
  const hash = numberToHex(nonce * 1000 + indexes.length, { size: 32 });
  const fees = { most: 30_000_000_000n, tip: 1n };
  return { chainId: 31337, carrier, nonce, election, hash, raw: "0x02", fees, indexes, signedAt: 1, ...wishes };
}

function reopen() {
  journal.close();
  journal = openJournal(file);
}

/** What opening the file says is wrong with it. */
function faultOf(open: () => unknown) {
  try {
    open();
  } catch (error) {
    if (error instanceof StorageError) return { fault: error.fault, message: error.message };
    throw error;
  }
  return undefined;
}

test("keeps one ballot of each voter, the first, and knows it after it was opened again", () => {
  expect(journal.accept(ballot(7), plenty)).toEqual({ kind: "accepted" });
  const kept = { ...ballot(7), state: "accepted", counted: 0 };
  expect(journal.accept(ballot(7, { number: 2 }), plenty)).toEqual({ kind: "known", ballot: kept });
  reopen();
  // However the address is written.
  expect(journal.find(31337, election.toLowerCase() as Address, 7)).toEqual(kept);
  expect(journal.find(31337, election, 8)).toBeUndefined();
  expect(journal.find(1, election, 7)).toBeUndefined();
});

test("accepts no more than the budget of an election, of an organiser and in all, also after it was opened again", () => {
  const other: Address = "0x00000000000000000000000000000000000E1Ec8";
  const stranger = carrier;
  for (const index of [0, 1]) journal.accept(ballot(index), plenty);
  const accept = (wishes: Partial<HeldBallot>, budget: Partial<typeof plenty>) =>
    journal.accept(ballot(2, wishes), { ...plenty, ...budget });
  for (const open of [() => {}, reopen]) {
    open();
    expect(accept({}, { election: 2 })).toEqual({ kind: "budgetSpent", which: "election" });
    expect(accept({ election: other }, { organiser: 2 })).toEqual({ kind: "budgetSpent", which: "organiser" });
    expect(accept({ election: other, organiser: stranger }, { total: 2 })).toEqual({
      kind: "budgetSpent",
      which: "total",
    });
  }
  // What is kept already is answered, however little the budget.
  expect(journal.accept(ballot(1), { election: 0, organiser: 0, total: 0 }).kind).toBe("known");
  expect(accept({ election: other, organiser: stranger }, { election: 1, organiser: 1, total: 3 }).kind).toBe(
    "accepted",
  );
});

test("a contract wallet's ballot takes as much of a budget as ten others", () => {
  const wallet = (index: number) => ballot(index, { signedBy: "wallet", signature: "0x" });
  const budget = { ...plenty, election: 11 };
  for (const open of [() => {}, reopen]) {
    open();
    expect(journal.accept(wallet(0), budget).kind).not.toBe("budgetSpent");
    expect(journal.accept(wallet(1), budget)).toEqual({ kind: "budgetSpent", which: "election" });
  }
  expect(journal.accept(ballot(1), budget).kind).toBe("accepted");
  expect(journal.accept(ballot(2), budget)).toEqual({ kind: "budgetSpent", which: "election" });
  expect(journal.find(31337, election, 0)).toMatchObject({ signedBy: "wallet", signature: "0x" });
  expect(journal.acceptedAfter(31337, 0).map(({ signedBy }) => signedBy)).toEqual(["wallet", "key"]);
});

test("keeps another signature in place of the first, and nothing else, also after it was opened again", () => {
  journal.accept(ballot(3), plenty);
  journal.accept(ballot(4, { signedBy: "wallet", signature: "0x" }), plenty);
  const kept = journal.find(31337, election, 4) ?? expect.fail();
  journal.signAnew(kept, "0x1234");
  reopen();
  expect(journal.find(31337, election, 4)).toEqual({ ...kept, signature: "0x1234" });
  expect(journal.signatures(31337, election, [3, 4])).toEqual([ballot(3).signature, "0x1234"]);
});

test("counts the numbers that went to transactions with one ballot alone, also where nobody knows their blocks", () => {
  for (const index of [0, 1]) journal.accept(ballot(index), plenty);
  const [alone, both, replaced] = [sending(1, [0]), sending(2, [0, 1]), sending(3, [0], { raw: "0x03" })];
  const again = sending(3, [0], { hash: numberToHex(9, { size: 32 }) });
  for (const one of [alone, both, replaced, again]) journal.addSending(one);
  const count = (index: number, below: number) =>
    journal.carriedAlone({ chainId: 31337, carrier, election }, index, below);
  expect([1, 2, 3, 4].map((below) => count(0, below))).toEqual([0, 1, 1, 2]);
  for (const { hash } of [alone, both, again]) journal.placed(hash, 5n);
  reopen();
  expect([count(0, 4), count(1, 4)]).toEqual([2, 0]);
  // Another one took its place after all.
  const batch = sending(3, [0, 1], { hash: numberToHex(10, { size: 32 }) });
  journal.addSending(batch);
  journal.placed(again.hash, undefined);
  expect(count(0, 4)).toBe(1);
  expect(journal.carriedAlone({ chainId: 31337, carrier: election, election }, 0, 4)).toBe(0);
});

test("tells what was accepted after a ballot, in that order, and their signatures", () => {
  for (const index of [5, 3, 9]) journal.accept(ballot(index), plenty);
  journal.accept(ballot(1, { chainId: 1 }), plenty);
  const [first, ...later] = journal.acceptedAfter(31337, 0);
  expect([first, ...later].map((entry) => entry?.index)).toEqual([5, 3, 9]);
  expect(journal.acceptedAfter(31337, first?.id ?? 0)).toEqual(later);
  const signatures: Hex[] = [ballot(9).signature, ballot(5).signature];
  expect(journal.signatures(31337, election, [9, 5])).toEqual(signatures);
});

test("a ballot is sent, in a block and final by what is written down of it", () => {
  for (const index of [0, 1, 2]) journal.accept(ballot(index), plenty);
  const state = (index: number) => {
    const { state, counted, transaction, block } = journal.find(31337, election, index) ?? {};
    return [state, counted, transaction, block];
  };
  const first = sending(4, [0, 1]);
  journal.addSending(first);
  expect(state(0)).toEqual(["sent", 0, first.hash, undefined]);
  expect(state(2)).toEqual(["accepted", 0, undefined, undefined]);

  // Replaced by one that carries another ballot too; all the same the first came into a block.
  journal.addSending(sending(4, [0, 1, 2]));
  journal.placed(first.hash, 12n);
  journal.mark(31337, election, [
    { index: 0, stands: "inBlock", counted: 1 },
    { index: 1, stands: "final", counted: 2 },
  ]);
  journal.passed(31337, carrier, 4);
  expect(state(0)).toEqual(["inBlock", 1, first.hash, 12n]);
  // Another ballot of that voter was counted, which no transaction of ours carried.
  expect(state(1)).toEqual(["void", 2, undefined, undefined]);
  expect(state(2)).toEqual(["accepted", 0, undefined, undefined]);

  journal.mark(31337, election, [{ index: 2, stands: "closed", counted: 0 }]);
  expect(state(2)).toEqual(["void", 0, undefined, undefined]);
});

test("gives back what was signed, from a number on, to be sent again", () => {
  journal.accept(ballot(0), plenty);
  const signed = [sending(4, [0]), sending(5, [], { fees: { most: 1n, tip: undefined } })];
  for (const one of signed) journal.addSending(one);
  reopen();
  expect(journal.sendingsFrom(31337, carrier, 4)).toEqual(signed);
  expect(journal.sendingsFrom(31337, carrier, 6)).toEqual([]);
});

test("is for nobody else on its machine to read", () => {
  journal.accept(ballot(0), plenty);
  for (const part of [file, `${file}-wal`, `${file}-promised`]) expect(statSync(part).mode & 0o077).toBe(0);
});

test("confirms nothing before the disk does", () => {
  const database = new Database(join(folder, "durable.sqlite"));
  prepareFile(database, "durable.sqlite", 0);
  const ask = (name: string) => database.prepare(`PRAGMA ${name}`).raw(true).get();
  expect([ask("journal_mode"), ask("synchronous")]).toEqual([["wal"], [2]]);
  closeFile(database);
});

test("says that another relay runs with the file", () => {
  expect(faultOf(() => openJournal(file))).toEqual({ fault: "inUse", message: expect.stringContaining("in use") });
});

test("does not touch what is no relay's file", () => {
  const other = join(folder, "other.sqlite");
  const database = new Database(other);
  database.exec("CREATE TABLE diary (day TEXT)");
  database.close();
  expect(faultOf(() => openJournal(other))?.fault).toBe("foreign");

  const later = new Database(join(folder, "later.sqlite"));
  later.exec("PRAGMA user_version = 3");
  later.close();
  expect(faultOf(() => openJournal(join(folder, "later.sqlite")))?.fault).toBe("foreign");
});

test("says that a file is damaged, and to keep it", () => {
  const text = join(folder, "text.sqlite");
  writeFileSync(text, "no database ".repeat(1000));
  expect(faultOf(() => openJournal(text))?.fault).toBe("damaged");
  expect(readFileSync(text, "utf8")).toContain("no database");

  for (let index = 0; index < 100; index += 1) journal.accept(ballot(index), plenty);
  journal.close();
  truncateSync(file, 8192);
  const fault = faultOf(() => openJournal(file));
  expect(fault?.fault).toBe("damaged");
  expect(fault?.message).toContain("do not delete");
  journal = openJournal(join(folder, "another.sqlite"));
});

test("says that the folder is not there", () => {
  expect(faultOf(() => openJournal(join(folder, "missing", "relay.sqlite")))?.fault).toBe("failed");
});
