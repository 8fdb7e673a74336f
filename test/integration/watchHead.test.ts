import { createClient, http, numberToHex } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChainConfiguration } from "@/chain/configuration";
import { createNode } from "@/chain/node";
import { type Head, readHead, watchHead } from "@/chain/watchHead";
import { controlNode } from "../../scripts/practice/controlNode";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { answerHtml, refuse } from "../support/faults";
import { behindAt, changeBlock } from "../support/lies";
import { reorganise, startChain, type TestChain } from "../support/startChain";
import { change, type Fault, goDown, type NodeProxy, startProxy } from "../support/startProxy";

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

/** Resolves once the node was asked for its head twice more, so that the first answer has been dealt with. */
async function askedAgain({ until }: ReturnType<typeof watch>) {
  const before = proxy.requests.length;
  const asked = () => proxy.requests.slice(before).filter(({ params: [block] }) => block === "latest");
  await until(() => expect(asked().length).toBeGreaterThan(1));
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
    proxy.fail(changeBlock((block) => ({ ...block, number: "0x1" }), /finalized/));
    const watching = watch(polled);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    proxy.fail();
    await watching.until(() => expect(watching.heads).toHaveLength(2));
    const [first, second] = watching.heads;
    expect(first?.finalized).toBe(1n);
    const { number } = await chain.node.getBlock({ blockTag: "finalized" });
    expect(second).toMatchObject({ hash: first?.hash, finalized: number });
  });

  test("does not go back with a node that lies behind, nor once it has failed meanwhile", async () => {
    const watching = watch(polled);
    await mineAndHear(watching, 3);
    const told = watching.newest();
    if (!told) throw new Error("No head was told.");
    const heads = watching.heads.length;
    proxy.fail(behindAt(told.number - 2n));
    await askedAgain(watching);
    expect(watching.heads).toHaveLength(heads);

    proxy.fail(goDown());
    await watching.until(() => expect(watching.errors).not.toEqual([]));
    proxy.fail(behindAt(told.number - 2n));
    await watching.until(() => expect(watching.heads).toHaveLength(heads + 1));
    expect(watching.newest()).toBe(told);

    proxy.fail();
    await mineAndHear(watching, 1);
  });

  test("follows the chain to a lower block that replaced what it had told", async () => {
    const watching = watch(polled);
    await mineAndHear(watching, 3);
    const before = await chain.node.getBlock();
    await chain.node.request({ method: "anvil_rollback", params: [2] } as never);
    await chain.node.mine({ blocks: 1 });
    const { number, hash } = await chain.node.getBlock();
    expect(number).toBe((before.number ?? 0n) - 1n);
    await watching.until(() => expect(watching.newest()?.hash).toBe(hash));
  });

  test("does not take back what was final where another node does not know of it yet", async () => {
    const watching = watch(polled);
    await mineAndHear(watching, 3);
    const told = watching.newest();
    if (!told) throw new Error("No head was told.");
    const older = await chain.node.getBlock({ blockNumber: told.finalized - 1n });
    proxy.fail(
      changeBlock((block) => ({ ...block, number: numberToHex(older.number), hash: older.hash }), /finalized/),
    );
    await chain.node.mine({ blocks: 1 });
    await watching.until(() => expect(watching.newest()?.number).toBe(told.number + 1n));
    expect(watching.newest()).toMatchObject({ finalized: told.finalized, finalizedHash: told.finalizedHash });
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

  test("tells the same head again once a failure is over, which it ends", async () => {
    const watching = watch(polled);
    await watching.until(() => expect(watching.heads).toHaveLength(1));
    proxy.fail(goDown());
    await watching.until(() => expect(watching.errors).toHaveLength(1));
    proxy.fail();
    await watching.until(() => expect(watching.heads).toHaveLength(2));
    const [before, after] = watching.heads;
    expect(after).toMatchObject({ hash: before?.hash, finalized: before?.finalized });
  });

  test("goes on where the node and its socket ended and another node came up", async () => {
    const first = await startAnvil({ genesisTime: 1_700_000_000 });
    await controlNode(first.url).mine({ blocks: 3 });
    const watching = watch({ ...chain.configuration, endpoints: [first.url, first.socketUrl] });
    await watching.until(() => expect(watching.newest()?.number).toBe(3n));
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

  test("asks nothing more once it is stopped", async () => {
    const heard = withResolvers();
    stop = watchHead(
      polled,
      createNode(polled),
      () => {
        stop();
        heard.resolve();
      },
      () => {},
    );
    await heard.promise;
    const asked = proxy.requests.length;

    // Another watcher that asks as often hears of two blocks, so the first would have asked again.
    const other = watch({ ...chain.configuration, endpoints: [chain.url] });
    await mineAndHear(other, 2);
    expect(proxy.requests).toHaveLength(asked);
  });
});

/** Meets reads of the newest final block with a fault, and no others. */
function onFinalized(fault: Fault): Fault {
  return (request, forward) => (request.params[0] === "finalized" ? fault(request, forward) : forward());
}

describe("readHead, where the chain does not say what is final", () => {
  const unknownTag = onFinalized(async () => ({ error: { code: -32602, message: "unknown block tag" } }));

  test.each<[string, Fault]>([
    ["refuses the tag", unknownTag],
    ["knows no block by it", onFinalized(async () => ({ result: null }))],
    ["refuses it with HTTP 400", onFinalized(async () => ({ status: 400 }))],
  ])("goes by depth where the node %s", async (_, fault) => {
    proxy.fail(fault);
    for (const depth of [0n, 3n]) {
      const { number, finalized, finalizedTimestamp } = await readHead(createNode(polled), Number(depth));
      expect(finalized).toBe(number - depth);
      expect(finalizedTimestamp).toBe((await chain.node.getBlock({ blockNumber: finalized })).timestamp);
    }
  });

  test("keeps to what the node called final before", async () => {
    const node = createNode(polled);
    const { finalized } = await readHead(node, 0);
    proxy.fail(unknownTag);
    expect(await readHead(node, 0)).toMatchObject({ finalized });
  });

  test("goes by depth where what the node calls final is no block yet", async () => {
    proxy.fail(changeBlock((block) => ({ ...block, number: numberToHex(2n ** 40n) }), /finalized/));
    const { number, finalized } = await readHead(createNode(polled), 3);
    expect(finalized).toBe(number - 3n);
  });

  test("counts none where the chain is shorter than that", async () => {
    proxy.fail(unknownTag);
    expect(await readHead(createNode(polled), 1_000_000)).toMatchObject({ finalized: 0n });
  });
});

describe("readHead calls nothing final by guess", () => {
  test.each<[string, Fault, object]>([
    ["the line is cut", goDown(), { name: "HttpRequestError" }],
    ["the node is asked too often", async () => ({ status: 429 }), { name: "HttpRequestError", status: 429 }],
    ["its gateway fails", async () => ({ status: 502 }), { name: "HttpRequestError", status: 502 }],
    ["a limit is reached", refuse(-32005, "limit exceeded"), { name: "LimitExceededRpcError" }],
    ["a limit is reached, in HTTP's code", refuse(429, "exceeded its compute units per second"), { code: 429 }],
    ["a limit is reached, in QuickNode's code", refuse(-32007, "50/second request limit reached"), { code: -32007 }],
    ["a limit is reached, in a code that means many things", refuse(-32000, "rate limit exceeded"), { code: -32000 }],
    ["what comes is no answer", answerHtml(), { name: "HttpRequestError" }],
  ])("where %s", async (_, fault, error) => {
    proxy.fail(onFinalized(fault));
    await expect(readHead(createNode(polled), 0)).rejects.toMatchObject(error);
  });

  test("where the node takes too long", async () => {
    const transport = http(proxy.url, { timeout: 300, retryCount: 0 });
    const impatient = createClient({ transport }).extend(() => ({ endpoints: [] }));
    proxy.fail(onFinalized(() => new Promise(() => {})));
    await expect(readHead(impatient, 0)).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("where the endpoint that stands in belongs to another chain", async () => {
    const other = await startProxy(chain.url);
    other.fail(change("eth_chainId", () => "0x1"));
    proxy.fail(onFinalized(goDown()));
    const node = createNode({ ...polled, endpoints: [proxy.url, other.url] });
    await expect(readHead(node, 0)).rejects.toMatchObject({ cause: { name: "OtherChainError" } });
    await other.stop();
  });
});

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
