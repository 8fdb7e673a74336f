import type { ReadRows } from "@/election/rollText";
import type { ReadAnswer, ReadRequest, ReadRow, Refusal } from "./rollWorker";

/** The source holds no list of voters, or one that is too long. */
export class RefusedListError extends Error {
  override name = "RefusedListError";
  constructor(readonly refusal: Refusal) {
    super(`Not a list of voters: ${refusal}.`);
  }
}

/** What was read of a source, its rows checked. */
export type CheckedRows = Omit<ReadRows, "rows"> & { rows: ReadRow[] };

/**
 * Reads a list of voters in a worker.
 * @param onProgress Told how many rows have been checked, of how many.
 * @param signal Stops the reading.
 * @throws {RefusedListError}, and the signal's reason where it was stopped.
 */
export function readRows(
  request: ReadRequest,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<CheckedRows> {
  return new Promise<CheckedRows>((resolve, reject) => {
    const worker = new Worker(new URL("./rollWorker.ts", import.meta.url), { type: "module" });
    const rows: ReadRow[] = [];
    const end = () => worker.terminate();
    signal.addEventListener("abort", () => {
      end();
      reject(signal.reason);
    });
    worker.addEventListener("error", () => {
      end();
      reject(new RefusedListError("failed"));
    });
    worker.addEventListener("message", ({ data }: MessageEvent<ReadAnswer>) => {
      if (data.kind === "rows") {
        for (const row of data.rows) rows.push(row);
        onProgress(rows.length, data.of);
        return;
      }
      end();
      if (data.kind === "refused") return reject(new RefusedListError(data.refusal));
      const { kind: _, ...rest } = data;
      resolve({ ...rest, rows });
    });
    worker.postMessage(request);
  });
}
