import type { Address } from "viem";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startChain, type TestChain } from "../support/startChain";
import { startNode } from "../support/startNode";

const address: Address = "0x00000000000000000000000000000000000000Aa";
let chain: TestChain;

beforeEach(async () => {
  chain = await startChain();
});

afterEach(() => chain.stop());

function coins(...args: string[]) {
  return startNode("scripts/coins.mjs", ...args);
}

test("a wallet of one's own gets a coin on the practice chain", async () => {
  expect((await coins(address, "--rpc-url", chain.url).ended).code).toBe(0);
  expect(await chain.node.getBalance({ address })).toBe(10n ** 18n);
});

test("a mistyped address is refused, and nothing is sent", async () => {
  const { number } = await chain.node.getBlock();
  const asked = coins("0x1234", "--rpc-url", chain.url);
  expect((await asked.ended).code).toBe(2);
  expect(asked.printed()).toContain("Name the address to give coins to");
  expect((await chain.node.getBlock()).number).toBe(number);
});

test("what is not understood is answered with how to call it", async () => {
  const asked = coins(address, "--amount", "5");
  expect((await asked.ended).code).toBe(2);
  expect(asked.printed()).toContain("npm run coins -- 0x…");
});

test("another chain than the practice chain is refused, though its node would sign", async () => {
  // viem does not know anvil's method.
  await chain.node.request({ method: "anvil_setChainId", params: [1] } as never);

  const asked = coins(address, "--rpc-url", chain.url);

  expect((await asked.ended).code).toBe(1);
  expect(asked.printed()).toContain("serves chain 1, not the practice chain (31337)");
  expect(await chain.node.getBalance({ address })).toBe(0n);
});

test("without a node it says what to start", async () => {
  const asked = coins(address, "--rpc-url", "http://127.0.0.1:1");
  expect((await asked.ended).code).toBe(1);
  expect(asked.printed()).toContain("Is npm start running?");
});
