import { type Hex, numberToHex } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OtherChainError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import { createNode, type Node } from "@/chain/node";
import { words } from "@/words/words";
import { startChain, type TestChain } from "../support/startChain";
import { change, goDown, type NodeProxy, startProxy } from "../support/startProxy";

const otherChain = change("eth_chainId", () => "0x1");

let chain: TestChain;
let first: NodeProxy;
let second: NodeProxy;

beforeAll(async () => {
  chain = await startChain();
  first = await startProxy(chain.url);
  second = await startProxy(chain.url);
});
beforeEach(() => {
  for (const proxy of [first, second]) {
    proxy.fail();
    proxy.requests.length = 0;
  }
});
afterAll(async () => {
  await first.stop();
  await second.stop();
  await chain.stop();
});

function nodeAt(...endpoints: NodeProxy[]): Node {
  return createNode({ ...chain.configuration, endpoints: endpoints.map(({ url }) => url) });
}

function read(node: Node): Promise<Hex> {
  return node.request({ method: "eth_blockNumber" });
}

async function newest(): Promise<Hex> {
  return numberToHex(await chain.node.getBlockNumber());
}

function methods({ requests }: NodeProxy): string[] {
  return requests.map(({ method }) => method);
}

async function expectOtherChain(reading: Promise<unknown>) {
  const error = await reading.catch((error: unknown) => error);
  expect(error).toMatchObject({ cause: expect.any(OtherChainError) });
  expect(explainError(error)).toBe(words.errors.otherChain);
}

test("asks an endpoint for its chain before anything else, and once", async () => {
  const node = nodeAt(first);
  await Promise.all([read(node), read(node), read(node)]);
  await read(node);
  expect(methods(first)).toEqual(["eth_chainId", ...Array(4).fill("eth_blockNumber")]);
});

test("asks an endpoint of another chain for nothing", async () => {
  first.fail(otherChain);
  const node = nodeAt(first);
  await expectOtherChain(read(node));
  await expectOtherChain(read(node));
  expect(new Set(methods(first))).toEqual(new Set(["eth_chainId"]));
});

test("reads from the next endpoint where the first belongs to another chain", async () => {
  first.fail(otherChain);
  expect(await read(nodeAt(first, second))).toBe(await newest());
  expect(methods(first)).toEqual(["eth_chainId"]);
  expect(methods(second)).toEqual(["eth_chainId", "eth_blockNumber"]);
});

test("does not fall back to an endpoint of another chain", async () => {
  const node = nodeAt(first, second);
  await read(node);
  first.fail(goDown());
  second.fail(otherChain);
  await expectOtherChain(read(node));
  expect(methods(second)).toEqual(["eth_chainId"]);
});

test("asks for the chain again after an outage, since another node may answer there now", async () => {
  const node = nodeAt(first);
  await read(node);
  first.fail(goDown());
  await expect(read(node)).rejects.toMatchObject({ name: "HttpRequestError" });
  first.fail(otherChain);
  await expectOtherChain(read(node));
});

test("serves after an outage that began before it was asked for its chain", async () => {
  const node = nodeAt(first);
  first.fail(goDown());
  await expect(read(node)).rejects.toMatchObject({ name: "HttpRequestError" });
  first.fail();
  expect(await read(node)).toBe(await newest());
});

test("does not ask for the chain again after a refusal, which is an answer", async () => {
  const node = nodeAt(first);
  await read(node);
  first.fail(async () => ({ error: { code: -32601, message: "no such method" } }));
  await expect(read(node)).rejects.toMatchObject({ name: "MethodNotFoundRpcError" });
  first.fail();
  await read(node);
  expect(methods(first)).toEqual(["eth_chainId", ...Array(3).fill("eth_blockNumber")]);
});
