import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkFinality } from "@/recount/checks/checkFinality";
import type { EndpointWord, Evidence } from "@/recount/evidence";
import { makeHeader, makeOnRoll, makePoll } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const evidence = makePoll(build, [0, 1, 0, 2, 0]);
const block = BigInt(evidence.header.number ?? 0);
const time = BigInt(evidence.header.timestamp ?? 0);

/** The evidence in which the second endpoint says something else. */
function saying(word: Partial<EndpointWord>, from: Evidence = evidence): Evidence {
  const [honest, other] = from.endpoints;
  if (!honest || !other) throw new Error("There are two endpoints.");
  return { ...from, endpoints: [honest, { ...other, ...word }] };
}

/** The evidence in which every endpoint says that. */
function allSaying(word: Partial<EndpointWord>, from: Evidence = evidence): Evidence {
  return { ...from, endpoints: from.endpoints.map((endpoint) => ({ ...endpoint, ...word })) };
}

function newest(number: bigint, timestamp: bigint): Partial<EndpointWord> {
  return { newest: { number, timestamp } };
}

test("passes what every endpoint that says so calls final", () => {
  const passed = { state: "passed", check: "finality", block, parties: 2 };
  expect(checkFinality(evidence)).toEqual({ ...passed, final: block + 3n });
  expect(checkFinality(saying({ final: block }))).toEqual({ ...passed, final: block });
  expect(checkFinality(saying({ final: null }))).toEqual({ ...passed, final: block + 3n, parties: 1 });
  expect(checkFinality(saying({ newest: null }))).toEqual({ ...passed, final: block + 3n });
});

test("nothing above an endpoint's newest block counts as final", () => {
  const lagging = saying({ final: block + 90n, ...newest(block + 1n, time + 2n) });
  expect(checkFinality(lagging)).toMatchObject({ state: "passed", final: block + 1n });
});

test("is open where one endpoint can still take the block back, with the ballots above what is final", () => {
  const open = { state: "unknown", check: "finality", lack: "open" };
  expect(checkFinality(saying({ final: block - 1n }))).toEqual({ ...open, ballots: 0n, final: block - 1n });
  expect(checkFinality(saying({ final: 101n }))).toEqual({ ...open, ballots: 1n, final: 101n });
  expect(checkFinality(saying({ final: 100n }))).toEqual({ ...open, ballots: 3n, final: 100n });
  expect(checkFinality(saying({ final: 99n }, { ...evidence, record: null }))).toEqual({
    ...open,
    ballots: null,
    final: 99n,
  });
});

test("counts every ballot of a batch above what is final", () => {
  const carried = makeOnRoll(build, [1, 2, 1, 0, 3]);
  expect(checkFinality(saying({ final: 100n }, carried))).toMatchObject({ lack: "open", ballots: 3n });
});

test("is silent where nobody says what is final, or which block is the newest", () => {
  const silent = { state: "unknown", check: "finality", lack: "silent", block };
  expect(checkFinality(allSaying({ final: null }))).toEqual(silent);
  expect(checkFinality(allSaying({ newest: null }))).toEqual(silent);
  expect(checkFinality({ ...evidence, endpoints: [] })).toEqual(silent);
});

test("rests on no number or time that is not the block's own", () => {
  const { header } = makeHeader(block - 1n, time);
  expect(checkFinality({ ...evidence, header })).toEqual({ state: "unknown", check: "finality", lack: "header" });
});

test("an endpoint that has the block, while the newest it knows lies below", () => {
  const failed = { state: "failed", check: "finality", block };
  expect(checkFinality(saying({ ...newest(5n, time - 61n), final: null }))).toEqual({
    ...failed,
    fault: "beyond",
    newest: 5n,
  });
  expect(checkFinality(saying({ ...newest(5n, time - 61n), block: null, final: null }))).toMatchObject({
    state: "passed",
  });
  // One of the nodes behind its name may lie behind another.
  expect(checkFinality(saying(newest(block - 5n, time - 60n)))).toMatchObject({ state: "unknown", lack: "open" });
});

test("an endpoint that calls blocks final that it does not know", () => {
  const failed = { state: "failed", check: "finality", fault: "beyond", newest: block + 70n };
  expect(checkFinality(saying({ final: block + 70n + 241n }))).toEqual({ ...failed, block: block + 70n + 241n });
  expect(checkFinality(saying({ final: block + 70n + 240n }))).toMatchObject({ state: "passed" });
});

test.each([
  ["a higher block that is older", block + 1n, time - 1n],
  ["a lower block that is newer", block - 1n, time + 1n],
  ["a later time for the same height", block, time + 1n],
  ["an earlier time for the same height", block, time - 1n],
])("an endpoint that tells of %s", (_, number, timestamp) => {
  const failed = { state: "failed", check: "finality", fault: "time", block, newest: number };
  expect(checkFinality(saying(newest(number, timestamp)))).toEqual(failed);
});

test("a chain may make several blocks in a second", () => {
  expect(checkFinality(saying(newest(block + 4n, time)))).toMatchObject({ state: "passed" });
  expect(checkFinality(saying(newest(block - 1n, time)))).toMatchObject({ state: "unknown", lack: "open" });
  expect(checkFinality(allSaying({ ...newest(block, time), final: block }))).toMatchObject({ state: "passed" });
});

const old = { state: "unknown", check: "finality", lack: "old", block };

test("is old where an endpoint knows of a block more than an hour later", () => {
  const later = (seconds: bigint) => saying({ ...newest(block + 300n, time + seconds) });
  expect(checkFinality({ ...later(3_600n) })).toMatchObject({ state: "passed" });
  expect(checkFinality({ ...later(3_601n) })).toEqual(old);
});

test("is old where it was collected more than an hour after the newest block that anybody knows", () => {
  const latest = time + 840n;
  expect(checkFinality({ ...evidence, collectedAt: latest + 3_600n })).toMatchObject({ state: "passed" });
  expect(checkFinality({ ...evidence, collectedAt: latest + 3_601n })).toEqual(old);
});

test("a block of the reader's choice may be old, and a local chain may stand still", () => {
  const later = saying(newest(block + 300n, time + 9_000n), { ...evidence, collectedAt: time + 90_000n });
  expect(checkFinality(later)).toEqual(old);
  expect(checkFinality({ ...later, asked: { ...later.asked, block: "newest" } })).toEqual(old);
  expect(checkFinality({ ...later, asked: { ...later.asked, block: "given" } })).toMatchObject({ state: "passed" });

  const local = { ...evidence, chain: { id: 31_337, name: "Local" }, collectedAt: time + 90_000n };
  expect(checkFinality(local)).toMatchObject({ state: "passed" });
  expect(checkFinality(saying(newest(block + 300n, time + 9_000n), local))).toEqual(old);
});

test("a clock that is behind makes nothing old", () => {
  expect(checkFinality({ ...evidence, collectedAt: 0n })).toMatchObject({ state: "passed" });
});
