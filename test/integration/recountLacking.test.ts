import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ChainConfiguration } from "@/chain/configuration";
import { castByCrowd } from "../support/castByCrowd";
import { on, refuse } from "../support/faults";
import { holdOnRoll, holdPoll, makeFinal, newTitle } from "../support/holdElection";
import { changeLogs } from "../support/lies";
import { outcome, recountElection } from "../support/recountElection";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { type Fault, type NodeProxy, startProxy } from "../support/startProxy";

// Honest elections on nodes that lack something, as many do: what cannot be checked says so, and is held against nobody.

let chain: TestChain;
let proxies: [NodeProxy, NodeProxy];
let configuration: ChainConfiguration;

beforeAll(async () => {
  chain = await startChain({ chainId: 7001 });
  proxies = [await startProxy(chain.url), await startProxy(chain.url)];
  const [first, second] = proxies;
  configuration = { ...chain.configuration, endpoints: [first.url, second.url.replace("127.0.0.1", "localhost")] };
});
beforeEach(() => {
  for (const proxy of proxies) proxy.fail();
});
afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await chain.stop();
});

const unsupported = refuse(-32601, "the method does not exist/is not available");

describe.each([
  { where: "in a poll", hold: () => holdPoll(chain, 3) },
  { where: "on a roll", hold: async () => (await holdOnRoll(chain, { sent: 2, relayed: 2 })).address },
])("$where", ({ where, hold }) => {
  test.each([
    { lacks: "proofs", methods: ["eth_getProof"], unknown: ["state"] },
    { lacks: "proofs and storage", methods: ["eth_getProof", "eth_getStorageAt"], unknown: ["state"] },
    { lacks: "logs", methods: ["eth_getLogs"], unknown: ["history", "signatures"] },
    { lacks: "receipts", methods: ["eth_getBlockReceipts", "eth_getTransactionReceipt"], unknown: ["history"] },
    { lacks: "transactions", methods: ["eth_getTransactionByHash"], unknown: ["signatures"] },
  ])("a recount is incomplete without $lacks, and complete where one endpoint has them", async (lacking) => {
    const election = await hold();
    const fault = on(lacking.methods, unsupported);
    for (const proxy of proxies) proxy.fail(fault);
    const { recount } = await recountElection(configuration, election);
    const states = Object.entries(outcome(recount));
    expect(states.filter(([, state]) => state.startsWith("failed"))).toEqual([]);
    const unknown = states.flatMap(([name, state]) => (state.startsWith("unknown") ? [name] : []));
    expect(unknown).toEqual(expect.arrayContaining(lacking.unknown));
    expect(recount.answer).toBe("incomplete");
    expect(recount.tally?.ballots).toBe(where === "in a poll" ? 3n : 4n);

    proxies[1].fail();
    const { recount: helped } = await recountElection(configuration, election);
    expect(helped.answer).toBe("proven");
  });

  test("a node that dropped its logs without a word proves nothing, and takes nothing from one that has them", async () => {
    const election = await hold();
    for (const proxy of proxies) proxy.fail(dropped());
    const { recount } = await recountElection(configuration, election);
    expect(["incomplete", "conflict"]).toContain(recount.answer);
    proxies[1].fail();
    const { recount: helped } = await recountElection(configuration, election);
    expect(helped.answer).toBe("proven");
  });

  test("what was left out on purpose lowers no answer, but for what then nobody can know", async () => {
    const election = await hold();
    const { recount } = await recountElection(configuration, election, { receipts: false, signatures: false });
    expect(outcome(recount)).toMatchObject({ history: "skipped: unasked", signatures: "skipped: unasked" });
    expect(recount.answer).toBe("proven");
  });
});

test("ballots in a block that can be replaced leave a recount incomplete", async () => {
  const election = await createElection(chain, { title: newTitle() });
  await castInBlock(chain, election, chain.accounts[1], "Ada");
  const { recount } = await recountElection(configuration, election, { block: "newest" });
  expect(recount.findings.at(-1)).toMatchObject({ check: "finality", state: "unknown", lack: "open", ballots: 1n });
  expect(recount.answer).toBe("incomplete");
});

test("ballots cast through contracts cannot be matched to signatures", async () => {
  const election = await createElection(chain, { title: newTitle() });
  await castByCrowd(chain, election, ["Grace"], 30);
  await makeFinal(chain);
  const { recount } = await recountElection(configuration, election);
  const signatures = recount.findings.find(({ check }) => check === "signatures");
  expect(signatures).toMatchObject({ state: "unknown", lack: "some", contracts: 30n });
  expect(recount.answer).toBe("incomplete");
  expect(recount.tally?.ballots).toBe(30n);
});

test("the log is searched from the election's block to its close, and no further", async () => {
  const election = await createElection(chain, { title: newTitle(), closesIn: 600 });
  const created = await chain.node.getBlockNumber();
  const last = await castInBlock(chain, election, chain.accounts[1], "Ada");
  await chain.node.increaseTime({ seconds: 3600 });
  await chain.node.mine({ blocks: 20 });
  for (const { requests } of proxies) requests.length = 0;
  const { recount } = await recountElection(configuration, election);
  expect(recount.answer).toBe("proven");
  const searched = proxies.flatMap(({ requests }) => requests.filter(({ method }) => method === "eth_getLogs"));
  const ranges = searched.map(({ params: [filter] }) => {
    const { fromBlock, toBlock } = filter as { fromBlock: `0x${string}`; toBlock: `0x${string}` };
    return [BigInt(fromBlock), BigInt(toBlock)];
  });
  // Blocks may share a second, and the first of them is found by it.
  const [[from = 0n, to] = []] = ranges;
  expect(ranges).toHaveLength(1);
  expect(await timeOf(from)).toBe(await timeOf(created));
  expect(await timeOf(from - 1n)).toBeLessThan(await timeOf(created));
  expect(to).toBe(last + 1n);
});

async function timeOf(blockNumber: bigint): Promise<bigint> {
  return (await chain.node.getBlock({ blockNumber })).timestamp;
}

/** A node that finds nothing in old blocks. */
function dropped(): Fault {
  return changeLogs(() => []);
}
