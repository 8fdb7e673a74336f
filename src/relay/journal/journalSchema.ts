import { crc32 } from "node:zlib";
import type Database from "libsql";
import { StorageError } from "./storageError";

/** The version of the tables below, kept in the file itself. Files of the one before are brought up to date; no others are touched. */
const version = 2;

/** What the version before did not have: in its files every ballot is signed by its voter's key. */
const newColumns = "    signed_by TEXT NOT NULL CHECK (signed_by IN ('key', 'wallet')),\n";

/**
 * `ballots`: one of each voter, the first accepted; a contract wallet may sign it anew. `stands` and `counted` are what the ballot box showed when it was last
 * looked at: written down to be answered, never to be relied on, since the chain is asked again at every start.
 * `checksum` is of what was given, since SQLite notices a changed byte in its own structure only, not in what it keeps.
 * `sending` is the last transaction that carries it and may still arrive, or did.
 * `sendings`: every transaction that was signed, written before it is sent. Which of them are under way follows from the
 * account's count on the chain.
 */
const tables = `
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
${newColumns}    signature TEXT NOT NULL,
    voter TEXT NOT NULL,
    organiser TEXT NOT NULL,
    accepted_at INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    stands TEXT NOT NULL DEFAULT 'held' CHECK (stands IN ('held', 'inBlock', 'final', 'closed')),
    counted INTEGER NOT NULL DEFAULT 0,
    sending INTEGER REFERENCES sendings (id),
    UNIQUE (chain, election, place)
  ) STRICT;

  PRAGMA user_version = ${version};
`;

const ballotsTable = tables.slice(tables.indexOf("CREATE TABLE ballots"));

/** What a ballot is given when it is kept, in the order in which its checksum is taken. */
const given = {
  1: "chain, election, place, number, signature, voter, organiser, accepted_at",
  2: "chain, election, place, number, signed_by, signature, voter, organiser, accepted_at",
};

/**
 * Opens the one file in which a relay keeps what it accepted, or begins it, so that a commit is on the disk when it
 * returns and nobody else writes the file meanwhile.
 * @param promised How many ballots it must hold at least.
 * @throws {StorageError} where it cannot be opened, is in use, is damaged, holds less than was promised, or is not a
 * relay's file of this version.
 */
export function prepareFile(database: Database.Database, file: string, promised: number): void {
  const ask = (pragma: string) => Object(database.prepare(`PRAGMA ${pragma}`).get()) as Record<string, unknown>;
  try {
    // Two relays on one file would send two transactions with the same number.
    ask("locking_mode = EXCLUSIVE");
    ask("journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    const { integrity_check: found } = ask("integrity_check");
    if (found !== "ok") throw damaged(file, found);
    const { user_version: written } = ask("user_version");
    if (written === 1 || written === version) {
      checkTables(database, file, written);
      checkBallots(database, file, written, promised);
      if (written === 1) bringUpToDate(database);
      return;
    }
    const { count } = Object(database.prepare("SELECT count(*) AS count FROM sqlite_schema").get());
    if (written !== 0 || count !== 0) {
      throw new StorageError(
        "foreign",
        `${file} is not this relay's file (its version is ${written}, not ${version}). Name another file, or start the version of the relay that wrote it.`,
      );
    }
    // Before anything is written over what might be recovered.
    if (promised > 0) throw incomplete(file, 0, promised);
    database.exec(`BEGIN IMMEDIATE; ${tables} COMMIT;`);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const { code } = error as { code?: string };
    if (code?.startsWith("SQLITE_BUSY")) {
      throw new StorageError("inUse", `${file} is in use: another relay runs with it. Stop that one first.`, error);
    }
    if (code?.startsWith("SQLITE_NOTADB") || code?.startsWith("SQLITE_CORRUPT")) throw damaged(file, error);
    throw StorageError.of(error);
  }
}

/** Closes the file so that it can be copied as it is, and opened again at once. What was promised is in it either way. */
export function closeFile(database: Database.Database): void {
  try {
    // Statements that are not collected yet would hold the lock, as libsql closes no sooner.
    database.exec("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_schema");
  } catch {
    // Where there is no room to bring the log into the file it stays beside it, and is read when the file is opened again.
  } finally {
    database.close();
  }
}

/** What a ballot's row was given, in the order of the columns, as a number that tells whether a byte of it has changed. */
export function checksumOf(values: readonly (string | number)[]): number {
  return crc32(values.join(" "));
}

/** A byte may have changed in what describes the tables, too. */
function checkTables(database: Database.Database, file: string, written: keyof typeof given): void {
  const expected = written === 1 ? tables.replace(newColumns, "") : tables;
  for (const text of database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").pluck().all()) {
    if (!expected.includes(String(text))) throw damaged(file, "its tables have changed");
  }
}

function checkBallots(database: Database.Database, file: string, written: keyof typeof given, promised: number): void {
  const rows = database.prepare(`SELECT checksum, ${given[written]} FROM ballots`).raw(true);
  let count = 0;
  for (const row of rows.iterate()) {
    const [checksum, ...values] = row as [number, ...(string | number)[]];
    if (checksumOf(values) !== checksum) throw damaged(file, `ballot ${count + 1} has changed`);
    count += 1;
  }
  if (count < promised) throw incomplete(file, count, promised);
}

/** Gives a file of version 1, which was found whole, the tables of this version: all of it, or nothing. */
function bringUpToDate(database: Database.Database): void {
  database.exec(`BEGIN IMMEDIATE; ALTER TABLE ballots RENAME TO before; ${ballotsTable}`);
  try {
    const rest = "id, stands, counted, sending";
    const insert = database.prepare(
      `INSERT INTO ballots (${given[2]}, checksum, ${rest}) VALUES (?, ?, ?, ?, 'key', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const row of database.prepare(`SELECT ${given[1]}, ${rest} FROM before`).raw(true).all()) {
      const values = row as (string | number | null)[];
      const [first, last] = [values.slice(0, 4), values.slice(4, 8)] as (string | number)[][];
      insert.run(...values.slice(0, 8), checksumOf([...(first ?? []), "key", ...(last ?? [])]), ...values.slice(8));
    }
    database.exec("DROP TABLE before; COMMIT");
  } catch (error) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function incomplete(file: string, count: number, promised: number): StorageError {
  return new StorageError(
    "damaged",
    `${file} holds ${count} ballots, but ${promised} were promised (${file}-promised says so). Keep it and the -wal or ` +
      "-wal-kept file beside it, do not delete them: the rest may be recovered. Put back what is missing, or a later copy. Where there is none, " +
      `delete ${file}-promised to start with what is left, and have voters hand in their ballots again.`,
  );
}

function damaged(file: string, cause: unknown): StorageError {
  return new StorageError(
    "damaged",
    `${file} is damaged. Keep it and the -wal or -wal-kept file beside it, do not delete them: they hold ballots that voters were promised. ` +
      `Recover them with "sqlite3 ${file} .recover" into a new file, or put back a copy, and start the relay with that.`,
    cause,
  );
}
