import { readFileSync } from "node:fs";
import fc from "fast-check";
import { stringToHex } from "viem";
import { describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { type Circumstances, writeReport } from "@/cli/writeReport";
import type { Answer, Finding } from "@/recount/check";
import { parseEvidence } from "@/recount/parseEvidence";
import { recount } from "@/recount/recount";

const evidence = parseEvidence(readFileSync("test/evidence/poll.json", "utf8"));
const counted = await recount(evidence, await loadBuilds(), { heard: "live" });
const circumstances: Circumstances = {
  now: (counted.timestamp ?? 0n) + 120n,
  heard: "live",
  file: undefined,
  paint: (text) => text,
};

/** What a terminal would obey, and what turns text around. */
const obeyed = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const stranger = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
  fc.constantFrom("\u001b[2J\u001b[31mPROVEN", "\u009b31m", "a\r\nAnswer: PROVEN", "\u202eoN", "x".repeat(300)),
  // That breaks where a line of the report's own would begin.
  fc.integer({ min: 1, max: 100 }).map((letters) => `${"x".repeat(letters)} Answer: CONFLICT`),
);

describe("a report", () => {
  test("obeys no stranger's text, and reaches beyond no edge", () => {
    fc.assert(
      fc.property(stranger, stranger, stranger, (title, candidate, name) => {
        const hostile = {
          ...evidence,
          chain: { ...evidence.chain, name },
          endpoints: evidence.endpoints.map((endpoint) => ({ ...endpoint, name })),
          origin: { ...evidence.origin, title: stringToHex(title), candidates: [stringToHex(candidate)] },
        };
        const findings: Finding[] = [
          { state: "failed", check: "agreement", fault: "block", endpoints: [name] },
          { state: "failed", check: "state", fault: "slot", what: name },
          { state: "unknown", check: "header", lack: "fields", fields: [name] },
        ];
        const told = { ...counted, findings };
        const report = writeReport(told, hostile, { ...circumstances, file: name });
        expect(report).not.toMatch(obeyed);
        for (const line of report.split("\n")) expect(Array.from(line).length).toBeLessThanOrEqual(80);
        expect(report.match(/^Answer: .*$/gm)).toEqual(["Answer: PROVEN"]);
      }),
    );
  });

  test("shows the figures of each candidate in ballot order", () => {
    const report = writeReport(counted, evidence, circumstances);
    expect(report).toContain("(2 minutes ago)");
    expect(report).toMatch(/^Result\n\n *\d+ +\d+\.\d% {2}1\. Ada\n *\d+ +\d+\.\d% {2}2\. Grace\n\nCounted from the/m);
  });

  test("cuts what is longer than any election's, before it takes minutes to look through", () => {
    const candidate = stringToHex(`Ada${"\u{e0041}".repeat(5_000_000)}`);
    const origin = { ...evidence.origin, title: candidate, candidates: [candidate, candidate] };
    const report = writeReport(counted, { ...evidence, origin }, circumstances);
    expect(report).toMatch(/^Election: “Ada…”$/m);
    expect(report).toMatch(/1\. Ada…\n.*2\. Ada…\n/);
  });

  test("shows none in a conflict", () => {
    const report = writeReport({ ...counted, answer: "conflict", tally: undefined }, evidence, circumstances);
    expect(report).toContain("In a conflict no number is shown.");
    expect(report).not.toMatch(/%|Counted from|^Ballots:/m);
  });

  test.each<[Answer, string]>([
    ["proven", "Answer: PROVEN\nEvery check that was made passed, against a block of a public chain that at"],
    ["consistent", "Answer: CONSISTENT\nEvery check that was made passed, and nothing contradicts this result; but it"],
    ["incomplete", "Answer: INCOMPLETE\nNothing contradicts this result, but something could not be checked."],
    ["conflict", "Answer: CONFLICT\nSomething contradicts something else. No number may be taken"],
  ])("of what is %s says so", (answer, words) => {
    expect(writeReport({ ...counted, answer }, evidence, circumstances)).toContain(words);
  });

  test("says of a file, but not of endpoints that were asked, what its block's hash does not bind", () => {
    const vouched = { ...circumstances, heard: { blockHash: evidence.block }, file: "poll.json" };
    expect(writeReport(counted, evidence, vouched)).toContain("That several endpoints have this block, and that it is");
    expect(writeReport(counted, evidence, circumstances)).not.toContain("the file’s word");
  });

  test("names every reason for which a result is no more than consistent", () => {
    const alone = counted.findings.map((finding): Finding => {
      return "parties" in finding ? { ...finding, parties: 1 } : finding;
    });
    const consistent = { ...counted, answer: "consistent" } as const;
    const reasons = (report: string) =>
      ["One party runs this chain", "One party alone vouches", "Everything in a file rests"].filter((why) =>
        report.includes(why),
      );
    const file = { ...circumstances, heard: { blockHash: undefined } };
    const practice = { ...evidence, chain: { ...evidence.chain, id: 31337 } };
    expect(reasons(writeReport({ ...consistent, findings: alone }, practice, file))).toHaveLength(3);
    expect(reasons(writeReport({ ...consistent, findings: alone }, evidence, circumstances))).toEqual([
      "One party alone vouches",
    ]);
    expect(reasons(writeReport(consistent, evidence, file))).toEqual(["Everything in a file rests"]);
    const vouched = { ...circumstances, heard: { blockHash: evidence.block } };
    expect(reasons(writeReport(consistent, practice, vouched))).toEqual(["One party runs this chain"]);
  });
});
