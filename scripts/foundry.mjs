// Runs a Foundry tool from its npm package: `node scripts/foundry.mjs forge test`.
// The package's own launcher always exits 0, whatever failed, so the native binary is run directly and its exit code and
// signals are passed on.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The path of a Foundry tool's native binary.
 * @param {"forge" | "anvil"} tool
 * @returns {string}
 * @throws {Error} where the tool has no package for this platform, or the package is not installed.
 */
export function foundryBinary(tool) {
  const cpu = process.arch === "x64" ? "amd64" : process.arch;
  const name = `@foundry-rs/${tool}-${process.platform}-${cpu}`;
  const file = process.platform === "win32" ? `${tool}.exe` : tool;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), "bin", file);
  } catch (cause) {
    throw new Error(`${tool} is missing: the package ${name} is not installed. Run npm ci (without --omit=optional).`, {
      cause,
    });
  }
}

/**
 * Runs a Foundry tool on this terminal, signals passed on.
 * @param {"forge" | "anvil"} tool
 * @param {string[]} args
 * @returns {Promise<number>} The tool's exit code; 128 and the signal's number where a signal ended it.
 */
export async function runFoundry(tool, args) {
  const child = spawn(foundryBinary(tool), args, { stdio: "inherit" });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tool, ...args] = process.argv.slice(2);
  if (tool !== "forge" && tool !== "anvil")
    throw new Error("usage: node scripts/foundry.mjs forge|anvil [argument ...]");
  process.exitCode = await runFoundry(tool, args).catch((error) => {
    console.error(error.message);
    return 1;
  });
}
