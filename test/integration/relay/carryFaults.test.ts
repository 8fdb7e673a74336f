import { type Hex, numberToHex, parseEther, parseGwei, parseTransaction } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { deliverBatch } from "../../support/deliverBallots";
import { answerStatus, on, refuse } from "../../support/faults";
import { changeBlock, lieAbout } from "../../support/lies";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { type Carrier, readMarks, startCarrier } from "../../support/startCarrier";
import { reorganise, startChain, type TestChain } from "../../support/startChain";
import { type NodeProxy, startProxy } from "../../support/startProxy";

// Whatever happens between a ballot's acceptance and its finality: it is counted, once, and never called so before.

let chain: TestChain;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  chain = await startChain();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) await end();
  await chain.stop();
});

async function start(wishes?: Parameters<typeof startCarrier>[1]): Promise<Carrier> {
  const carrier = await startCarrier(chain, wishes);
  ends.unshift(carrier.stop);
  return carrier;
}

async function startFaulty(): Promise<NodeProxy> {
  const proxy = await startProxy(chain.url);
  ends.push(proxy.stop);
  return proxy;
}

const createElection = (voters: number, wishes?: Parameters<typeof createSigningElection>[2]) =>
  createSigningElection(chain, inventSigners(voters), wishes);

const patience = { timeout: 25_000, interval: 50 };

async function untilBox(election: SigningElection, marks: readonly number[]) {
  await vi.waitFor(async () => expect(await readMarks(chain, election)).toEqual(marks), patience);
}

/** Waits until the carrier has a transaction under way, and gives it as it is signed. */
async function untilUnderWay(carrier: Carrier, other?: Hex) {
  const { underWay } = await vi.waitFor(() => {
    const status = carrier.status();
    if (!status.underWay || status.underWay === other) throw new Error("Nothing new is under way.");
    return status;
  }, patience);
  const sending = carrier.journal.sendingsFrom(31337, carrier.address, 0).find(({ hash }) => hash === underWay);
  if (!sending) throw new Error("What is under way is not in the journal.");
  return sending;
}

const stateOf = (carrier: Carrier, { address }: SigningElection, index: number) =>
  carrier.journal.find(31337, address, index)?.state;

test("sends a batch again whose block was replaced", async () => {
  const election = await createElection(3);
  const carrier = await start();
  await carrier.accept(election, [0, 2]);
  await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("inBlock"), patience);
  const before = await chain.node.getTransactionCount({ address: carrier.address });
  await reorganise(chain, 1);
  await untilBox(election, [1, 0, 1]);
  await vi.waitFor(() => expect(carrier.events).toContainEqual({ kind: "takenBack", ballots: 2 }), patience);
  // The same transaction, not another one beside it.
  expect(await chain.node.getTransactionCount({ address: carrier.address })).toBe(before);
  await chain.node.mine({ blocks: 3 });
  await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("final"), patience);
});

test("replaces a transaction that is stuck by one that pays more and carries what has come since", async () => {
  const election = await createElection(3);
  await chain.node.setAutomine(false);
  const carrier = await start({ replaceAfter: 1 });
  await carrier.accept(election, [1]);
  const first = await untilUnderWay(carrier);
  await carrier.accept(election, [0]);
  const second = await untilUnderWay(carrier, first.hash);
  expect(second).toMatchObject({ nonce: first.nonce, indexes: [0, 1] });
  expect(second.fees.most * 8n).toBeGreaterThanOrEqual(first.fees.most * 9n);
  expect((second.fees.tip ?? 0n) * 8n).toBeGreaterThanOrEqual((first.fees.tip ?? 0n) * 9n);
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [1, 1, 0]);
});

