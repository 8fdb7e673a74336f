import { afterAll, beforeAll, expect, test } from "vitest";
import { findBlock } from "@/chain/findBlock";
import { createNode, type Node } from "@/chain/node";
import { readElection } from "@/chain/readElection";
import { readHead } from "@/chain/watchHead";
import { createElection, startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";

let chain: TestChain;
let node: Node;
let times: bigint[];

beforeAll(async () => {
  chain = await startChain({ genesisTime: 1_800_000_000 });
  node = createNode(chain.configuration);
  // Blocks of very different ages, and two that share a second.
  for (const gap of [1, 1, 3600, 2, 86_400, 7, 0, 12]) {
    const { timestamp } = await chain.node.getBlock();
    await chain.node.setNextBlockTimestamp({ timestamp: timestamp + BigInt(gap) });
    await chain.node.mine({ blocks: 1 });
  }
  const newest = await chain.node.getBlockNumber();
  const numbers = Array.from({ length: Number(newest) + 1 }, (_, number) => BigInt(number));
  times = await Promise.all(numbers.map(async (blockNumber) => (await chain.node.getBlock({ blockNumber })).timestamp));
});
afterAll(() => chain.stop());

test("finds the first block that is as late as any time", async () => {
  const newest = times.length - 1;
  const head = await readHead(node, 64);
  const asked = times.flatMap((time) => [time - 1n, time, time + 1n]).filter((time) => time <= (times[newest] ?? 0n));
  for (const time of asked) {
    const first = BigInt(times.findIndex((blockTime) => blockTime >= time));
    expect(await findBlock(node, time, head), `for second ${time}`).toBe(first);
  }
  expect(new Set(times).size).toBeLessThan(times.length);
});

test("finds the block that created an election, however many came since", async () => {
  // Otherwise the block could share its second with the one before it, which is then found.
  await chain.node.increaseTime({ seconds: 5 });
  const address = await createElection(chain);
  const creation = await chain.node.getBlockNumber();
  await chain.node.mine({ blocks: 20, interval: 3 });
  const newest = await chain.node.getBlockNumber();
  const { createdAt } = await readElection(node, 31337, address, newest);
  expect(await findBlock(node, createdAt, await readHead(node, 64))).toBe(creation);
});

test("asks a node once for the time of a final block, and little where blocks come evenly", async () => {
  await chain.node.mine({ blocks: 300, interval: 12 });
  const head = await readHead(node, 64);
  const proxy = await startProxy(chain.url);
  const watched = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  const { timestamp: late } = await chain.node.getBlock({ blockNumber: head.number - 150n });
  const { timestamp: later } = await chain.node.getBlock({ blockNumber: head.number - 140n });

  await findBlock(watched, late, head);
  const first = proxy.requests.length;
  proxy.requests.length = 0;
  expect(await findBlock(watched, later, head)).toBe(head.number - 140n);
  expect(proxy.requests.length).toBeLessThan(first);

  proxy.requests.length = 0;
  expect(await findBlock(watched, late, head)).toBe(head.number - 150n);
  expect(proxy.requests).toEqual([]);
  await proxy.stop();
});

test("remembers nothing of a node that lied about the times, and finds the block once it does not", async () => {
  const head = await readHead(node, 64);
  const { number, timestamp } = await chain.node.getBlock({ blockNumber: head.number - 30n });
  const proxy = await startProxy(chain.url);
  const watched = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  proxy.fail(change("eth_getBlockByNumber", (block: object) => ({ ...block, timestamp: "0x1" })));
  expect(await findBlock(watched, timestamp, head)).toBe(head.number);
  proxy.fail();
  expect(await findBlock(watched, timestamp, head)).toBe(number);
  await proxy.stop();
});
