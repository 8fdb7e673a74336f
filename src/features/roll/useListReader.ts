import { useEffect, useRef, useState } from "react";
import { type CheckedRows, RefusedListError, readRows } from "./readRows";
import type { Refusal } from "./rollWorker";

/** The largest file that is opened, in bytes: 100,000 rows of 500 letters. */
const mostBytes = 50_000_000;

/** What became of reading a list. `of` is 0 until the file is cut into rows. */
export type Reading =
  | { status: "idle" }
  | { status: "reading"; done: number; of: number }
  | { status: "cancelled" }
  | { status: "refused"; refusal: Refusal | "tooBig" };

/** Reads lists of voters, one at a time: a new one stops the one before. */
export function useListReader() {
  const [reading, setReading] = useState<Reading>({ status: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  /** What a source holds; undefined where it was refused or stopped, which `reading` then tells. */
  async function read(source: Blob | string, column?: number): Promise<CheckedRows | undefined> {
    running.current?.abort();
    if (source instanceof Blob && source.size > mostBytes) {
      setReading({ status: "refused", refusal: "tooBig" });
      return;
    }
    const run = new AbortController();
    running.current = run;
    setReading({ status: "reading", done: 0, of: 0 });
    try {
      const content = typeof source === "string" ? source : new Uint8Array(await source.arrayBuffer());
      run.signal.throwIfAborted();
      const onProgress = (done: number, of: number) => setReading({ status: "reading", done, of });
      const rows = await readRows({ source: content, column }, onProgress, run.signal);
      setReading({ status: "idle" });
      return rows;
    } catch (error) {
      if (running.current !== run) return;
      const refusal = error instanceof RefusedListError ? error.refusal : "failed";
      setReading(run.signal.aborted ? { status: "cancelled" } : { status: "refused", refusal });
    }
  }

  return {
    reading,
    read,
    cancel: () => running.current?.abort(),
  };
}