test("pays no more than the ceiling, and goes on once the chain asks less", async () => {
  const election = await createElection(1);
  await chain.node.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("90") });
  await chain.node.mine({ blocks: 1 });
  const carrier = await start({ feeCeiling: parseGwei("20") });
  await carrier.accept(election, [0]);
  await vi.waitFor(() => expect(carrier.status().waitingFor).toBe("fees"), patience);
  expect(carrier.journal.sendingsFrom(31337, carrier.address, 0)).toEqual([]);
  await chain.node.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("15") });
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [1]);
  expect(carrier.status().waitingFor).toBeUndefined();
  for (const { fees } of carrier.journal.sendingsFrom(31337, carrier.address, 0)) {
    expect(fees.most).toBeLessThanOrEqual(parseGwei("20"));
  }
});

test("is not held up by what it signed at the ceiling, which nothing can outbid, once that is of no use", async () => {
  const election = await createElection(2);
  await chain.node.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("15") });
  await chain.node.mine({ blocks: 1 });
  const proxy = await startFaulty();
  // No node knows the first transaction.
  proxy.fail(on(["eth_sendRawTransaction"], answerStatus(500)));
  const carrier = await start({ feeCeiling: parseGwei("20"), endpoints: [proxy.url] });
  await carrier.accept(election, [0]);
  expect((await untilUnderWay(carrier)).fees.most).toBe(parseGwei("20"));
  await deliverBatch(chain, election, [await signBallot(election, 0, "Ada")]);
  await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("inBlock"), patience);
  proxy.fail();
  await carrier.accept(election, [1]);
  await untilBox(election, [1, 1]);
});

test("waits for money, and goes on by itself once there is some", async () => {
  const election = await createElection(2);
  const carrier = await start({ balance: 1000n });
  await carrier.accept(election, [0, 1]);
  await vi.waitFor(() => expect(carrier.status().waitingFor).toBe("funds"), patience);
  await chain.node.setBalance({ address: carrier.address, value: parseEther("1") });
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [1, 1]);
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ waitingFor: undefined, undelivered: 0 }), patience);
});

const foreign = privateKeyToAccount("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");

/** A transaction of the carrier's account that the carrier knows nothing of. */
async function sendForeign(nonce: number, price: bigint) {
  const fees = { maxFeePerGas: price, maxPriorityFeePerGas: price };
  const base = { chainId: 31337, nonce, to: chain.accounts[0], gas: 21_000n, type: "eip1559" } as const;
  const serializedTransaction = await foreign.signTransaction({ ...base, ...fees });
  await chain.node.sendRawTransaction({ serializedTransaction });
}

test("takes the place of a foreign transaction of its account that is stuck", async () => {
  const election = await createElection(1);
  await chain.node.setAutomine(false);
  const nonce = await chain.node.getTransactionCount({ address: foreign.address });
  await sendForeign(nonce, parseGwei("12"));
  const carrier = await start({ signer: foreign });
  await carrier.accept(election, [0]);
  await vi.waitFor(async () => {
    const { transactions } = await chain.node.getBlock({ blockTag: "pending" });
    expect(carrier.journal.sendingsFrom(31337, foreign.address, nonce).map(({ hash }) => hash)).toContain(
      transactions[0],
    );
  }, patience);
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [1]);
});

test("begins anew where its account's number was used elsewhere", async () => {
  const election = await createElection(2);
  const proxy = await startFaulty();
  // What it sends does not arrive.
  proxy.fail(on(["eth_sendRawTransaction"], answerStatus(500)));
  const carrier = await start({ signer: foreign, endpoints: [proxy.url] });
  await carrier.accept(election, [0, 1]);
  const { nonce } = await untilUnderWay(carrier);
  await sendForeign(nonce, parseGwei("20"));
  await chain.node.mine({ blocks: 1 });
  proxy.fail();
  await untilBox(election, [1, 1]);
  expect(stateOf(carrier, election, 1)).not.toBe("void");
});

