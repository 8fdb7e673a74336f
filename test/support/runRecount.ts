import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { atEnd } from "../../scripts/atEnd.mjs";

/** What the command came to. */
export type Ran = { code: number | null; signal: NodeJS.Signals | null; report: string; told: string };

/** Starts `npm run recount` without npm, and ends it with this process at the latest. */
export function startRecount(...args: string[]): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/main.ts", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const forget = atEnd(() => child.kill());
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return {
    child,
    ended: ended.then(([report, told, [code, signal]]) => {
      forget();
      return { code, signal, report, told };
    }),
  };
}

/** Runs it to its end. */
export function runRecount(...args: string[]): Promise<Ran> {
  return startRecount(...args).ended;
}

/** What the report says of each check: its number, then its state. */
export function statesIn(report: string): Record<string, string> {
  const lines = report.matchAll(/^ ?(\d+) {2}(passed|FAILED|could not check|left out) /gm);
  return Object.fromEntries(Array.from(lines, ([, number = "", state = ""]) => [number, state]));
}
