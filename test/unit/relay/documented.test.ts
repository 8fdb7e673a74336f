import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseBallotFile } from "@/election/parseBallotFile";
import { settingNames } from "@/relay/configuration";
import { type RefusalCode, refusals } from "@/relay/door/refusal";
import { ballotFileSchema, problemCodes } from "@/relay/door/schemas";

const manual = readFileSync("docs/relay.md", "utf8");
/** The rows of its tables, as what stands in the cells. */
const rows = manual
  .split("\n")
  .flatMap((line) => (line.startsWith("| `") ? [line.split("|").map((cell) => cell.trim())] : []));

test("the manual has the schema of ballot files word for word", () => {
  const [, schema = ""] = /ballotFileSchema.*\n```json\n([\s\S]*?)\n```/.exec(manual) ?? [];
  expect(JSON.parse(schema)).toEqual(ballotFileSchema);
});

test("the schema and what reads a ballot file name the same fields", () => {
  const file = {
    kind: "recount-ballot",
    version: 1,
    chainId: 31337,
    election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
    voter: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    index: 17,
    choice: "Ada",
    signature: `0x${"0".repeat(128)}`,
  };
  expect(() => parseBallotFile(file)).not.toThrow();
  expect(Object.keys(ballotFileSchema.properties)).toEqual(Object.keys(file));
  expect([...ballotFileSchema.required]).toEqual(Object.keys(file));
});

test("the manual names every setting, and no other", () => {
  const named = rows.flatMap(([, first = ""]) => [...first.matchAll(/`(RELAY_\w+)`/g)].map(([, name]) => name));
  expect(named).toEqual(settingNames);
});

test("the manual names every code that is answered, with its status", () => {
  const named = rows.flatMap(([, code = "", status]) => {
    const name = code.replaceAll("`", "");
    return name in refusals ? [[name, Number(status)]] : [];
  });
  expect(Object.fromEntries(named)).toEqual(refusals satisfies Record<RefusalCode, number>);
});

test("the manual names every code of a problem, and no other", () => {
  const [, codes = ""] = /under `problemCodes` \(([^)]*)\)/.exec(manual) ?? [];
  expect([...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code)).toEqual([...problemCodes]);
});
