import { closeSync, linkSync, openSync } from "node:fs";
import Database from "libsql";
import { prepareFile } from "./journalSchema";
import { openPromisedCount, type PromisedCount } from "./promisedCount";
import { StorageError } from "./storageError";

/**
 * Opens a relay's file, or begins it, and the number of promised ballots beside it; `:memory:` has none.
 * @throws {StorageError} as `prepareFile` does, and where the file cannot be opened.
 */
export function openFile(file: string): { database: Database.Database; promised: PromisedCount | undefined } {
  let database: Database.Database;
  let promised: PromisedCount | undefined;
  try {
    // It tells who voted how before the chain does. SQLite gives its log the same rights.
    if (file !== ":memory:") closeSync(openSync(file, "a", 0o600));
    database = new Database(file);
    promised = file === ":memory:" ? undefined : openPromisedCount(`${file}-promised`);
  } catch (error) {
    throw new StorageError("failed", `${file} cannot be opened: is its folder there, and may it be written?`, error);
  }
  try {
    prepareFile(database, file, promised?.atOpening ?? 0);
  } catch (error) {
    promised?.close();
    if (error instanceof StorageError && error.fault === "damaged") keepLog(file);
    database.close();
    throw error;
  }
  return { database, promised };
}

/** SQLite deletes its log when it closes, but there may be more in it than SQLite took from it. */
function keepLog(file: string): void {
  try {
    linkSync(`${file}-wal`, `${file}-wal-kept`);
  } catch {
    // There is none, or the one of the first time is kept already.
  }
}
