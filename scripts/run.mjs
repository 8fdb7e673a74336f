import { spawn } from "node:child_process";
import { atEnd } from "./atEnd.mjs";

/** @typedef {{ code: number, stdout: string, output: string }} Outcome */

/**
 * Runs a command to its end and keeps what it says.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Outcome>} `output` is what went to both streams; `code` is 127 where the command could not start.
 */
export function run(command, args, env = process.env) {
  const child = start(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 127, stdout, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, output }));
  });
}

/**
 * Runs a command to its end, its words shown as they come.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} Its exit code; 127 where it could not start.
 */
export function runVisibly(command, args) {
  const child = start(command, args, { stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * Starts a command that ends with this process at the latest, whatever it has started itself included.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
function start(command, args, options) {
  // A group of its own can be ended as a whole; Windows has no such groups.
  const grouped = process.platform !== "win32";
  const child = spawn(command, args, { ...options, detached: grouped });
  const forget = atEnd(() => {
    try {
      if (grouped && child.pid) process.kill(-child.pid, "SIGTERM");
      else child.kill();
    } catch {
      // It has ended by itself in the same moment.
    }
  });
  child.on("close", forget);
  child.on("error", forget);
  return child;
}