test("believes no receipt: what is not in the box is sent until it is", async () => {
  const election = await createElection(1);
  const proxy = await startFaulty();
  const receipt = { status: "0x1", blockNumber: "0x1", gasUsed: "0x1", effectiveGasPrice: "0x1", logs: [] };
  proxy.fail(async ({ method, params }, forward) => {
    // It takes the transaction and forgets it.
    if (method === "eth_sendRawTransaction") return { result: `0x${"11".repeat(32)}` };
    if (method === "eth_getTransactionReceipt") return { result: { ...receipt, transactionHash: params[0] } };
    return forward();
  });
  const carrier = await start({ endpoints: [proxy.url] });
  await carrier.accept(election, [0]);
  await untilUnderWay(carrier);
  await chain.node.mine({ blocks: 4 });
  const { hash } = await chain.node.getBlock();
  await vi.waitFor(() => expect(carrier.status().head?.hash).toBe(hash), patience);
  expect(stateOf(carrier, election, 0)).toBe("sent");
  proxy.fail();
  await untilBox(election, [1]);
});

test("marks nothing as delivered while two endpoints contradict each other on the box", async () => {
  const election = await createElection(2);
  const proxy = await startFaulty();
  proxy.fail(lieAbout("box", (words) => words.map(() => BigInt(`0x01${"00".repeat(31)}`))));
  const carrier = await start({ endpoints: [chain.url, proxy.url] });
  await carrier.accept(election, [0, 1]);
  await vi.waitFor(() => expect(carrier.status().failure).toContain("contradict"), patience);
  expect(stateOf(carrier, election, 0)).toBe("accepted");
  expect(await readMarks(chain, election)).toEqual([0, 0]);
  proxy.fail();
  await untilBox(election, [1, 1]);
});

test("delivers to one election while nothing can be known of another", async () => {
  const [dark, clear] = [await createElection(1), await createElection(2, { title: "Shall we meet?" })];
  const proxy = await startFaulty();
  const isDark = ([call]: readonly unknown[]) =>
    JSON.stringify(call).toLowerCase().includes(dark.address.toLowerCase());
  proxy.fail(
    on(["eth_call"], async ({ params }, forward) =>
      isDark(params) ? { error: { code: -32000, message: "internal error" } } : forward(),
    ),
  );
  const carrier = await start({ endpoints: [proxy.url] });
  await carrier.accept(dark, [0]);
  await carrier.accept(clear, [0, 1]);
  await untilBox(clear, [1, 1]);
  await vi.waitFor(() => expect(carrier.status().failure).toContain("internal error"), patience);
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ held: 3, undelivered: 1 }), patience);
  await carrier.restart();
  // Before anything of the chain was seen.
  expect(carrier.status()).toMatchObject({ held: 3, undelivered: 1 });
  proxy.fail();
  await untilBox(dark, [1]);
});

test("is not slowed down by ballots for an election that is not there any more", async () => {
  const election = await createElection(2);
  const carrier = await start();
  await carrier.accept({ ...election, address: carrier.address }, [0]);
  await vi.waitFor(() => expect(carrier.status().failure).toContain(carrier.address), patience);
  // Every step is worked to its end all the same, and nothing pauses.
  await carrier.accept(election, [0, 1]);
  await untilBox(election, [1, 1]);
  const { number } = await chain.node.getBlock();
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ head: { number }, undelivered: 1 }), patience);
  expect(carrier.warnings).toEqual([]);
});

test("finds out by itself, after it was started again, that a lone node had lied about what is final", async () => {
  const election = await createElection(2);
  // So that there is a box at the newest final block.
  await chain.node.mine({ blocks: 3 });
  const proxy = await startFaulty();
  proxy.fail(lieAbout("box", (words) => words.map(() => BigInt(`0x0101${"00".repeat(30)}`))));
  const carrier = await start({ endpoints: [proxy.url] });
  await carrier.accept(election, [0, 1]);
  await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("final"), patience);
  expect(await readMarks(chain, election)).toEqual([0, 0]);
  proxy.fail();
  await carrier.restart();
  await untilBox(election, [1, 1]);
});

test("does not take an election for over on the word of one of two endpoints", async () => {
  const election = await createElection(2);
  // So that there is a box at the newest final block.
  await chain.node.mine({ blocks: 3 });
  const proxy = await startFaulty();
  proxy.fail(changeBlock((block) => ({ ...block, timestamp: numberToHex(2n ** 40n) }), /finalized/));
  const carrier = await start({ endpoints: [proxy.url, chain.url] });
  await carrier.accept(election, [0, 1]);
  await untilBox(election, [1, 1]);
});

