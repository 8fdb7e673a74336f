import { type Address, type Hex, toEventSelector } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createNode, type Node } from "@/chain/node";
import { readBallots } from "@/chain/readBallots";
import type { Ballot } from "@/election/tally";
import { castInBlock, createElection, sendBallot, startChain, type TestChain } from "../support/startChain";
import { change, type Fault, goDown, type NodeProxy, refuseLogsOver, startProxy } from "../support/startProxy";

let chain: TestChain;
let proxy: NodeProxy;
let node: Node;
let election: Address;
let creation: bigint;
let newest: bigint;
let truth: Ballot[];

beforeAll(async () => {
  chain = await startChain({ accounts: 12 });
  proxy = await startProxy(chain.url);
  node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  election = await createElection(chain);
  creation = await chain.node.getBlockNumber();

  // Four ballots in one block, the others in blocks of their own, some blocks apart.
  await chain.node.setAutomine(false);
  for (const voter of chain.accounts.slice(0, 4)) await sendBallot(chain, election, voter, "Ada");
  await chain.node.mine({ blocks: 1 });
  await chain.node.setAutomine(true);
  for (const voter of chain.accounts.slice(4)) {
    await chain.node.mine({ blocks: 2 });
    await castInBlock(chain, election, voter, "Grace");
  }
  newest = await chain.node.getBlockNumber();
  truth = await read();
});

beforeEach(() => {
  proxy.fail();
  proxy.requests.length = 0;
});

afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function asked() {
  return { address: election, candidates: [], roll: undefined };
}

function read(): Promise<Ballot[]> {
  return readBallots(node, asked(), creation, newest);
}

/** The ranges of blocks that the node was asked for, in order. */
function ranges(): [bigint, bigint][] {
  return proxy.requests.flatMap(({ method, params }) => {
    if (method !== "eth_getLogs") return [];
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
    return [[BigInt(fromBlock), BigInt(toBlock)]];
  });
}

test("reads every ballot, in the order of the chain", () => {
  expect(truth.map(({ voter }) => voter)).toEqual(chain.accounts.map((account) => account.toLowerCase()));
  expect(truth.map(({ logIndex }) => logIndex)).toEqual([0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(truth.map(({ block }) => block - creation)).toEqual([1n, 1n, 1n, 1n, 4n, 7n, 10n, 13n, 16n, 19n, 22n, 25n]);
});

test("asks once where the node refuses nothing", async () => {
  expect(await read()).toEqual(truth);
  expect(ranges()).toEqual([[creation, newest]]);
  // And for ballots alone, whatever else an election may tell one day.
  expect(proxy.requests).toMatchObject([{ params: [{ topics: [[toEventSelector("Voted(address,bytes32)")]] }] }]);
});

test("asks nothing for an empty range", async () => {
  expect(await readBallots(node, asked(), newest + 1n, newest)).toEqual([]);
  expect(ranges()).toEqual([]);
});

test("reads the first and the last block of the range, and none beside them", async () => {
  const [first, last] = [creation + 4n, creation + 10n];
  expect(await readBallots(node, asked(), first, last)).toEqual(
    truth.filter(({ block }) => block >= first && block <= last),
  );
});

describe("reads every ballot all the same", () => {
  test.each([1n, 2n, 7n, 13n, 25n])("from a node that searches no more than %d blocks", async (most) => {
    proxy.fail(refuseLogsOver(most));
    expect(await read()).toEqual(truth);

    const answered = ranges().filter(([from, to]) => to - from < most);
    const covered = answered.flat().sort((a, b) => Number(a - b));
    expect(covered.at(0)).toBe(creation);
    expect(covered.at(-1)).toBe(newest);
  });

  test.each<[string, Fault]>([
    ["in an unknown code", async () => ({ error: { code: -31999, message: "too much" } })],
    ["as an internal error", async () => ({ error: { code: -32603, message: "query timed out" } })],
    ["with null", async () => ({ result: null })],
  ])("from a node that refuses wide ranges %s", async (_, refusal) => {
    proxy.fail(async (request, forward) => {
      const [[from, to] = [0n, 0n]] = ranges().slice(-1);
      return to - from < 14n ? forward() : refusal(request, forward);
    });
    expect(await read()).toEqual(truth);
  });

  test("from a node that gives them unordered and twice", async () => {
    proxy.fail(change<unknown[]>("eth_getLogs", (logs) => [...logs, ...logs].reverse()));
    expect(await read()).toEqual(truth);
  });

  test("from a node that adds other logs, removed ones, and ones without a block", async () => {
    proxy.fail(
      change<{ topics: string[] }[]>("eth_getLogs", (logs) => [
        ...logs,
        ...logs.map((log) => ({ ...log, logIndex: "0x63", removed: true })),
        ...logs.map((log) => ({ ...log, logIndex: "0x64", blockNumber: null, blockHash: null })),
        ...logs.map((log) => ({ ...log, logIndex: "0x65", topics: [`0x${"00".repeat(32)}`, ...log.topics.slice(1)] })),
        ...logs.map((log) => ({ ...log, logIndex: "0x66", topics: log.topics.slice(0, 2) })),
        ...logs.map((log) => ({ ...log, logIndex: "0x67", topics: log.topics.with(1, "0x1234") })),
        ...logs.map((log) => ({ ...log, logIndex: "0x68", blockHash: "0x1234" })),
      ]),
    );
    expect(await read()).toEqual(truth);
  });
});

describe("gives up", () => {
  test("where even one block is refused", async () => {
    proxy.fail(refuseLogsOver(0n));
    await expect(read()).rejects.toThrow("query exceeds max block range 0");
    expect(ranges().at(-1)).toEqual([creation, creation]);
  });

  test("at once where the node cannot be reached", async () => {
    proxy.fail(goDown());
    await expect(read()).rejects.toMatchObject({ name: "HttpRequestError" });
    expect(new Set(ranges().map(String)).size).toBe(1);
  });
});
