import { createStore, del, get, keys, set } from "idb-keyval";
import { useCallback, useEffect, useRef, useState } from "react";
import * as v from "valibot";

/**
 * What is too large for `stored`: kept in this browser until it is forgotten (IndexedDB), in the shape of JSON or with
 * bigints. What the browser will not keep, because storage is forbidden or full, lasts as long as the page.
 */
const unkept = new Map<string, unknown>();
const store = createStore("recount", "kept");
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("recount.kept") : undefined;
const beforeReading = { value: undefined, isReading: true, isWriting: false, isUnkept: false };
const listeners = new Set<(key: string) => void>();
tabs?.addEventListener("message", ({ data }: MessageEvent<unknown>) => tell(String(data)));

/** Writes of one key go one after another, so that the last one stays. */
let writing: Promise<unknown> = Promise.resolve();
/** How many writes are under way. Who leaves the page meanwhile would lose them, so the browser asks first. */
let unfinished = 0;

/** Keeps a value; `false` where the browser refuses, and it lasts only as long as the page. Never throws. */
function keep(key: string, value: unknown): Promise<boolean> {
  return write(key, value, () => set(key, value, store));
}

/** Forgets what was kept under a key. Never throws. */
function forget(key: string): Promise<boolean> {
  return write(key, undefined, () => del(key, store));
}

/** What is kept under a key; undefined where there is nothing, or nothing that fits the schema. Never throws. */
export async function readKept<Value>(
  key: string,
  schema: v.GenericSchema<unknown, Value>,
): Promise<Value | undefined> {
  await writing;
  try {
    return v.parse(schema, unkept.has(key) ? unkept.get(key) : await get(key, store));
  } catch {
    return undefined;
  }
}

/** The keys that begin with a prefix and under which something is kept. Never throws. */
export async function readKeptKeys(prefix: string): Promise<string[]> {
  await writing;
  const found = await keys(store).catch(() => []);
  return [...new Set([...found.map(String), ...unkept.keys()])].filter((key) => key.startsWith(prefix));
}

/**
 * What a page knows of something kept: `isReading` at first; `isWriting` until the browser has it; `isUnkept` where it
 * will be lost with the page.
 */
export type Kept<Value> = { value: Value | undefined; isReading: boolean; isWriting: boolean; isUnkept: boolean };

/** Something kept under a key, and what changes it (`undefined` forgets it). Changes in another tab arrive too. */
export function useKept<Value>(
  key: string,
  schema: v.GenericSchema<unknown, Value>,
): [kept: Kept<Value>, change: (value: Value | undefined) => void] {
  const [kept, setKept] = useState<Kept<Value>>(beforeReading);
  // Of several changes the last one's writing ends last.
  const latest = useRef(0);

  useEffect(() => {
    let isCurrent = true;
    const read = () => {
      void readKept(key, schema).then((value) => {
        if (isCurrent) setKept({ value, isReading: false, isWriting: false, isUnkept: unkept.has(key) });
      });
    };
    const readAgain = (changed: string) => changed === key && read();
    setKept(beforeReading);
    read();
    listeners.add(readAgain);
    return () => {
      isCurrent = false;
      listeners.delete(readAgain);
    };
  }, [key, schema]);

  const change = useCallback(
    (value: Value | undefined) => {
      latest.current += 1;
      const change = latest.current;
      setKept((before) => ({ ...before, value, isReading: false, isWriting: true }));
      void (value === undefined ? forget(key) : keep(key, value)).then((isKept) => {
        if (change === latest.current) setKept((before) => ({ ...before, isWriting: false, isUnkept: !isKept }));
        tabs?.postMessage(key);
      });
    },
    [key],
  );
  return [kept, change];
}

function write(key: string, value: unknown, change: () => Promise<void>): Promise<boolean> {
  unfinished += 1;
  if (unfinished === 1) addEventListener("beforeunload", askFirst);
  const written = writing.then(async () => {
    try {
      await change();
      unkept.delete(key);
      return true;
    } catch {
      if (value === undefined) unkept.delete(key);
      else unkept.set(key, value);
      return value === undefined;
    } finally {
      unfinished -= 1;
      if (unfinished === 0) removeEventListener("beforeunload", askFirst);
    }
  });
  writing = written;
  return written;
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function tell(key: string): void {
  for (const listener of listeners) listener(key);
}
