import type { Hash } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode } from "@/chain/node";
import { readTimes } from "@/chain/readTimes";
import { startChain, type TestChain } from "../support/startChain";
import { type NodeProxy, startProxy } from "../support/startProxy";

let chain: TestChain;
let proxy: NodeProxy;
let hashes: Hash[];
const never = new AbortController().signal;

beforeAll(async () => {
  chain = await startChain({ accounts: 2 });
  await chain.node.mine({ blocks: 60 });
  proxy = await startProxy(chain.url);
  const numbers = Array.from({ length: 40 }, (_, index) => BigInt(index + 1));
  const blocks = await Promise.all(numbers.map((blockNumber) => chain.node.getBlock({ blockNumber })));
  hashes = blocks.map(({ hash }) => hash);
});

afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function nodeBehindProxy() {
  return createNode({ ...chain.configuration, endpoints: [proxy.url] });
}

test("every block's time is read once, and each is told", async () => {
  proxy.fail();
  const told: number[] = [];
  const times = await readTimes(nodeBehindProxy(), [...hashes, ...hashes], (asked) => told.push(asked), never);
  expect(told).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  for (const hash of hashes) {
    expect(times.get(hash)).toBe((await chain.node.getBlock({ blockHash: hash })).timestamp);
  }
});

test("a time that cannot be read is left out, and the others are not", async () => {
  const [lost] = hashes;
  proxy.fail(async ({ params }, forward) => (params[0] === lost ? { result: null } : forward()));
  const times = await readTimes(nodeBehindProxy(), hashes, () => {}, never);
  expect(times.size).toBe(39);
  expect(times.has(lost ?? "0x")).toBe(false);
});

test("a node that tells no times is not asked for all of them", async () => {
  proxy.fail(async ({ method }, forward) => (method === "eth_getBlockByHash" ? { result: null } : forward()));
  const told: number[] = [];
  const times = await readTimes(nodeBehindProxy(), hashes, (asked) => told.push(asked), never);
  expect(times.size).toBe(0);
  expect(told.length).toBeLessThan(hashes.length);
});

test("whoever stops the reading gets what was read until then, at once", async () => {
  const stopped = new AbortController();
  let answered = 0;
  // Five blocks are answered, and the others never.
  proxy.fail(async ({ method }, forward) => {
    if (method !== "eth_getBlockByHash") return forward();
    answered += 1;
    return answered > 5 ? new Promise(() => {}) : forward();
  });
  const times = await readTimes(nodeBehindProxy(), hashes, (asked) => asked === 5 && stopped.abort(), stopped.signal);
  expect(times.size).toBe(5);
});
