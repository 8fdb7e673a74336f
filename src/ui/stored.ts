import { useCallback, useMemo, useSyncExternalStore } from "react";
import * as v from "valibot";

/**
 * Where something is remembered: `lasting` in this browser until it is forgotten, shared by its tabs; `fleeting` in this
 * tab until it is closed.
 */
export type Memory = "lasting" | "fleeting";

/** What the browser would not keep, because storage is forbidden or full: it lasts as long as the page. */
const unkept = new Map<string, string>();
const listeners = new Set<() => void>();

/**
 * Something that this browser remembers, and what changes it (`undefined` forgets it). Changes in another tab arrive too.
 * What storage holds is a stranger's word: what does not fit the schema counts as nothing. In the shape of JSON; bigints
 * become texts, for the schema to read.
 */
export function useStored<Value>(
  memory: Memory,
  key: string,
  schema: v.GenericSchema<unknown, Value>,
): [value: Value | undefined, change: (value: Value | undefined) => void] {
  const text = useSyncExternalStore(subscribe, () => read(memory, key));
  const value = useMemo(() => parse(text, schema), [text, schema]);
  const change = useCallback((next: Value | undefined) => store(memory, key, next), [memory, key]);
  return [value, change];
}

/** Whether the browser keeps what was last remembered under a key; otherwise it lasts as long as the page. */
export function useIsKept(memory: Memory, key: string): boolean {
  return useSyncExternalStore(subscribe, () => !unkept.has(place(memory, key)));
}

/** What is remembered now, for whoever needs it once and outside of React. */
export function readStored<Value>(memory: Memory, key: string, schema: v.GenericSchema<unknown, Value>) {
  return parse(read(memory, key), schema);
}

/** Remembers a value, or forgets it where it is undefined; never throws. */
export function store(memory: Memory, key: string, value: unknown): void {
  write(memory, key, value === undefined ? undefined : JSON.stringify(value, spell));
}

/** The lasting memory as plain texts, for libraries that keep their own: in the browser's shape, but it never throws. */
export const lastingTexts = {
  getItem: (key: string) => read("lasting", key),
  setItem: (key: string, text: string) => write("lasting", key, text),
  removeItem: (key: string) => write("lasting", key, undefined),
};

function write(memory: Memory, key: string, text: string | undefined): void {
  unkept.delete(place(memory, key));
  try {
    if (text === undefined) areaOf(memory).removeItem(key);
    else areaOf(memory).setItem(key, text);
  } catch {
    if (text !== undefined) unkept.set(place(memory, key), text);
  }
  for (const listener of listeners) listener();
}

function read(memory: Memory, key: string): string | null {
  const kept = unkept.get(place(memory, key));
  if (kept !== undefined) return kept;
  try {
    return areaOf(memory).getItem(key);
  } catch {
    return null;
  }
}

function parse<Value>(text: string | null, schema: v.GenericSchema<unknown, Value>): Value | undefined {
  if (text === null) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** @throws where the reader forbids storage: merely naming it does. */
function areaOf(memory: Memory): Storage {
  return memory === "lasting" ? window.localStorage : window.sessionStorage;
}

function spell(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}

function place(memory: Memory, key: string): string {
  return `${memory} ${key}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
