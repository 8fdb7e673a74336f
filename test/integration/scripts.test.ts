import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countForge, countPlaywright, countVitest } from "../../scripts/countTests.mjs";
import { startNode } from "../support/startNode";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "recount-"));
});

afterEach(() => {
  rmSync(project, { recursive: true });
});

/** A Foundry project whose one contract has the given tests. */
function writeProject(tests: string) {
  mkdirSync(join(project, "test"));
  const solc = resolve("scripts/solc");
  writeFileSync(join(project, "foundry.toml"), `[profile.default]\nsolc = "${solc}"\noffline = true\nlibs = []\n`);
  writeFileSync(join(project, "test/T.t.sol"), `pragma solidity 0.8.37;\ncontract T {\n${tests}\n}\n`);
}

function forge(...args: string[]) {
  return startNode("scripts/foundry.mjs", "forge", ...args, "--root", project);
}

test("a failing contract test makes the runner fail, and is counted", async () => {
  writeProject("function test_Holds() public pure {}\nfunction test_Fails() public pure { assert(false); }");

  const run = forge("test", "--json");

  expect((await run.ended).code).toBe(1);
  expect(countForge(run.printed())).toMatchObject({ passed: 1, failed: 1, failures: [/T test_Fails\(\)/] });
});

test("contract tests that pass make the runner succeed", async () => {
  writeProject("function test_Holds() public pure {}");

  const run = forge("test", "--json");

  expect((await run.ended).code).toBe(0);
  expect(countForge(run.printed())).toEqual({ passed: 1, failed: 0, failures: [] });
});

test("a contract that does not compile makes the runner fail", async () => {
  writeProject("function test_Holds() public pure { nothing; }");

  const run = forge("test", "--json");

  expect((await run.ended).code).toBe(1);
  expect(countForge(run.printed())).toEqual({ passed: 0, failed: 0, failures: [] });
});

test("an unknown flag makes the runner fail", async () => {
  const run = forge("build", "--no-such-flag");

  expect((await run.ended).code).not.toBe(0);
});

/** Runs Vitest on a file with this text; returns the exit code and what is counted. */
async function vitest(text: string) {
  writeFileSync(join(project, "it.test.js"), text);
  const report = join(project, "vitest.json");
  const reporter = ["--reporter=json", `--outputFile=${report}`];
  const run = startNode("node_modules/vitest/vitest.mjs", "run", "--globals", "--root", project, ...reporter);
  const { code } = await run.ended;
  return { code, ...countVitest(report) };
}

test("Vitest's tests that fail, are skipped or left for later count as failed", async () => {
  const holds = "test('holds', () => {});";
  const others = "test('fails', () => expect(1).toBe(2)); test.skip('waits', () => {}); test.todo('comes');";

  expect(await vitest(holds + others)).toEqual({ code: 1, passed: 1, failed: 3 });
});

test("an error outside of Vitest's tests shows in its exit code alone", async () => {
  expect(await vitest("test('holds', () => {}); Promise.reject(new Error('unheard'))")).toEqual({
    code: 1,
    passed: 1,
    failed: 0,
  });
});

/** Runs Playwright on a file with this text; returns the exit code and what is counted. */
async function playwright(text: string) {
  const playwright = pathToFileURL(resolve("node_modules/@playwright/test/index.mjs")).href;
  writeFileSync(join(project, "it.spec.mjs"), `import { test } from "${playwright}";\n${text}`);
  const report = join(project, "playwright.json");
  const reporter = `reporter: [["json", { outputFile: ${JSON.stringify(report)} }]]`;
  writeFileSync(join(project, "playwright.config.mjs"), `export default { retries: 1, ${reporter} };`);
  const run = startNode("node_modules/@playwright/test/cli.js", "test", "-c", project);
  const { code } = await run.ended;
  return { code, ...countPlaywright(report) };
}

test("Playwright's tests that fail, are skipped or hold at the second attempt count as failed", async () => {
  const holds = "test('holds', () => {});";
  const others = "test('fails', () => { throw 1; }); test.skip('waits', () => {});";
  const wavers = "test('wavers', ({}, { retry }) => { if (retry === 0) throw 1; });";

  expect(await playwright(holds + others + wavers)).toEqual({ code: 1, passed: 1, failed: 3 });
});

test("a Playwright run without a test shows in its exit code alone", async () => {
  expect(await playwright("")).toEqual({ code: 1, passed: 0, failed: 0 });
});

test("a signal to the runner ends the tool", async () => {
  const run = startNode("scripts/foundry.mjs", "anvil", "--port", "0");
  const [, address] = await run.says(/Listening on (.+)/);

  process.kill(run.pid, "SIGTERM");
  await run.ended;

  await expect(fetch(`http://${address}`)).rejects.toThrow();
});

test("a tool that is not installed is named, with what to do", async () => {
  copyFileSync("scripts/foundry.mjs", join(project, "foundry.mjs"));

  const run = startNode(join(project, "foundry.mjs"), "forge", "build");

  expect((await run.ended).code).toBe(1);
  expect(run.printed()).toMatch(/^forge is missing: .+ Run npm ci/);
});

test.each(["scripts/start.mjs", "scripts/test.mjs"])("%s says that Node is too old", async (script) => {
  const pretend = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.18.3'}})";

  const run = startNode("--import", pretend, script);

  expect((await run.ended).code).toBe(1);
  expect(run.printed()).toMatch(/^Recount needs Node 20\.19 or newer; this is Node 20\.18\.3\./);
});