test("goes on after the node was silent or refused everything, at any step", async () => {
  const election = await createElection(8);
  const proxy = await startFaulty();
  const carrier = await start({ endpoints: [proxy.url] });
  const methods = ["eth_call", "eth_getTransactionCount", "eth_getBlockByHash", "eth_maxPriorityFeePerGas"];
  for (const [index, method] of [...methods, "eth_sendRawTransaction"].entries()) {
    proxy.fail(on([method], index % 2 ? refuse(-32000, "internal error") : answerStatus(503)));
    await carrier.accept(election, [index]);
    await vi.waitFor(() => expect(carrier.status().failure ?? carrier.warnings.at(-1)).toBeDefined(), patience);
    proxy.fail();
    await vi.waitFor(async () => expect((await readMarks(chain, election))[index]).toBe(1), patience);
  }
});

test("does not wait for a clock that was put back to come round again", async () => {
  const election = await createElection(1);
  const proxy = await startFaulty();
  proxy.fail(on(["eth_getTransactionCount"], answerStatus(500)));
  const carrier = await start({ endpoints: [proxy.url], longestWait: 1 });
  await carrier.accept(election, [0]);
  await vi.waitFor(() => expect(carrier.status().failure).toBeDefined(), patience);
  vi.setSystemTime(Date.now() - 86_400_000);
  proxy.fail();
  await untilBox(election, [1]);
});

test("gives a batch more gas where nodes want more than was reckoned", async () => {
  const election = await createElection(1);
  const proxy = await startFaulty();
  proxy.fail(async (request, forward) => {
    const isSending = request.method === "eth_sendRawTransaction";
    const { gas = 0n } = isSending ? parseTransaction(request.params[0] as Hex) : {};
    // As a rollup does that charges the data in gas.
    if (isSending && gas < 300_000n) return { error: { code: -32000, message: "intrinsic gas too low" } };
    return forward();
  });
  const carrier = await start({ endpoints: [proxy.url] });
  await carrier.accept(election, [0]);
  await untilBox(election, [1]);
});

test("asks a node by the block's number that knows no other way", async () => {
  const election = await createElection(1);
  const proxy = await startFaulty();
  const isByHash = (params: readonly unknown[]) => typeof params[1] === "object";
  proxy.fail(
    on(["eth_getTransactionCount"], async ({ params }, forward) =>
      isByHash(params) ? { error: { code: -32602, message: "invalid argument 1" } } : forward(),
    ),
  );
  const carrier = await start({ endpoints: [proxy.url] });
  await carrier.accept(election, [0]);
  await untilBox(election, [1]);
});

test("tells the truth of a voter whose other ballot was counted first", async () => {
  const election = await createElection(2);
  const [voter] = election.voters;
  if (!voter) throw new Error("The roll is empty.");
  await chain.node.setAutomine(false);
  const carrier = await start();
  await carrier.accept(election, [0, 1], "Ada");
  await untilUnderWay(carrier);
  // Paid by the voter, and ahead of the batch.
  const { address } = election;
  await chain.node.setBalance({ address: voter.address, value: parseEther("1") });
  await chain.node.impersonateAccount({ address: voter.address });
  const args = [
    await chain.node
      .readContract({ address, abi: rollElectionAbi, functionName: "results" })
      .then(([ids]) => ids[1] ?? "0x"),
    0n,
  ] as const;
  await chain.node.writeContract({
    address,
    abi: rollElectionAbi,
    functionName: "vote",
    args,
    account: voter.address,
    maxFeePerGas: parseGwei("50"),
    maxPriorityFeePerGas: parseGwei("50"),
  });
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [2, 1]);
  const find = () => carrier.journal.find(31337, address, 0);
  await vi.waitFor(() => expect(find()).toMatchObject({ state: "inBlock", counted: 2, number: 1 }), patience);
  await chain.node.mine({ blocks: 3 });
  await vi.waitFor(() => expect(find()).toMatchObject({ state: "void", counted: 2, number: 1 }), patience);
  expect(find()).not.toHaveProperty("transaction");
  expect(carrier.journal.find(31337, address, 1)?.state).toBe("final");
});

