import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startNode } from "../support/startNode";

/** A project with the real scripts, in which whatever they call is a stand-in that notes the call. */
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "recount-"));
  cpSync("scripts", join(project, "scripts"), { recursive: true });
  write("package-lock.json", lockOf({ vite: { version: "8.0.0" }, mac: { version: "1.0.0", optional: true } }));
  write("node_modules/.package-lock.json", recordOf({ vite: { version: "8.0.0" } }));
  write("src/page.ts", "");
  write("contracts/Election.sol", "");

  standIn("npm.mjs", "");
  standIn("scripts/foundry.mjs", writing("out/OpenElection.sol/OpenElection.json"));
  standIn("node_modules/tsx/dist/cli.mjs", writing("src/chain/generated/openElectionAbi.ts"));
  standIn("node_modules/vite/bin/vite.js", writing("dist/index.html"));
  vi.stubEnv("npm_execpath", join(project, "npm.mjs"));
  vi.stubEnv("CHROMIUM_PATH", process.execPath);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(project, { recursive: true });
});

function write(file: string, text: string) {
  const path = join(project, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

type Packages = Record<string, { version: string; optional?: boolean }>;

/** What npm records of the packages that it installed. */
function recordOf(packages: Packages): string {
  const entries = Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, entry]);
  return JSON.stringify({ packages: Object.fromEntries(entries) });
}

/** What package-lock.json asks for: the same, and the project itself. */
function lockOf(packages: Packages): string {
  const { packages: entries } = JSON.parse(recordOf(packages));
  return JSON.stringify({ packages: { "": { name: "project", version: "0.1.0" }, ...entries } });
}

/** A program that notes how it was called, and then does what the code says. */
function standIn(file: string, code: string) {
  const name = file.split("/").pop();
  write(
    file,
    `import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
     import { dirname } from "node:path";
     const args = process.argv.slice(2);
     appendFileSync(${JSON.stringify(join(project, "calls"))}, ["${name}", ...args].slice(0, 4).join(" ") + "\\n");
     ${code}`,
  );
}

function writing(product: string): string {
  return `mkdirSync(dirname("${product}"), { recursive: true }); writeFileSync("${product}", "");`;
}

/** An npm whose script writes these reports and ends with this exit code. */
function npmReports(reports: { vitest?: unknown; playwright?: unknown }, code = 0) {
  standIn(
    "npm.mjs",
    `const vitest = args.find((arg) => arg.startsWith("--outputFile.json="))?.split("=")[1];
     if (vitest) writeFileSync(vitest, ${JSON.stringify(JSON.stringify(reports.vitest) ?? "")});
     const playwright = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;
     if (playwright) writeFileSync(playwright, ${JSON.stringify(JSON.stringify(reports.playwright) ?? "")});
     process.exitCode = ${code};`,
  );
}

/** Runs `npm test -- …` in the project; what it called, in order. */
async function npmTest(...chosen: string[]) {
  write("calls", "");
  const run = startNode(join(project, "scripts/test.mjs"), ...chosen);
  const { code } = await run.ended;
  const calls = readFileSync(join(project, "calls"), "utf8").trimEnd().split("\n");
  return { code, printed: run.printed(), calls };
}

const green = {
  vitest: { numTotalTests: 2, numPassedTests: 2 },
  playwright: { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } },
};
const contractsBuild = ["foundry.mjs forge build contracts", "cli.mjs scripts/generate.ts"];
const pageBuild = "vite.js build";
const install = "npm.mjs ci --no-audit --no-fund";

test.each([
  ["integration", "npm.mjs run --silent test:integration"],
  ["e2e", "npm.mjs run --silent test:e2e"],
])("%s alone builds first what it tests, and again only what has changed", async (step, tests) => {
  npmReports(green);

  expect((await npmTest(step)).calls).toEqual([...contractsBuild, pageBuild, tests]);
  expect((await npmTest(step)).calls).toEqual([tests]);
  write("src/page.ts", "edited");
  expect((await npmTest(step)).calls).toEqual([pageBuild, tests]);
  write("dist/index.html", "from elsewhere");
  expect((await npmTest(step)).calls).toEqual([pageBuild, tests]);
  write("contracts/Election.sol", "edited");
  expect((await npmTest(step)).calls).toEqual([...contractsBuild, tests]);
});

