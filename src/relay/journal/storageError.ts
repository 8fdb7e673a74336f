/** `full`: no room on the disk. `failed`: the disk or the file refused otherwise. The others are found when opening. */
export type StorageFault = "full" | "failed" | "damaged" | "foreign" | "inUse";

/** The relay's file could not be read or written: what was to be kept is not promised. The message says what to do. */
export class StorageError extends Error {
  override name = "StorageError";
  constructor(
    readonly fault: StorageFault,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }

  /** What SQLite threw, as the fault it is. */
  static of(cause: unknown): StorageError {
    const { code, message } = cause as { code?: string; message?: string };
    return code?.startsWith("SQLITE_FULL")
      ? new StorageError(
          "full",
          "There is no room left for the relay's file. Make room; nothing accepted is lost.",
          cause,
        )
      : new StorageError("failed", `The relay's file cannot be read or written: ${message}`, cause);
  }
}
