import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { getAddress, numberToHex, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HeldBallot, type Journal, openJournal } from "@/relay/journal/journal";
import { StorageError } from "@/relay/journal/storageError";
import { createSigningElection, inventSigners, signBallot } from "../../support/signBallots";
import { startChain } from "../../support/startChain";
import { handIn, launchRelay, startRelay } from "../../support/startRelay";

// What a machine leaves behind that stops while it writes, and what a failing disk makes of it. Whatever the relay answered
// with "accepted" is there when it starts again, or it does not start and says why.

const election = getAddress("0x00000000000000000000000000000000000e1ec7");
const plenty = { election: 1000, organiser: 1000, total: 1000 };
const kinds = ["", "-wal", "-promised"] as const;

/** A copy of the journal's files, as they were at one moment. */
type State = Record<(typeof kinds)[number], Buffer>;

let folder: string;
let next = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "torn-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const newFile = () => join(folder, `relay-${next++}.sqlite`);

function ballot(index: number): HeldBallot {
  const signature = numberToHex(BigInt(index + 1) ** 20n, { size: 64 });
  const base = { chainId: 31337, election, index, number: 1 + (index % 2), signedBy: "key" as const, signature };
  return { ...base, voter: zeroAddress, organiser: zeroAddress, acceptedAt: 1_700_000_000_000 + index };
}

function accept(journal: Journal, from: number, to: number) {
  for (let index = from; index < to; index += 1) journal.accept(ballot(index), plenty);
}

function copyState(file: string): State {
  const [main, wal, promised] = kinds.map((kind) => readFileSync(file + kind));
  if (!main || !wal || !promised) throw new Error("A journal under way consists of three files.");
  return { "": main, "-wal": wal, "-promised": promised };
}

/** What somebody finds who opens a journal that was left like this: how many ballots, or what is wrong. */
function openState(state: Partial<State>): { kept: number } | { fault: string; message: string } {
  const file = newFile();
  for (const kind of kinds) {
    const bytes = state[kind];
    if (bytes) writeFileSync(file + kind, bytes);
  }
  try {
    const journal = openJournal(file);
    const found = journal.acceptedAfter(31337, 0);
    for (const { index } of found) expect(journal.find(31337, election, index)).toMatchObject(ballot(index));
    journal.close();
    return { kept: found.length };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { fault: error.fault, message: error.message };
  } finally {
    for (const kind of [...kinds, "-wal-kept"]) rmSync(file + kind, { force: true });
  }
}

describe("a journal that was never closed", () => {
  /** After twenty ballots, and after one more. */
  let before: State;
  let after: State;
  beforeAll(() => {
    const file = newFile();
    const journal = openJournal(file);
    accept(journal, 0, 20);
    before = copyState(file);
    accept(journal, 20, 21);
    after = copyState(file);
    journal.close();
  });

  test("holds everything that was accepted", () => {
    expect(openState(before)).toEqual({ kept: 20 });
    expect(openState(after)).toEqual({ kept: 21 });
  });

  test("loses of a write that was cut off nothing but what nobody was told", () => {
    const [begun, done] = [before["-wal"].length, after["-wal"].length];
    expect(done).toBeGreaterThan(begun);
    for (let length = begun; length < done; length += 397) {
      const wal = after["-wal"].subarray(0, length);
      expect(openState({ ...before, "-wal": wal }), `cut after ${length} bytes`).toEqual({ kept: 20 });
      // The file was made longer, but what it is to hold did not reach the disk.
      const padded = Buffer.concat([wal, Buffer.alloc(done - length)]);
      expect(openState({ ...before, "-wal": padded }), `empty behind ${length} bytes`).toEqual({ kept: 20 });
    }
    // Written in full, and the machine stopped before anybody was told.
    expect(openState({ ...before, "-wal": after["-wal"] })).toEqual({ kept: 21 });
  });

  test("does not open with less than was accepted", () => {
    const { length } = after["-wal"];
    const missing = { fault: "damaged", message: expect.stringMatching(/were promised[\s\S]*do not delete/i) };
    for (let cut = 1; cut < length; cut += 2027) {
      expect(openState({ ...after, "-wal": after["-wal"].subarray(0, length - cut) }), `cut ${cut}`).toEqual(missing);
    }
    // What SQLite takes no notice of is kept all the same.
    const file = newFile();
    const wal = Buffer.from(after["-wal"]);
    wal.fill(0, 4096, 8192);
    for (const kind of kinds) writeFileSync(file + kind, { ...after, "-wal": wal }[kind]);
    for (let start = 0; start < 2; start += 1) expect(() => openJournal(file)).toThrow(StorageError);
    expect(readFileSync(`${file}-wal-kept`).equals(wal)).toBe(true);
    expect(openState({ "": after[""], "-promised": after["-promised"] })).toEqual(missing);
    expect(openState({ "-promised": after["-promised"] })).toEqual(missing);
  });

  test("loses nothing where the machine stopped while the log was brought into the file", () => {
    const file = newFile();
    for (const kind of kinds) writeFileSync(file + kind, after[kind]);
    const database = new Database(file);
    database.exec("PRAGMA wal_checkpoint(PASSIVE)");
    const brought = readFileSync(file);
    database.close();
    expect(brought.length).toBeGreaterThan(after[""].length);
    for (let length = 0; length < brought.length; length += 1531) {
      const main = Buffer.concat([brought.subarray(0, length), after[""].subarray(length)]);
      expect(openState({ ...after, "": main }), `${length} bytes`).toEqual({ kept: 21 });
    }
  });

  test("opens with everything, or not at all, whichever byte of it has changed", () => {
    for (let at = 0; at < after["-wal"].length; at += 997) {
      const wal = Buffer.from(after["-wal"]);
      wal[at] = (wal[at] ?? 0) ^ 0x10;
      expect([21, undefined], `byte ${at}`).toContain(keptIn(openState({ ...after, "-wal": wal })));
    }
  });
});

