import { keccak256, numberToHex } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { candidateIds } from "@/recount/candidateIds";
import { checkNames, type Finding } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { answerOf, recount } from "@/recount/recount";
import { makeOnRoll, makePoll } from "../../support/makeEvidence";

const builds = await loadBuilds();
const [build] = builds;
if (!build) throw new Error("There is no build.");
const onRoll = makeOnRoll(build, [1, 2, 0, 2, 3]);
const poll = makePoll(build, [0, 1, 1, 2]);
const [tea, coffee, water] = candidateIds(poll);
const votes = [
  { candidate: tea, count: 1n },
  { candidate: coffee, count: 2n },
  { candidate: water, count: 1n },
];

const agreed: Finding = { state: "passed", check: "agreement", endpoints: ["a", "b"], parties: 2 };
const voted: Finding = { state: "passed", check: "history", blocks: 2, ballots: 3n, parties: 2 };
const final: Finding = { state: "passed", check: "finality", block: 9n, final: 9n, parties: 2 };
const passed: Finding = { state: "passed", check: "roll", voters: 3n };
const unknown: Finding = { state: "unknown", check: "roll", lack: "unread" };
const failed: Finding = { state: "failed", check: "limits", fault: "twice", voter: null, block: null };
const [sepolia, local] = [{ chain: { id: 11_155_111, name: "" } }, { chain: { id: 31_337, name: "" } }];

/** Findings of all checks, of which these are the ones that did more than lower nothing. */
function all(...findings: Finding[]): Finding[] {
  return checkNames.map(
    (check) => findings.find((finding) => finding.check === check) ?? { state: "skipped", check, why: "none" },
  );
}

const known = { blockHash: keccak256("0x01") };
const unheard = { blockHash: undefined };

test.each<[string, string, Finding[], Pick<Evidence, "chain">, Parameters<typeof answerOf>[2]]>([
  ["proven", "two parties agree on a public chain's block", all(agreed, passed), sepolia, "live"],
  ["proven", "the reader knows a file's block besides", all(agreed), sepolia, known],
  ["consistent", "all is a file's word", all(agreed), sepolia, unheard],
  ["consistent", "one party runs the chain", all(agreed), local, "live"],
  ["consistent", "one party runs the chain of a file", all(agreed), local, known],
  ["consistent", "one party alone answered", all({ ...agreed, parties: 1 }), sepolia, "live"],
  ["consistent", "nobody vouches for the block", all(passed), sepolia, "live"],
  [
    "proven",
    "two parties vouch for the votes' blocks and that all is final",
    all(agreed, voted, final),
    sepolia,
    "live",
  ],
  ["consistent", "one party alone told of the votes' blocks", all(agreed, { ...voted, parties: 1 }), sepolia, "live"],
  ["consistent", "one party alone calls it final", all(agreed, { ...final, parties: 1 }), sepolia, "live"],
  ["incomplete", "one check could not be made", all(agreed, unknown), sepolia, "live"],
  ["incomplete", "one check could not be made on a local chain", all(agreed, unknown), local, "live"],
  ["incomplete", "a check is missing", all(agreed).slice(0, 11), sepolia, "live"],
  ["incomplete", "a check was made twice in place of another", all(agreed).with(1, agreed), sepolia, "live"],
  ["conflict", "one check failed", all(agreed, failed), sepolia, "live"],
  ["conflict", "one check failed and others could not be made", all(unknown, failed), local, unheard],
])("is %s where %s", (answer, _, findings, evidence, heard) => {
  expect(answerOf(findings, evidence, heard)).toBe(answer);
});

test.each<[string, Evidence]>([
  ["a poll", poll],
  ["an election on a roll", onRoll],
])("makes every check of %s in its order, and tells of each at once", async (_, evidence) => {
  const told: Finding[] = [];
  const { findings, ...rest } = await recount(evidence, builds, { onFinding: (finding) => told.push(finding) });
  expect(findings.map(({ check }) => check)).toEqual(checkNames);
  expect(told).toEqual(findings);
  expect(findings.filter(({ state }) => state === "failed")).toEqual([]);
  // Nothing is proven of what was never on a chain.
  expect(findings.filter(({ state }) => state === "unknown").map(({ check }) => check)).toEqual(["state"]);
  expect(rest).toEqual({
    answer: "incomplete",
    tally: { from: "counted", votes, ballots: 4n },
    block: evidence.block,
    number: 1_000n,
    timestamp: BigInt(evidence.header.timestamp ?? 0),
  });
});

test("gives no tally in a conflict", async () => {
  const forged = { ...poll, tallies: poll.tallies?.toReversed() ?? null };
  expect(await recount(forged, builds)).toMatchObject({ answer: "conflict", tally: undefined });
});

test("says where a tally is from that was not counted from the ballots", async () => {
  const unread = { ...poll, record: null };
  expect((await recount(unread, builds)).tally).toEqual({ from: "stored", votes, ballots: 4n });
  expect((await recount({ ...unread, tallies: null }, builds)).tally).toEqual({ from: "told", votes, ballots: 4n });
  const silent = poll.endpoints.map((endpoint) => ({ ...endpoint, results: null }));
  expect((await recount({ ...unread, tallies: null, endpoints: silent }, builds)).tally).toBeUndefined();
});

test("tells no height or time that is not the block's own", async () => {
  const recounted = await recount({ ...poll, header: { ...poll.header, timestamp: numberToHex(1) } }, builds);
  expect(recounted).toMatchObject({ answer: "conflict", number: undefined, timestamp: undefined });
});

test("recognises no election without a build", async () => {
  const { answer, findings } = await recount(onRoll, []);
  expect(answer).toBe("conflict");
  expect(findings.filter(({ state }) => state === "failed").map(({ check }) => check)).toEqual(["origin"]);
});

test("a file of another block than the reader knows is a conflict", async () => {
  const { answer, findings } = await recount(poll, builds, { heard: known });
  expect([answer, findings[0]?.state]).toEqual(["conflict", "failed"]);
});

test("another block's hash fails by the endpoints and the header", async () => {
  const { findings } = await recount({ ...poll, block: keccak256("0x01") }, builds);
  const faults = findings.filter(({ state }) => state === "failed").map(({ check }) => check);
  expect(faults).toEqual(["agreement", "header"]);
});
