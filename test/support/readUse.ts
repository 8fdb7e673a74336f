import { readFileSync } from "node:fs";

/** What a process has used so far: the most memory that it ever had, in megabytes, and processor time, in seconds. */
export type Use = { mostMemory: number; processor: number };

/** Undefined where the system does not tell. */
export function readUse(pid: number): Use | undefined {
  if (process.platform !== "linux") return undefined;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  // The second field is the program's name in brackets, which may hold anything; hundredths of a second follow.
  const [, ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const ticks = Number(fields[10]) + Number(fields[11]);
  return { mostMemory: Math.round(Number(kilobytes) / 1024), processor: ticks / 100 };
}
