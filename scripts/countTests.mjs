import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Count What was skipped counts as failed. */

/**
 * Counts what `forge test --json` reports.
 * @param {string} stdout
 * @returns {Count & { failures: string[] }}
 */
export function countForge(stdout) {
  const report = stdout.split("\n").find((line) => line.startsWith("{"));
  if (!report) return { passed: 0, failed: 0, failures: [] };
  /** @type {Record<string, { test_results: Record<string, { status: string, reason: string | null, counterexample: unknown }> }>} */
  const suites = JSON.parse(report);
  const tests = Object.entries(suites).flatMap(([suite, { test_results }]) =>
    Object.entries(test_results).map(([name, result]) => ({ name: `${suite} ${name}`, ...result })),
  );
  const failed = tests.filter(({ status }) => status !== "Success");
  const failures = failed.map(({ name, status, reason, counterexample }) => {
    const example = counterexample ? `\n  ${JSON.stringify(counterexample)}` : "";
    return `${status}: ${name}: ${reason ?? "no reason given"}${example}`;
  });
  return { passed: tests.length - failed.length, failed: failed.length, failures };
}

/**
 * Counts what Vitest's json reporter wrote.
 * @param {string} file
 * @returns {Count}
 */
export function countVitest(file) {
  const { numPassedTests: passed, numTotalTests: total } = JSON.parse(readFileSync(file, "utf8"));
  return { passed, failed: total - passed };
}

/**
 * Counts what Playwright's json reporter wrote.
 * @param {string} file
 * @returns {Count}
 */
export function countPlaywright(file) {
  const { stats } = JSON.parse(readFileSync(file, "utf8"));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped };
}
