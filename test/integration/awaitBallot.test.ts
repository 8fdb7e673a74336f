import { type Address, createClient, type Hash, http } from "viem";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { castBallot } from "@/chain/castBallot";
import { BallotRefusedError, BallotReplacedError } from "@/chain/errors";
import { createNode } from "@/chain/node";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { candidateId } from "@/election/election";
import { createElection, sendBallot, startChain, type TestChain } from "../support/startChain";
import { type NodeProxy, startProxy } from "../support/startProxy";

const patience = { timeout: 20_000, interval: 20 };

let chain: TestChain;
let proxy: NodeProxy;
let election: Address;
let voter: Address;
let closes: bigint;
let title = 0;

// Nothing is mined unless a test says so: a ballot stays on its way until then.
beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  voter = chain.accounts[1];
});
beforeEach(async () => {
  title += 1;
  proxy.fail();
  proxy.requests.length = 0;
  await chain.node.setAutomine(true);
  closes = (await chain.node.getBlock()).timestamp + 3600n;
  election = await createElection(chain, { title: `Election ${title}` });
  await chain.node.setAutomine(false);
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

/** Sends a ballot for Ada and waits until the node was asked for it twice: it is known then, and in no block. */
async function castUnmined() {
  const node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  const signer = createClient({ account: voter, chain: foundry, transport: http(chain.url) });
  const ballot = { chainId: 31337, election, voter, candidate: candidateId("Ada") };
  const sent: Hash[] = [];
  const outcome = castBallot(
    node,
    async () => signer,
    ballot,
    (step) => step.stage === "sent" && sent.push(step.hash),
    new AbortController().signal,
  ).then(
    () => "counted",
    (error: unknown) => error,
  );
  await vi.waitFor(() => expect(receiptsAsked()).toBeGreaterThan(1), patience);
  const [hash] = sent;
  if (!hash) throw new Error("Nothing was sent.");
  return { hash, outcome, transaction: await chain.node.getTransaction({ hash }) };
}

function receiptsAsked(): number {
  return proxy.requests.filter(({ method }) => method === "eth_getTransactionReceipt").length;
}

async function ownBallot() {
  const { hash } = await chain.node.getBlock();
  return readOwnBallot(createNode(chain.configuration), election, voter, hash);
}

test("waits for the block, however long that takes", async () => {
  const { outcome } = await castUnmined();
  expect(await ownBallot()).toBeNull();
  await chain.node.mine({ blocks: 1 });
  expect(await outcome).toBe("counted");
  expect(await ownBallot()).toBe(candidateId("Ada"));
});

test("waits on where the node fails meanwhile: the ballot is on its way all the same", async () => {
  const { outcome } = await castUnmined();
  const asked = receiptsAsked();
  proxy.fail(async ({ method }, forward) =>
    method === "eth_getTransactionReceipt" ? { error: { code: -32005, message: "limit exceeded" } } : forward(),
  );
  await chain.node.mine({ blocks: 1 });
  await vi.waitFor(() => expect(receiptsAsked()).toBeGreaterThan(asked + 3), patience);
  proxy.fail();
  expect(await outcome).toBe("counted");
});

describe("another transaction with the same number went first:", () => {
  async function replace(hash: Hash, replacement: { to: Address; data?: `0x${string}`; nonce: number }) {
    await chain.node.dropTransaction({ hash });
    await chain.node.sendTransaction({ account: voter, ...replacement });
    await chain.node.mine({ blocks: 1 });
  }

  test("cancelled", async () => {
    const { hash, outcome, transaction } = await castUnmined();
    await replace(hash, { to: voter, nonce: transaction.nonce });
    expect(await outcome).toBeInstanceOf(BallotReplacedError);
    expect(await ownBallot()).toBeNull();
  });

  test("replaced by something else", async () => {
    const { hash, outcome, transaction } = await castUnmined();
    await replace(hash, { to: chain.accounts[0], data: "0x01", nonce: transaction.nonce });
    expect(await outcome).toBeInstanceOf(BallotReplacedError);
  });

  test("the same ballot for a higher fee, which counts", async () => {
    const { outcome, transaction } = await castUnmined();
    const faster = await chain.node.sendTransaction({
      account: voter,
      to: election,
      data: transaction.input,
      nonce: transaction.nonce,
      maxFeePerGas: (transaction.maxFeePerGas ?? 0n) * 3n,
      maxPriorityFeePerGas: (transaction.maxPriorityFeePerGas ?? 0n) * 3n,
    });
    expect(faster).not.toBe(transaction.hash);
    await chain.node.mine({ blocks: 1 });
    expect(await outcome).toBe("counted");
    expect(await ownBallot()).toBe(candidateId("Ada"));
  });
});

describe("the contract refuses in the block", () => {
  test("a ballot that came after the close", async () => {
    const { outcome } = await castUnmined();
    await chain.node.setNextBlockTimestamp({ timestamp: closes });
    await chain.node.mine({ blocks: 1 });
    expect(await outcome).toBeInstanceOf(BallotRefusedError);
    expect(await ownBallot()).toBeNull();
  });

  test("the later of two that the same voter sent at the same time", async () => {
    await sendBallot(chain, election, voter, "Grace");
    const { outcome } = await castUnmined();
    await chain.node.mine({ blocks: 1 });
    expect(await outcome).toBeInstanceOf(BallotRefusedError);
    expect(await ownBallot()).toBe(candidateId("Grace"));
  });
});
