import { existsSync, lstatSync, readFileSync } from "node:fs";
import { npmCommand } from "./npm.mjs";
import { runVisibly } from "./run.mjs";

/** @typedef {{ version: string, optional?: boolean }} Package */

/**
 * Installs the packages where one that package-lock.json asks for is missing or has another version.
 * @throws {Error} where npm fails, which has said why; or where it would empty a folder that lies elsewhere.
 */
export async function installIfNeeded() {
  if (isInstalled()) return;
  if (lstatSync("node_modules", { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error(
      "The packages must be installed anew, but node_modules is a symbolic link: npm ci would empty the folder it " +
        "points to. Remove the link, or run npm ci where it points to.",
    );
  }

  console.log("Installing the packages (npm ci) …");
  const code = await runVisibly(...npmCommand("ci", "--no-audit", "--no-fund"));
  if (code !== 0) throw new Error("npm ci failed; its own words stand above.");
}

/** Told by content: a clone or a checkout changes the times of files as it likes. */
function isInstalled() {
  // npm writes this file last, so a broken-off installation does not have it.
  const record = "node_modules/.package-lock.json";
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages("package-lock.json")).every(([path, { version, optional }]) => {
    const present = installed[path];
    // The project itself has the empty path. Optional are the packages of other platforms.
    return path === "" || (present ? present.version === version : optional === true);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, Package>} by path.
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
