import { spawn } from "node:child_process";
import { atEnd } from "../../scripts/atEnd.mjs";

/** A running Node program in a process group of its own, as a shell would start it. */
export type Program = {
  /** The process id, which is the group's too. */
  pid: number;
  /** What it has printed so far, on both streams. */
  printed: () => string;
  /** Resolves as soon as what it printed matches; rejects if it ends without. */
  says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Resolves when it has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Starts `node` with these arguments. */
export function startNode(...args: string[]): Program {
  return startNodeWith({}, ...args);
}

/** Starts `node` with these arguments, and with these variables besides this process's own. */
export function startNodeWith(environment: Record<string, string>, ...args: string[]): Program {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, args, { detached: true, env, stdio: ["ignore", "pipe", "pipe"] });
  const pid = child.pid;
  if (!pid) throw new Error(`node ${args.join(" ")} did not start.`);
  const forget = atEnd(() => process.kill(-pid, "SIGTERM"));

  let output = "";
  const waiting = new Set<() => void>();
  const hear = (text: string) => {
    output += text;
    for (const check of waiting) check();
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);

  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => {
      forget();
      resolve({ code, signal });
    });
  });

  return {
    pid,
    printed: () => output,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const match = pattern.exec(output);
          if (!match) return;
          waiting.delete(check);
          resolve(match);
        };
        waiting.add(check);
        void ended.then(() => reject(new Error(`It ended without saying ${pattern}:\n${output}`)));
        check();
      }),
    ended,
  };
}
