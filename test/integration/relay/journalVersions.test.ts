import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import Database from "libsql";
import { getAddress, numberToHex, zeroAddress } from "viem";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openJournal } from "@/relay/journal/journal";
import { StorageError } from "@/relay/journal/storageError";

// A relay that is brought up to date finds the journal of the relay before it.

/** The tables as the first version of the relay made them. */
const firstVersion = `
  CREATE TABLE sendings (
    id INTEGER PRIMARY KEY,
    chain INTEGER NOT NULL,
    carrier TEXT NOT NULL,
    nonce INTEGER NOT NULL,
    election TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    raw TEXT NOT NULL,
    max_fee TEXT NOT NULL,
    tip TEXT,
    indexes TEXT NOT NULL,
    signed_at INTEGER NOT NULL,
    block INTEGER
  ) STRICT;
  CREATE INDEX sendings_by_nonce ON sendings (chain, carrier, nonce);

  CREATE TABLE ballots (
    id INTEGER PRIMARY KEY,
    chain INTEGER NOT NULL,
    election TEXT NOT NULL,
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    signature TEXT NOT NULL,
    voter TEXT NOT NULL,
    organiser TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    stands TEXT NOT NULL DEFAULT 'held' CHECK (stands IN ('held', 'inBlock', 'final', 'closed')),
    counted INTEGER NOT NULL DEFAULT 0,
    sending INTEGER REFERENCES sendings (id),
    UNIQUE (chain, election, place)
  ) STRICT;

  PRAGMA user_version = 1;
`;
const election = getAddress("0x00000000000000000000000000000000000e1ec7");
const hash = numberToHex(12, { size: 32 });
const plenty = { election: 100, organiser: 100, total: 100 };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journal-"));
  file = join(folder, "relay.sqlite");
  const database = new Database(file);
  database.exec(firstVersion);
  database.exec(
    `INSERT INTO sendings VALUES (7, 31337, '${zeroAddress}', 4, '${election}', '${hash}', '0x02', '30', NULL, '[1]', 1, 9)`,
  );
  const insert = database.prepare("INSERT INTO ballots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const [id, index, stands, counted, sending] of [
    [1, 5, "held", 0, null],
    [3, 1, "inBlock", 2, 7],
  ] as const) {
    const given = [31337, election, index, 2, numberToHex(index, { size: 64 }), zeroAddress, zeroAddress, 17];
    insert.run(id, ...given, crc32(given.join(" ")), stands, counted, sending);
  }
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What opening the file says is wrong with it. */
function fault(): string | undefined {
  try {
    openJournal(file).close();
    return undefined;
  } catch (error) {
    if (error instanceof StorageError) return error.fault;
    throw error;
  }
}

test("a file of the version before is brought up to date, and nothing in it is lost", () => {
  for (const opening of [1, 2]) {
    const journal = openJournal(file);
    const base = { chainId: 31337, election, number: 2, signedBy: "key", voter: zeroAddress, organiser: zeroAddress };
    const [five, one] = [5, 1].map((index) => {
      return { ...base, index, acceptedAt: 17, signature: numberToHex(index, { size: 64 }) };
    });
    expect(journal.find(31337, election, 5), `opening ${opening}`).toEqual({ ...five, state: "accepted", counted: 0 });
    const placed = { state: "inBlock", counted: 2, transaction: hash, block: 9n };
    expect(journal.find(31337, election, 1)).toEqual({ ...one, ...placed });
    expect(journal.acceptedAfter(31337, 0).map(({ id }) => id)).toEqual([1, 3]);
    expect(journal.sendingsFrom(31337, zeroAddress, 0)).toHaveLength(1);
    journal.close();
  }
  const journal = openJournal(file);
  const wallet = { ...base(6), signedBy: "wallet", signature: "0xabcd" } as const;
  expect(journal.accept(wallet, plenty)).toEqual({ kind: "accepted" });
  journal.close();
});

function base(index: number) {
  const voters = { voter: zeroAddress, organiser: zeroAddress };
  return { chainId: 31337, election, index, number: 1, ...voters, acceptedAt: 18 };
}

test("one in which a ballot has changed is not touched", () => {
  const database = new Database(file);
  database.exec("UPDATE ballots SET number = 1 WHERE place = 5");
  database.close();
  expect(fault()).toBe("damaged");
  // Where SQLite's own header keeps the version.
  expect(readFileSync(file).readUInt32BE(60)).toBe(1);
});

test("one whose tables have changed is not touched", () => {
  const database = new Database(file);
  database.exec("ALTER TABLE ballots ADD COLUMN weight INTEGER");
  database.close();
  expect(fault()).toBe("damaged");
});
