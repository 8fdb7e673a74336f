import { type Address, encodeFunctionData, type Hash, numberToHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { followBallot } from "@/chain/followBallot";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { createNode, type Node } from "@/chain/node";
import { candidateId } from "@/election/election";
import { createElection, reorganise, sendBallot, startChain, type TestChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";

let chain: TestChain;
let node: Node;
let election: Address;
let voter: Address;
let closes: bigint;
let title = 0;

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
  voter = chain.accounts[1];
});
beforeEach(async () => {
  title += 1;
  await chain.node.setAutomine(true);
  closes = (await chain.node.getBlock()).timestamp + 3600n;
  election = await createElection(chain, { title: `Election ${title}` });
  // Nothing is mined unless a test says so: a ballot stays on its way until then.
  await chain.node.setAutomine(false);
});
afterAll(() => chain.stop());

/** Sends a ballot for Ada that stands in no block yet. */
async function send(nonceAfter = 0) {
  const nonce = (await chain.node.getTransactionCount({ address: voter })) + nonceAfter;
  const data = encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [candidateId("Ada")] });
  const hash = await chain.node.sendTransaction({ account: voter, to: election, data, nonce, gas: 100_000n });
  return { ...ballot(hash), nonce };
}

/** The voter's ballot for Ada, as sent by this transaction. */
function ballot(hash: Hash) {
  return { hash, election, voter, candidate: candidateId("Ada") };
}

/** Another election, in a block of its own. */
async function createElsewhere() {
  await chain.node.setAutomine(true);
  const elsewhere = await createElection(chain, { title: `Elsewhere ${title}` });
  await chain.node.setAutomine(false);
  return elsewhere;
}

/** Puts another transaction into a block in place of the one sent. */
async function replace(hash: Hash, nonce: number) {
  await chain.node.dropTransaction({ hash });
  await chain.node.sendTransaction({ account: voter, to: voter, nonce });
  await chain.node.mine({ blocks: 1 });
}

describe("a ballot's transaction", () => {
  test("waits in the pool, and tells its number", async () => {
    const sent = await send();
    expect(await followBallot(node, ballot(sent.hash))).toEqual({ state: "waiting", nonce: sent.nonce });
  });

  test("is behind one that has to come first, until that one comes", async () => {
    const sent = await send(1);
    expect(await followBallot(node, sent)).toMatchObject({ state: "behind" });
    await chain.node.sendTransaction({ account: voter, to: voter, nonce: sent.nonce - 1 });
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, sent)).toMatchObject({ state: "taken" });
  });

  test("is taken with its block", async () => {
    const sent = await send();
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, sent)).toMatchObject({ state: "taken", nonce: sent.nonce });
  });

  test("waits again where its block is replaced", async () => {
    const sent = await send();
    await chain.node.mine({ blocks: 1 });
    await reorganise(chain, 1);
    expect(await followBallot(node, sent)).not.toMatchObject({ state: "taken" });
  });

  test("is refused where it came after the close", async () => {
    const sent = await send();
    await chain.node.setNextBlockTimestamp({ timestamp: closes });
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, sent)).toMatchObject({ state: "refused" });
  });

  test("is refused as the later of two by the same voter", async () => {
    await sendBallot(chain, election, voter, "Grace");
    const sent = await send(1);
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, sent)).toMatchObject({ state: "refused" });
  });

  test("is something else where the wallet sent something else", async () => {
    const hash = await chain.node.sendTransaction({ account: voter, to: voter });
    expect(await followBallot(node, ballot(hash))).toMatchObject({ state: "waiting" });
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, ballot(hash))).toEqual({ state: "other" });
  });

  test("is something else where the wallet voted for somebody else", async () => {
    const hash = await sendBallot(chain, election, voter, "Grace");
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, ballot(hash))).toEqual({ state: "other" });
  });

  test("is something else where another account sent it, whose numbers are not the voter's", async () => {
    const [stranger] = chain.accounts;
    const count = await chain.node.getTransactionCount({ address: stranger });
    expect(count).toBeGreaterThan(await chain.node.getTransactionCount({ address: voter }));
    const hash = await sendBallot(chain, election, stranger, "Ada");
    expect(await followBallot(node, ballot(hash))).toEqual({ state: "waiting" });
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, ballot(hash))).toEqual({ state: "other" });
  });

  test("is something else where a call of something else fails", async () => {
    const elsewhere = await createElsewhere();
    const data = encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [candidateId("Nobody")] });
    const hash = await chain.node.sendTransaction({ account: voter, to: elsewhere, data, gas: 100_000n });
    await chain.node.mine({ blocks: 1 });
    expect(await followBallot(node, ballot(hash))).toEqual({ state: "other" });
  });

  test("is replaced where another one of its number stands in a block", async () => {
    const sent = await send();
    await replace(sent.hash, sent.nonce);
    expect(await followBallot(node, sent)).toMatchObject({ state: "replaced" });
  });

  test("is merely unknown where its number was never learnt", async () => {
    const sent = await send();
    await replace(sent.hash, sent.nonce);
    expect(await followBallot(node, ballot(sent.hash))).toEqual({ state: "unknown" });
  });

  test("is unknown once it is dropped", async () => {
    const sent = await send();
    await chain.node.dropTransaction({ hash: sent.hash });
    expect(await followBallot(node, sent)).toEqual({ state: "unknown", nonce: sent.nonce });
  });
});

describe("with two endpoints", () => {
  test("a transaction that only the second knows waits", async () => {
    const proxy = await startProxy(chain.url);
    proxy.fail(change("eth_getTransactionByHash", () => null));
    const sent = await send();
    const both = createNode({ ...chain.configuration, endpoints: [proxy.url, chain.url] });
    expect(await followBallot(both, sent)).toMatchObject({ state: "waiting" });
    expect(await followBallot(createNode({ ...chain.configuration, endpoints: [proxy.url] }), sent)).toMatchObject({
      state: "unknown",
    });
    await proxy.stop();
  });

  test("a node out of reach is no word on the transaction", async () => {
    const proxy = await startProxy(chain.url);
    proxy.fail(goDown());
    const unreachable = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    await expect(followBallot(unreachable, await send())).rejects.toThrow();
    await proxy.stop();
  });
});

test("a block that is replaced between the two questions leaves the ballot waiting", async () => {
  const proxy = await startProxy(chain.url);
  const sent = await send();
  proxy.fail(
    change("eth_getTransactionByHash", (transaction: object) => ({ ...transaction, blockNumber: numberToHex(1) })),
  );
  const ahead = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  expect(await followBallot(ahead, sent)).toMatchObject({ state: "waiting" });
  await proxy.stop();
});
