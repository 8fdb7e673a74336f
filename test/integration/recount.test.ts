import { zeroAddress } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ChainConfiguration } from "@/chain/configuration";
import { candidateId } from "@/election/election";
import { checkNames } from "@/recount/check";
import { holdOnRoll, holdPoll, makeFinal } from "../support/holdElection";
import { outcome, recountElection } from "../support/recountElection";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { type NodeProxy, startProxy } from "../support/startProxy";

// Honest elections on honest nodes: nothing may fail, and what cannot be checked says so.

/** A chain that is no development node's, and two endpoints that pass for independent ones. */
let chain: TestChain;
let proxies: [NodeProxy, NodeProxy];
let independent: ChainConfiguration;

beforeAll(async () => {
  chain = await startChain({ chainId: 7001 });
  proxies = [await startProxy(chain.url), await startProxy(chain.url)];
  const [first, second] = proxies;
  independent = { ...chain.configuration, endpoints: [first.url, second.url.replace("127.0.0.1", "localhost")] };
});
beforeEach(() => {
  for (const proxy of proxies) proxy.fail();
});
afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await chain.stop();
});

/** What the checks of an election come to in which all of them can be made; of others, what is said. */
function allPassed(others: Record<string, string> = {}): Record<string, string> {
  return { ...Object.fromEntries(checkNames.map((name) => [name, "passed"])), own: "skipped: none", ...others };
}

test("a poll is proven", async () => {
  const election = await holdPoll(chain, 5);
  const { recount } = await recountElection(independent, election);
  expect(outcome(recount)).toEqual(allPassed({ roll: "skipped: none" }));
  expect(recount.answer).toBe("proven");
  expect(recount.tally).toMatchObject({ ballots: 5n, votes: [{ count: 3n }, { count: 2n }] });
});

test("a poll without a ballot is proven", async () => {
  const { recount } = await recountElection(independent, await holdPoll(chain, 0));
  expect(outcome(recount)).toEqual(allPassed({ roll: "skipped: none", history: "skipped: none" }));
  expect(recount.answer).toBe("proven");
  expect(recount.tally?.ballots).toBe(0n);
});

describe("an election on a roll is proven", () => {
  test.each([
    { with: "ballots that voters sent", sent: 5, relayed: 0 },
    { with: "ballots that were relayed", sent: 0, relayed: 7 },
    { with: "both", sent: 4, relayed: 6 },
    { with: "none", sent: 0, relayed: 0 },
  ])("with $with", async ({ sent, relayed }) => {
    const { address } = await holdOnRoll(chain, { sent, relayed });
    const { recount } = await recountElection(independent, address);
    expect(outcome(recount)).toEqual(allPassed(sent + relayed === 0 ? { history: "skipped: none" } : {}));
    expect(recount.answer).toBe("proven");
    expect(recount.tally?.ballots).toBe(BigInt(sent + relayed));
    expect(recount.findings).toContainEqual({
      check: "signatures",
      state: "passed",
      sent: BigInt(sent),
      relayed: BigInt(relayed),
    });
  });
});

test("the ballot of a contract wallet cannot be checked, and nothing else is held against the election", async () => {
  const { address } = await holdOnRoll(chain, { sent: 2, relayed: 3, wallets: 1 });
  const { recount } = await recountElection(independent, address);
  expect(outcome(recount)).toEqual(allPassed({ signatures: "unknown: some" }));
  expect(recount.answer).toBe("incomplete");
  expect(recount.findings).toContainEqual({
    check: "signatures",
    state: "unknown",
    lack: "some",
    sent: 2n,
    relayed: 3n,
    contracts: 1n,
    untold: 0n,
  });
});

test("my ballot is found as I cast it, and not for anybody else", async () => {
  const election = await holdPoll(chain, 2);
  const [, voter = zeroAddress] = chain.accounts;
  const asCast = { own: { voter, candidate: candidateId("Ada") } };
  const { recount } = await recountElection(independent, election, asCast);
  expect(outcome(recount).own).toBe("passed");
  const otherwise = { own: { voter, candidate: candidateId("Grace") } };
  const { recount: other } = await recountElection(independent, election, otherwise);
  expect(outcome(other).own).toBe("failed: other");
  expect(other.tally).toBeUndefined();
});

test("an election that has closed is proven", async () => {
  const own = await startChain({ chainId: 7001 });
  const election = await createElection(own, { closesIn: 600 });
  await castInBlock(own, election, own.accounts[1], "Ada");
  await own.node.increaseTime({ seconds: 7200 });
  await own.node.mine({ blocks: 1 });
  await makeFinal(own);
  const { port } = new URL(own.url);
  const endpoints = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const { recount } = await recountElection({ ...own.configuration, endpoints }, election);
  expect(outcome(recount)).toEqual(allPassed({ roll: "skipped: none" }));
  expect(recount.answer).toBe("proven");
  await own.stop();
});

test("what one endpoint tells is consistent with itself, and proven by nobody", async () => {
  const election = await holdPoll(chain, 1);
  const [endpoint = ""] = independent.endpoints;
  const { recount } = await recountElection({ ...independent, endpoints: [endpoint] }, election);
  expect(outcome(recount)).toEqual(allPassed({ roll: "skipped: none" }));
  expect(recount.answer).toBe("consistent");
});

test("two endpoints of one host are one party", async () => {
  const election = await holdPoll(chain, 1);
  const endpoints = proxies.map(({ url }) => url);
  const { recount } = await recountElection({ ...independent, endpoints }, election);
  expect(recount.answer).toBe("consistent");
});

test("a development node's chain proves nothing", async () => {
  const local = await startChain();
  const { address } = await holdOnRoll(local, { sent: 1, relayed: 1 });
  const { port } = new URL(local.url);
  const endpoints = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const { recount } = await recountElection({ ...local.configuration, endpoints }, address);
  expect(outcome(recount)).toEqual(allPassed());
  expect(recount.answer).toBe("consistent");
  await local.stop();
});
