import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

const builds = {
  contracts: {
    sources: ["contracts", "foundry.toml", "scripts/solc", "scripts/generate.ts", "package-lock.json"],
    products: [
      "out/OpenElectionFactory.sol",
      "out/OpenElection.sol",
      "out/RollFactory.sol",
      "out/Roll.sol",
      "out/RollElectionFactory.sol",
      "out/RollElection.sol",
      "src/chain/generated",
    ],
    commands: [
      ["scripts/foundry.mjs", "forge", "build", "contracts"],
      ["node_modules/tsx/dist/cli.mjs", "scripts/generate.ts"],
    ],
  },
  page: {
    sources: ["src", "index.html", "vite.config.ts", "tsconfig.json", "package-lock.json"],
    products: ["dist"],
    commands: [["node_modules/vite/bin/vite.js", "build"]],
  },
};

/**
 * Builds the contracts or the page, unless what is there was built from exactly these sources.
 * @param {keyof typeof builds} name
 * @returns {Promise<boolean>} Whether it had to be built.
 * @throws {Error} with the compiler's words where the build fails.
 */
export async function buildIfNeeded(name) {
  const { sources, products, commands } = builds[name];
  // Beside the compiler's own cache, so that clearing that one clears this too.
  const record = join("cache", `${name}.sha256`);
  // Taken before the build: what is edited while it runs must be built again.
  const before = fingerprint(sources);
  if (existsSync(record) && readFileSync(record, "utf8") === before + fingerprint(products)) return false;

  for (const command of commands) {
    const { code, output } = await run(process.execPath, command);
    if (code !== 0) throw new Error(`The ${name} could not be built.\n\n${output.trim()}`);
  }
  mkdirSync("cache", { recursive: true });
  writeFileSync(record, before + fingerprint(products));
  return true;
}

/**
 * A hash over the names and contents of all files under the given paths.
 * @param {string[]} paths
 */
function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(listFiles)) hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return stat ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}
