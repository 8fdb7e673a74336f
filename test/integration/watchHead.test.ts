import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChainConfiguration } from "@/chain/configuration";
import { createNode } from "@/chain/node";
import { type Head, readHead, watchHead } from "@/chain/watchHead";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { reorganise, startChain, type TestChain } from "../support/startChain";
import { type Fault, goDown, type NodeProxy, startProxy } from "../support/startProxy";

/** Above what any wait takes, even at ten polls a failure. */
const patience = { timeout: 20_000, interval: 20 };

let chain: TestChain;
let proxy: NodeProxy;
/** Over http alone, through the proxy. */
let polled: ChainConfiguration;
let stop = () => {};
/** Ends the node that a test leaves running, so that nothing reconnects in vain. */
let endSecond = async () => {};

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  polled = { ...chain.configuration, endpoints: [proxy.url] };
});
beforeEach(() => proxy.fail());
afterEach(() => stop());
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
  await endSecond();
});

/** Watches a chain and keeps what is told. */
function watch(configuration: ChainConfiguration) {
  const heads: Head[] = [];
  const errors: unknown[] = [];
  stop = watchHead(
    configuration,
    createNode(configuration),
    (head) => heads.push(head),
    (error) => errors.push(error),
  );
  const newest = () => heads.at(-1);
  const until = (condition: () => void) => vi.waitFor(condition, patience);
  return { heads, errors, newest, until };
}

/** Mines blocks one after the other, each once the one before was told, and returns how long all took. */
async function mineAndHear({ newest, until }: ReturnType<typeof watch>, blocks: number): Promise<number> {
  const start = performance.now();
  for (let mined = 0; mined < blocks; mined += 1) {
    await chain.node.mine({ blocks: 1 });
    const { hash } = await chain.node.getBlock();
    await until(() => expect(newest()?.hash).toBe(hash));
  }
  return performance.now() - start;
}

describe("watchHead", () => {
  test("tells the present head at once, as the chain has it", async () => {
    const watching = watch(chain.configuration);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    const { number, hash, timestamp } = await chain.node.getBlock();
    expect(watching.newest()).toMatchObject({ number, hash, timestamp });
    expect(Math.abs((watching.newest()?.seenAt ?? 0) - Date.now())).toBeLessThan(5000);
  });

  test("hears of new blocks through the socket, sooner than polling could", async () => {
    const watching = watch(chain.configuration);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    expect(await mineAndHear(watching, 6)).toBeLessThan(4000);
    expect(watching.errors).toEqual([]);
  });

  test("hears of new blocks by asking where there is no socket", async () => {
    const watching = watch(polled);
    await mineAndHear(watching, 3);
    expect(watching.errors).toEqual([]);
  });

  test("tells of a block that replaces another at the same height", async () => {
    const watching = watch(polled);
    await mineAndHear(watching, 2);
    const before = watching.newest();
    await reorganise(chain, 1);
    await watching.until(() => expect(watching.newest()?.hash).not.toBe(before?.hash));
    expect(watching.newest()?.number).toBe(before?.number);
    expect(watching.newest()?.hash).toBe((await chain.node.getBlock()).hash);
  });

  test("tells how far the chain is final, and nothing twice", async () => {
    const watching = watch(polled);
    await mineAndHear(watching, 4);
    const { number } = await chain.node.getBlock({ blockTag: "finalized" });
    expect(watching.newest()?.finalized).toBe(number);
    expect(number).toBeGreaterThan(watching.heads.at(0)?.finalized ?? number);

    const told = watching.heads.map(({ hash, finalized }) => `${hash} ${finalized}`);
    expect(new Set(told).size).toBe(told.length);
  });

  test("tells again where only the newest final block changed", async () => {
    const watching = watch(polled);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    proxy.fail(finalizedAt("0x1"));
    await watching.until(() => expect(watching.heads).toHaveLength(2));
    const [first, second] = watching.heads;
    expect(second).toMatchObject({ hash: first?.hash, finalized: 1n });
  });

  test("says why it cannot read, and recovers by itself", async () => {
    const watching = watch(polled);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    proxy.fail(goDown());
    await watching.until(() => expect(watching.errors.length).toBeGreaterThan(1));
    expect(watching.errors[0]).toMatchObject({ name: "HttpRequestError" });
    await chain.node.mine({ blocks: 1 });

    proxy.fail();
    const { hash } = await chain.node.getBlock();
    await watching.until(() => expect(watching.newest()?.hash).toBe(hash));
  });

  test("goes on where the node and its socket ended and another node came up", async () => {
    const first = await startAnvil({ genesisTime: 1_700_000_000 });
    const watching = watch({ ...chain.configuration, endpoints: [first.url, first.socketUrl] });
    await watching.until(() => expect(watching.newest()?.timestamp).toBe(1_700_000_000n));
    await first.stop();
    const second = await startAnvil({ port: first.port, genesisTime: 1_800_000_000 });
    await watching.until(() => expect(watching.newest()?.timestamp).toBe(1_800_000_000n));
    endSecond = second.stop;
  });

  test("tells nothing more once it is stopped, not even what was on its way", async () => {
    const watching = watch(polled);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    const { promise: released, resolve: release } = withResolvers();
    proxy.fail(async (_, forward) => {
      await released;
      return forward();
    });
    const asked = proxy.requests.length;
    await chain.node.mine({ blocks: 1 });
    await watching.until(() => expect(proxy.requests.length).toBeGreaterThan(asked));
    stop();
    release();

    // A second watcher hears of the block, so the first had time to.
    const other = watch(polled);
    await other.until(() => expect(other.heads).toHaveLength(1));
    expect(watching.heads).toHaveLength(1);
    expect(watching.errors).toEqual([]);
  });
});

describe("readHead, where the chain does not say what is final", () => {
  const unknownTag: Fault = async (request, forward) =>
    request.params[0] === "finalized" ? { error: { code: -32602, message: "unknown block tag" } } : forward();

  test.each([
    [0n, 0n],
    [3n, 3n],
  ])("counts blocks of depth %d as final", async (depth, below) => {
    proxy.fail(unknownTag);
    const { number, finalized } = await readHead(createNode(polled), Number(depth));
    expect(finalized).toBe(number - below);
  });

  test("counts none where the chain is shorter than that", async () => {
    proxy.fail(unknownTag);
    expect(await readHead(createNode(polled), 1_000_000)).toMatchObject({ finalized: 0n });
  });
});

/** A node that gives this block for the newest final one. */
function finalizedAt(number: string): Fault {
  return async (request, forward) => {
    const answer = await forward();
    if (request.params[0] !== "finalized" || !("result" in answer)) return answer;
    return { result: { ...(answer.result as object), number } };
  };
}

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