test("two carriers with the same ballots: each is counted once, and both know", async () => {
  const election = await createElection(40);
  await chain.node.setAutomine(false);
  const indexes = election.voters.map((_, index) => index);
  const both = [await start({ mostBallots: 25 }), await start({ mostBallots: 30 })];
  for (const carrier of both) await carrier.accept(election, indexes);
  for (const carrier of both) await untilUnderWay(carrier);
  await chain.node.setAutomine(true);
  await chain.node.mine({ blocks: 1 });
  await untilBox(
    election,
    indexes.map(() => 1),
  );
  await chain.node.mine({ blocks: 3 });
  for (const carrier of both) {
    await vi.waitFor(
      () => expect(indexes.map((index) => stateOf(carrier, election, index))).toEqual(indexes.map(() => "final")),
      patience,
    );
  }
  const { address } = election;
  const [, , ballots] = await chain.node.readContract({ address, abi: rollElectionAbi, functionName: "results" });
  expect(ballots).toBe(40n);
});

test("a ballot that the contract would not count holds up none of the others", async () => {
  const election = await createElection(9);
  const carrier = await start({ longestWait: 3600, mostBallots: 9 });
  await carrier.accept(election, [0, 1, 2, 3, 5, 6, 7, 8]);
  // Signed by somebody else: the door would have refused it.
  const { signature } = await signBallot(election, 0, "Ada");
  const base = { chainId: 31337, election: election.address, organiser: chain.accounts[0], acceptedAt: Date.now() };
  const voter = election.voters[4]?.address ?? "0x";
  const plenty = { election: 99, organiser: 99, total: 99 };
  carrier.journal.accept({ ...base, index: 4, number: 1, signedBy: "key", signature, voter }, plenty);
  await untilBox(election, [1, 1, 1, 1, 0, 1, 1, 1, 1]);
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ aside: 1, undelivered: 1 }), patience);
  expect(stateOf(carrier, election, 4)).toBe("accepted");
  // Nor is it paid for.
  expect(carrier.events).toContainEqual(expect.objectContaining({ kind: "sent", ballots: 8 }));
});

test("what is not in the box when its election closes is void, but only once that is final", async () => {
  const election = await createElection(1, { closesIn: 600 });
  // So that there is a box at the newest final block.
  await chain.node.mine({ blocks: 3 });
  const carrier = await start({ feeCeiling: 1n });
  await carrier.accept(election, [0]);
  await vi.waitFor(() => expect(carrier.status().waitingFor).toBe("fees"), patience);
  await chain.node.increaseTime({ seconds: 700 });
  await chain.node.mine({ blocks: 1 });
  const { hash } = await chain.node.getBlock();
  await vi.waitFor(() => expect(carrier.status().head?.hash).toBe(hash), patience);
  expect(stateOf(carrier, election, 0)).toBe("accepted");
  await chain.node.mine({ blocks: 3 });
  await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("void"), patience);
  expect(carrier.events).toContainEqual({ kind: "closed", ballots: 1 });
});

test("sends the same bytes again that were written down and did not arrive before it ended", async () => {
  const election = await createElection(2);
  const proxy = await startFaulty();
  proxy.fail(on(["eth_sendRawTransaction"], answerStatus(500)));
  const carrier = await start({ endpoints: [proxy.url] });
  await carrier.accept(election, [0, 1]);
  const { hash, raw } = await untilUnderWay(carrier);
  expect(parseTransaction(raw).to).toBe(election.address.toLowerCase());
  await carrier.restart({ endpoints: [chain.url] });
  await untilBox(election, [1, 1]);
  expect((await chain.node.getTransactionReceipt({ hash })).status).toBe("success");
});