test("the full run builds the page once", async () => {
  npmReports(green);

  const { calls } = await npmTest();

  expect(calls.filter((call) => call === pageBuild)).toHaveLength(1);
  expect(calls).toContain("npm.mjs run --silent test:e2e");
});

test("what cannot be built is a failure, in the compiler's words, and nothing is tested", async () => {
  standIn("node_modules/vite/bin/vite.js", "console.error('page.ts: no such import'); process.exitCode = 1;");

  const { code, printed, calls } = await npmTest("e2e");

  expect(code).toBe(1);
  expect(printed).toMatch(/The page could not be built\.\s+page\.ts: no such import/);
  expect(printed).toMatch(/\n0 passed, 1 failed\n$/);
  expect(calls).toEqual([...contractsBuild, pageBuild]);
});

test("tests that pass make it succeed", async () => {
  npmReports(green);

  const { code, printed } = await npmTest("unit", "e2e");

  expect(code).toBe(0);
  expect(printed).toMatch(/\n5 passed, 0 failed\n$/);
});

test.each([
  ["a run that fails without a failed test", green, 1, "2 passed, 1 failed"],
  ["a run without a test", { vitest: { numTotalTests: 0, numPassedTests: 0 } }, 0, "0 passed, 1 failed"],
  ["a run that leaves no report", {}, 0, "0 passed, 1 failed"],
])("%s is a failure", async (_, reports, exitCode, sum) => {
  npmReports(reports, exitCode);

  const { code, printed } = await npmTest("unit");

  expect(code).toBe(1);
  expect(printed.trimEnd().split("\n").at(-1)).toBe(sum);
});

test("what is installed stays, however old it looks", async () => {
  npmReports(green);
  utimesSync(join(project, "node_modules/.package-lock.json"), 0, 0);

  expect((await npmTest("unit")).calls).toEqual(["npm.mjs run --silent test:unit"]);
});

test.each([
  ["is missing", recordOf({})],
  ["has another version", recordOf({ vite: { version: "7.0.0" } })],
  ["of another platform has another version", recordOf({ vite: { version: "8.0.0" }, mac: { version: "0.9.0" } })],
])("where a package %s, they are installed first", async (_, record) => {
  npmReports(green);
  write("node_modules/.package-lock.json", record);

  expect((await npmTest("unit")).calls).toEqual([install, "npm.mjs run --silent test:unit"]);
});

test("a broken-off installation is done again", async () => {
  npmReports(green);
  rmSync(join(project, "node_modules/.package-lock.json"));

  expect((await npmTest("unit")).calls[0]).toBe(install);
});

test("an installation that fails ends it", async () => {
  npmReports(green, 1);
  rmSync(join(project, "node_modules/.package-lock.json"));

  const { code, printed, calls } = await npmTest("unit");

  expect(code).toBe(1);
  expect(printed).toMatch(/\nnpm ci failed; its own words stand above\.\n$/);
  expect(calls).toEqual([install]);
});

test("a linked node_modules is used, but never emptied by an installation", async () => {
  npmReports(green);
  cpSync(join(project, "node_modules"), join(project, "elsewhere"), { recursive: true });
  rmSync(join(project, "node_modules"), { recursive: true });
  symlinkSync("elsewhere", join(project, "node_modules"), "junction");
  expect((await npmTest("unit")).code).toBe(0);

  write("elsewhere/.package-lock.json", recordOf({}));
  const { code, printed, calls } = await npmTest("unit");

  expect(code).toBe(1);
  expect(printed).toMatch(/^The packages must be installed anew, but node_modules is a symbolic link/);
  expect(calls).toEqual([""]);
});
