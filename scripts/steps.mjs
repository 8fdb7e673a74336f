import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEnd } from "./atEnd.mjs";
import { buildIfNeeded } from "./build.mjs";
import { countForge, countPlaywright, countVitest } from "./countTests.mjs";
import { findBrowser } from "./findBrowser.mjs";
import { npmCommand } from "./npm.mjs";
import { run } from "./run.mjs";

/** What the steps run with: their output is kept, so they cannot see themselves whether a terminal shows it. */
const environment = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) };

/** @typedef {{ passed: number, failed: number, output: string }} Result `output` explains a failure. */

/** The steps of `npm test`, in their order. @type {Record<string, () => Promise<Result>>} */
export const steps = {
  lint: () => check("lint"),
  types: () => check("types"),
  unused: () => check("unused"),
  generated: () => checkGenerated(),
  contracts: () => testContracts(),
  unit: () => testWithVitest("test:unit"),
  page: () => afterBuilds(["page"], async () => verdict(true, "")),
  integration: () => afterBuilds(["contracts", "page"], () => testWithVitest("test:integration")),
  e2e: () => afterBuilds(["contracts", "page"], testInBrowser),
};

/**
 * A step that either holds or not.
 * @param {string} script
 * @returns {Promise<Result>}
 */
async function check(script) {
  const { code, output } = await runScript(script);
  return verdict(code === 0, output);
}

/** The generated files are in the repository, and are what the contracts give. */
async function checkGenerated() {
  const compiled = await run(process.execPath, ["scripts/foundry.mjs", "forge", "build", "contracts"]);
  if (compiled.code !== 0) return verdict(false, compiled.output);
  const compared = await run(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/generate.ts", "--check"]);
  return verdict(compared.code === 0, compared.output);
}

/**
 * Builds what a step uses, where that is outdated, and goes on with the step.
 * @param {Parameters<typeof buildIfNeeded>[0][]} builds
 * @param {() => Promise<Result>} step
 */
async function afterBuilds(builds, step) {
  try {
    for (const build of builds) await buildIfNeeded(build);
  } catch (error) {
    return verdict(false, String(error));
  }
  return step();
}

async function testContracts() {
  const { code, stdout, output } = await runScript("test:contracts", ["--json"]);
  const count = countForge(stdout);
  // The report is one long line of JSON; where there is none, the output says what went wrong before the tests.
  return judge(code, () => count, count.failures.length > 0 ? count.failures.join("\n") : output);
}

/** @param {string} script */
async function testWithVitest(script) {
  const report = join(reportFolder(), "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output } = await runScript(script, reporters);
  return judge(code, () => countVitest(report), output);
}

async function testInBrowser() {
  const browser = await findBrowser().catch((error) => /** @type {Error} */ (error));
  if (browser instanceof Error) return verdict(false, browser.message);
  const report = join(reportFolder(), "playwright.json");
  const variables = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { code, output } = await runScript("test:e2e", ["--reporter=list,json"], variables);
  return judge(code, () => countPlaywright(report), output);
}

/**
 * Runs a script of package.json.
 * @param {string} script
 * @param {string[]} [args]
 * @param {Record<string, string>} [variables]
 */
function runScript(script, args = [], variables = {}) {
  return run(...npmCommand("run", "--silent", script, "--", ...args), { ...environment, ...variables });
}

/**
 * @param {boolean} passed
 * @param {string} output
 * @returns {Result}
 */
function verdict(passed, output) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, output };
}

/**
 * A test run fails also where it says so without a failed test, where it ran none, and where it left no report.
 * @param {number} code
 * @param {() => import("./countTests.mjs").Count} count
 * @param {string} output
 * @returns {Result}
 */
function judge(code, count, output) {
  try {
    const { passed, failed } = count();
    if (failed === 0 && code !== 0) return { passed, failed: 1, output };
    if (failed + passed === 0) return verdict(false, `${output}\nNo test ran.`);
    return { passed, failed, output };
  } catch (error) {
    return verdict(false, `${output}\nThe report could not be read: ${error}`);
  }
}

function reportFolder() {
  const folder = mkdtempSync(join(tmpdir(), "recount-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
