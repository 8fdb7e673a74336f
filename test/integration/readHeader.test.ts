import { zeroHash } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode } from "@/chain/node";
import { readHeader } from "@/chain/readHeader";
import { startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";

let chain: TestChain;
beforeAll(async () => {
  chain = await startChain();
});
afterAll(() => chain.stop());

test("a block's header by its hash", async () => {
  const { number, hash, parentHash, timestamp } = await chain.node.getBlock();
  const header = await readHeader(createNode(chain.configuration), hash);
  expect(header).toEqual({ number, hash, parentHash, timestamp });
});

test("another block than was asked for is refused", async () => {
  const proxy = await startProxy(chain.url);
  proxy.fail(change("eth_getBlockByHash", (block: object) => ({ ...block, hash: zeroHash })));
  const { hash } = await chain.node.getBlock();
  const node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  await expect(readHeader(node, hash)).rejects.toThrow(RangeError);
  await proxy.stop();
});
