import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkNames } from "@/recount/check";
import { recount } from "@/recount/recount";
import { type KindName, kinds, readRecorded, record, shapeOf } from "../support/recordedEvidence";
import { outcome, recountElection } from "../support/recountElection";
import { startChain, type TestChain } from "../support/startChain";

// What was recorded once must verify for ever, and what is collected today must have the same form.

const isRecording = process.env.UPDATE_EVIDENCE === "1";

let chain: TestChain;

beforeAll(async () => {
  chain = await startChain({ chainId: 7001 });
});
afterAll(() => chain.stop());

// The cast is exact: these are the names of its fields.
describe.each(Object.keys(kinds) as KindName[])("evidence of the kind %s", (kind) => {
  const { hold, others } = kinds[kind];
  const expected = { ...Object.fromEntries(checkNames.map((name) => [name, "passed"])), ...others };
  const answer = Object.values(others).some((outcome) => outcome.startsWith("unknown")) ? "incomplete" : "proven";

  test("is collected as it was recorded", async () => {
    const { address, wishes } = { wishes: {}, ...(await hold(chain)) };
    const { port } = new URL(chain.url);
    const endpoints = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
    const { evidence, recount } = await recountElection({ ...chain.configuration, endpoints }, address, wishes);
    expect(outcome(recount)).toEqual(expected);
    expect(recount.answer).toBe(answer);
    if (isRecording) record(kind, evidence);
    expect(shapeOf(evidence)).toEqual(shapeOf(readRecorded(kind)));
  });

  test("verifies by itself, and to whoever knows the block from elsewhere", async () => {
    const [evidence, builds] = [readRecorded(kind), await loadBuilds()];
    const known = await recount(evidence, builds, { heard: { blockHash: evidence.block } });
    expect(outcome(known)).toEqual(expected);
    expect(known.answer).toBe(answer);
    const alone = await recount(evidence, builds);
    expect(outcome(alone)).toEqual(expected);
    expect(alone.answer).toBe(answer === "proven" ? "consistent" : answer);
  });
});
