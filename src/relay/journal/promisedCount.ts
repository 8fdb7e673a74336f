import { closeSync, constants, fsyncSync, openSync, readSync, writeSync } from "node:fs";

/**
 * How many ballots the journal has promised, in a file of its own beside it. SQLite leaves out what is torn at the end of
 * its log and says nothing, which is right for what nobody was told of, and wrong where the disk lost what it had confirmed,
 * or where somebody lost the log or put back an old copy. This number tells the two apart.
 */
export type PromisedCount = {
  /** What the file said when it was opened; undefined where it is new, or holds no number. */
  atOpening: number | undefined;
  /**
   * Writes the number, after the ballots are on the disk. It is not waited for: a number that is too small does no harm, and
   * what a process has written stays when it is killed. Never throws, for the same reason.
   */
  write: (count: number) => void;
  close: () => void;
};

/** As many digits as any number of ballots has: written over the same bytes every time, it needs no further room. */
const digits = 16;

/**
 * Opens the file, or begins it.
 * @throws what the file system says where that cannot be done.
 */
export function openPromisedCount(file: string): PromisedCount {
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  const bytes = Buffer.alloc(digits);
  const length = readSync(handle, bytes, 0, digits, 0);
  const written = bytes.toString("latin1", 0, length);
  return {
    atOpening: /^\d{16}$/.test(written) ? Number(written) : undefined,
    write(count) {
      try {
        writeSync(handle, String(count).padStart(digits, "0"), 0, "latin1");
      } catch {
        // The old number stands, and is too small.
      }
    },
    close() {
      fsyncSync(handle);
      closeSync(handle);
    },
  };
}
