import { statSync } from "node:fs";
import { npmCommand } from "./npm.mjs";
import { runVisibly } from "./run.mjs";

/**
 * Installs the packages where they are missing, half installed, or older than the lock file.
 * @throws {Error} where npm fails; npm has said why.
 */
export async function installIfNeeded() {
  // npm writes this file last, so a broken-off installation does not have it.
  const installed = modified("node_modules/.package-lock.json");
  if (installed >= modified("package-lock.json")) return;

  console.log("Installing the packages (npm ci) …");
  const code = await runVisibly(...npmCommand("ci", "--no-audit", "--no-fund"));
  if (code !== 0) throw new Error("npm ci failed; its own words stand above.");
}

/**
 * When a file was last written, in milliseconds; 0 where there is none.
 * @param {string} path
 */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
