import { type Hex, numberToHex } from "viem";
import { getBlock } from "viem/actions";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { OtherChainError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import { createNode, type Node } from "@/chain/node";
import { words } from "@/words/words";
import { answerGibberish, answerNull, answerStatus, atFirst, holdAnswers, on } from "../support/faults";
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
afterEach(() => vi.useRealTimers());
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

test.each([
  ["nothing", answerNull()],
  ["what is no number", answerGibberish()],
])("takes %s for no answer, and reads from the next endpoint", async (_, fault) => {
  first.fail(on(["eth_blockNumber"], fault));
  await expect(read(nodeAt(first))).rejects.toMatchObject({ cause: { name: "NoAnswerError" } });
  expect(await read(nodeAt(first, second))).toBe(await newest());
});

test("asks again where a node fails in passing", async () => {
  first.fail(atFirst(answerStatus(503)));
  expect(await read(nodeAt(first))).toBe(await newest());
});

test("does not wait for an endpoint that takes long where another answers", async () => {
  const held = holdAnswers();
  first.fail(on(["eth_blockNumber"], held.fault));
  const node = nodeAt(first, second);
  const begun = performance.now();
  expect(await read(node)).toBe(await newest());
  // Not even a while, once it is known to be slow.
  for (let times = 0; times < 5; times += 1) await read(node);
  expect(performance.now() - begun).toBeLessThan(3000);

  held.release();
  await vi.waitFor(() => expect(methods(first).length).toBeGreaterThan(6));
  second.fail(goDown());
  expect(await read(node)).toBe(await newest());
});

describe("a node that asks to be left alone", () => {
  /** Moves the clock alone: what waits goes on waiting. */
  function moveClock(seconds: number) {
    const now = Date.now() + seconds * 1000;
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(now);
  }

  test.each([
    ["in seconds", () => "20"],
    ["by a date", () => new Date(Date.now() + 20_000).toUTCString()],
  ])("is left alone for that long, said %s, and then asked again", async (_, wish) => {
    const node = nodeAt(first);
    first.fail(answerStatus(429, { "Retry-After": wish() }));
    for (let times = 0; times < 3; times += 1) await expect(read(node)).rejects.toMatchObject({ status: 429 });
    expect(first.requests).toHaveLength(1);

    first.fail();
    moveClock(15);
    await expect(read(node)).rejects.toMatchObject({ status: 429 });
    moveClock(6);
    expect(await read(node)).toBe(await newest());
  });

  test("is not left alone for an hour", async () => {
    const node = nodeAt(first);
    first.fail(answerStatus(503, { "Retry-After": "3600" }));
    await expect(read(node)).rejects.toMatchObject({ status: 503 });
    first.fail();
    moveClock(31);
    expect(await read(node)).toBe(await newest());
  });

  test("does not hold up the others", async () => {
    first.fail(answerStatus(429, { "Retry-After": "20" }));
    expect(await read(nodeAt(first, second))).toBe(await newest());
  });
});

test("an endpoint that fails is asked three times and no more, however it is asked", async () => {
  const node = nodeAt(first);
  const [endpoint] = node.endpoints;
  if (!endpoint) throw new Error("A node has an endpoint.");
  await read(node);
  first.requests.length = 0;
  first.fail(async () => ({ status: 500 }));
  // viem gives options of its own with some requests.
  await expect(getBlock(endpoint, { blockNumber: 1n })).rejects.toThrow();
  expect(first.requests).toHaveLength(3);
});
