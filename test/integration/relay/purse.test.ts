import { parseGwei } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode } from "@/chain/node";
import { gasForSingle } from "@/relay/carry/trySingle";
import { createPurse } from "@/relay/door/purse";
import { startChain, type TestChain } from "../../support/startChain";

// Whether the relay's coin is enough for one more ballot.

let chain: TestChain;

beforeAll(async () => {
  chain = await startChain();
});
afterAll(() => chain.stop());

/** Whether a ballot of a contract wallet can be paid for with the coin for so much gas, beside those that are held. */
async function canPay(gas: bigint, held: { undelivered: number; single: number; unwilling: number }) {
  // Below what the chain asks, so that this is the fee.
  const ceiling = parseGwei("0.000000001");
  const address = privateKeyToAddress(generatePrivateKey());
  await chain.node.setBalance({ address, value: gas * ceiling });
  const { number, hash } = await chain.node.getBlock();
  const head = { number, hash, timestamp: 0n, finalized: 0n, finalizedHash: hash, finalizedTimestamp: 0n, seenAt: 0 };
  return createPurse(createNode(chain.configuration), address, ceiling, () => held).canPay(head, "wallet");
}

test("coin is put by for what is undelivered, but for what wallets refuse all the same", async () => {
  const enough = 60_000n + 2n * gasForSingle;
  expect(await canPay(enough, { undelivered: 1, single: 1, unwilling: 0 })).toBe(true);
  expect(await canPay(enough - 1n, { undelivered: 1, single: 1, unwilling: 0 })).toBe(false);
  expect(await canPay(enough, { undelivered: 2, single: 1, unwilling: 0 })).toBe(false);
  expect(await canPay(enough, { undelivered: 2000, single: 2000, unwilling: 1999 })).toBe(true);
});