describe("a journal that was closed", () => {
  let closed: State;
  beforeAll(() => {
    const file = newFile();
    const journal = openJournal(file);
    accept(journal, 0, 100);
    journal.close();
    closed = { "": readFileSync(file), "-wal": Buffer.alloc(0), "-promised": readFileSync(`${file}-promised`) };
  });

  test("opens with everything, or not at all, wherever it was cut off", () => {
    for (let cut = 1; cut < closed[""].length; cut += 2039) {
      expect(keptIn(openState({ ...closed, "": closed[""].subarray(0, -cut) })), `cut ${cut}`).toBeUndefined();
    }
  });

  test("opens with everything, or not at all, whichever byte of it has changed", () => {
    let refused = 0;
    for (let at = 0; at < closed[""].length; at += 509) {
      const main = Buffer.from(closed[""]);
      main[at] = (main[at] ?? 0) ^ 0x01;
      const kept = keptIn(openState({ ...closed, "": main }));
      expect([100, undefined], `byte ${at}`).toContain(kept);
      if (kept === undefined) refused += 1;
    }
    // Most of the bytes matter.
    expect(refused).toBeGreaterThan(closed[""].length / 509 / 2);
  });

  test("may be moved without the note of how much it holds", () => {
    expect(openState({ "": closed[""] })).toEqual({ kept: 100 });
  });

  test("is missed where an older copy of it was put back", () => {
    const older = newFile();
    const journal = openJournal(older);
    accept(journal, 0, 50);
    journal.close();
    const found = openState({ ...closed, "": readFileSync(older) });
    expect(found).toMatchObject({ fault: "damaged", message: expect.stringContaining("50 ballots, but 100") });
  });
});

test("a relay that finds less than it promised does not start, says so, and leaves the way on to its operator", {
  timeout: 90_000,
}, async () => {
  const chain = await startChain();
  const voted = await createSigningElection(chain, inventSigners(5));
  const ballots = await Promise.all(voted.voters.map((_, index) => signBallot(voted, index, "Ada")));
  const environment = { RELAY_LONGEST_WAIT: "86400", RELAY_MARGIN: "60" };
  const relay = await startRelay(chain, { environment });
  for (const one of ballots) expect((await handIn(relay, one)).status).toBe(202);
  await relay.kill();

  // The disk has lost the last page of what it had confirmed.
  const { file } = relay;
  truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 4096);
  const refused = launchRelay(chain, { file, environment });
  expect(await refused.ended).toMatchObject({ code: 2 });
  expect(refused.printed()).toContain(`${file} holds 4 ballots, but 5 were promised`);
  expect(refused.printed()).not.toContain("at openJournal");
  expect(statSync(`${file}-wal-kept`).size).toBeGreaterThan(0);

  // As it says: where nothing more can be recovered, it goes on with what is left, and takes the lost one again.
  rmSync(`${file}-promised`);
  const later = await startRelay(chain, { file, environment });
  const answers = [];
  for (const one of ballots) answers.push((await handIn(later, one)).status);
  expect(answers).toEqual([200, 200, 200, 200, 202]);
  expect(await later.stop()).toBe(0);
  await chain.stop();
});

const keptIn = (found: ReturnType<typeof openState>) => ("kept" in found ? found.kept : undefined);
