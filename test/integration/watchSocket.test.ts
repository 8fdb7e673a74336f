import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createNode } from "@/chain/node";
import { type Head, watchHead } from "@/chain/watchHead";
import { startChain, type TestChain } from "../support/startChain";
import { type NodeProxy, startProxy } from "../support/startProxy";

const patience = { timeout: 20_000, interval: 20 };

let chain: TestChain;
let proxy: NodeProxy;
let stop = () => {};

beforeAll(async () => {
  chain = await startChain();
});
beforeEach(async () => {
  proxy = await startProxy(chain.url);
});
afterEach(async () => {
  stop();
  await proxy.stop();
});
afterAll(() => chain.stop());

/** Watches the chain over these endpoints; `mineAndHear` mines blocks one by one and returns how long hearing of all took. */
function watch(...endpoints: string[]) {
  const configuration = { ...chain.configuration, endpoints };
  const heads: Head[] = [];
  stop = watchHead(
    configuration,
    createNode(configuration),
    (head) => heads.push(head),
    () => {},
  );
  return async (blocks = 1): Promise<number> => {
    const start = performance.now();
    for (let mined = 0; mined < blocks; mined += 1) {
      await chain.node.mine({ blocks: 1 });
      const { hash } = await chain.node.getBlock();
      await vi.waitFor(() => expect(heads.at(-1)?.hash).toBe(hash), patience);
    }
    return performance.now() - start;
  };
}

/** Resolves once a socket announces blocks. */
async function announces({ sockets }: NodeProxy, mineAndHear: () => Promise<number>) {
  const before = sockets.carried().length;
  while (!sockets.carried().slice(before).includes('"eth_subscription"')) await mineAndHear();
}

test("notices that a socket has fallen silent, and asks for the head by itself", async () => {
  const mineAndHear = watch(proxy.url, proxy.socketUrl);
  await announces(proxy, mineAndHear);
  proxy.sockets.fallSilent();
  expect(await mineAndHear()).toBeLessThan(10_000);
});

test("asks by itself at once where a socket drops, and takes it up again when it comes back", async () => {
  const mineAndHear = watch(proxy.url, proxy.socketUrl);
  await announces(proxy, mineAndHear);
  proxy.sockets.refuse(true);
  proxy.sockets.drop();
  expect(await mineAndHear(2)).toBeLessThan(4000);
  // It is tried in vain meanwhile.
  await vi.waitFor(() => expect(proxy.sockets.asked()).toBe(2), patience);

  proxy.sockets.refuse(false);
  await announces(proxy, mineAndHear);
  // Six blocks by asking take six seconds.
  expect(await mineAndHear(6)).toBeLessThan(4000);
});

test("listens to the next socket where the first one cannot be had", async () => {
  const second = await startProxy(chain.url);
  proxy.sockets.refuse(true);
  const mineAndHear = watch(proxy.url, proxy.socketUrl, second.socketUrl);
  await announces(second, mineAndHear);
  expect(proxy.sockets.asked()).toBe(1);
  expect(await mineAndHear(6)).toBeLessThan(4000);
  stop();
  await second.stop();
});

test("asks nothing because a socket repeats itself", async () => {
  const mineAndHear = watch(proxy.url, proxy.socketUrl);
  await announces(proxy, mineAndHear);
  const asked = proxy.requests.length;
  // One after the other, each with the time for a reading.
  for (let times = 0; times < 30; times += 1) {
    proxy.sockets.repeat(1);
    await createNode(chain.configuration).request({ method: "eth_blockNumber" });
  }
  await mineAndHear(1);
  expect(proxy.requests.length - asked).toBeLessThan(20);
});

test("asks by itself where the node is slower than its socket", async () => {
  const mineAndHear = watch(proxy.url, proxy.socketUrl);
  await announces(proxy, mineAndHear);
  // The first answers after the announcement are of the block before.
  const before = await chain.node.getBlockNumber();
  let behind = 2;
  proxy.fail(async ({ params: [block] }, forward) => {
    if (block !== "latest" || behind === 0) return forward();
    behind -= 1;
    return forward({ params: [`0x${before.toString(16)}`, false] });
  });
  expect(await mineAndHear()).toBeLessThan(4000);
});

test("closes its socket once it is stopped", async () => {
  const mineAndHear = watch(proxy.url, proxy.socketUrl);
  await announces(proxy, mineAndHear);
  stop();
  await vi.waitFor(() => expect(proxy.sockets.open()).toBe(0), patience);
});
