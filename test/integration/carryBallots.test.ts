import { type Address, createClient, custom, type EIP1193RequestFn, type Hash, type Hex, http } from "viem";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { carryBallots, type Delivery, estimateDelivery, LessCountedError, planDelivery } from "@/chain/carryBallots";
import type { CastStep } from "@/chain/castBallot";
import { mostGasOfSigned } from "@/chain/castSignedCall";
import type { GetSigner } from "@/chain/connection";
import { explainDelivery } from "@/chain/explainDelivery";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { judgeBallots } from "@/chain/judgeBallots";
import { createNode } from "@/chain/node";
import { readElection } from "@/chain/readElection";
import { readHead } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { carryingWords } from "@/words/carrying";
import { testAccount } from "../support/installWallet";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { publishRoll, reorganise, sendBallot, startChain } from "../support/startChain";
import { startProxy } from "../support/startProxy";
import { walletCode } from "../support/walletCode";

const chain = await startChain();
const node = createNode(chain.configuration);
/** Who carries: accounts with coin that are on no roll. */
const [carrier, other] = [chain.accounts[8] ?? "0x", chain.accounts[9] ?? "0x"] as const;
/** On the roll, and able to pay for a transaction of their own. */
const payer = testAccount(0);
const voters = [...inventSigners(60), payer].sort((a, b) =>
  a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1,
);
const ownIndex = voters.indexOf(payer);
/** Where a contract wallet is. */
const walletIndex = ownIndex === 50 ? 51 : 50;

let roll: Address;
let signing: SigningElection;
let election: Election;
let elections = 0;

beforeAll(async () => {
  roll = await publishRoll(
    chain,
    voters.map(({ address }) => address),
  );
}, 60_000);
beforeEach(() => begin());
afterAll(() => chain.stop());

/** Another election on the same roll. */
async function begin(closesIn = 3600) {
  elections += 1;
  signing = await createSigningElection(chain, voters, { title: `Election ${elections}`, closesIn, roll });
  election = await readElection(node, 31337, signing.address, (await readHead(node, 64)).number);
}

function sign(indexes: readonly number[], choice = "Ada"): Promise<SignedBallot[]> {
  return Promise.all(indexes.map((index) => signBallot(signing, index, choice)));
}

function walletBallot(signature: Hex = "0x"): SignedBallot {
  const voter = voters[walletIndex]?.address ?? "0x";
  const base = { chainId: 31337, election: signing.address, voter, index: walletIndex, choice: "Grace" };
  return { ...base, signedBy: "wallet", signature };
}

async function putWallet(bytecode: Hex): Promise<void> {
  await chain.node.setCode({ address: voters[walletIndex]?.address ?? "0x", bytecode });
}

/** An account that the node keeps unlocked. */
function unlocked(account: Address): GetSigner {
  return async () => createClient({ account, chain: foundry, transport: http(chain.url) });
}

/** A wallet in front of the node that sends nothing, but answers in a way of its own. */
function walletThat(answer: () => Promise<unknown>): GetSigner {
  const request = ((call) =>
    call.method === "eth_sendTransaction" ? answer() : chain.node.request(call as never)) as EIP1193RequestFn;
  return async () => createClient({ account: carrier, chain: foundry, transport: custom({ request }) });
}

/** Delivers in one transaction; gives the steps, what was sent and what was thrown. */
async function carry(delivery: Delivery, wishes: { by?: Address; through?: typeof node; getSigner?: GetSigner } = {}) {
  const { by = carrier, through = node, getSigner = unlocked(by) } = wishes;
  const steps: CastStep[] = [];
  const sent: Hash[] = [];
  const listener = { onStep: (step: CastStep) => steps.push(step), onSent: (hash: Hash) => sent.push(hash) };
  const carrying = { chainId: 31337, election, carrier: by };
  const { signal } = new AbortController();
  const error = await carryBallots(through, getSigner, carrying, delivery, listener, signal).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { steps, sent, error };
}

/** The only transaction that these ballots take. */
function inOne(ballots: readonly SignedBallot[]): Delivery {
  const [delivery, ...rest] = planDelivery(election, ballots);
  if (!delivery || rest.length > 0) throw new RangeError("They take another number of transactions.");
  return delivery;
}

async function kinds(ballots: readonly SignedBallot[]): Promise<string[]> {
  return (await judgeBallots(node, election, await readHead(node, 64), ballots)).map(({ kind }) => kind);
}

async function tally(): Promise<readonly bigint[]> {
  const results = { address: signing.address, abi: rollElectionAbi, functionName: "results" } as const;
  const [, counts] = await chain.node.readContract(results);
  return counts;
}

/** The receipt of the only transaction that was sent. */
async function receiptOf({ sent, error }: { sent: Hash[]; error: unknown }) {
  expect(error).toBeUndefined();
  expect(sent).toHaveLength(1);
  return chain.node.waitForTransactionReceipt({ hash: sent[0] ?? "0x" });
}

describe("ballots that would count", () => {
  test("are carried at once by somebody who is on no roll, and the others are left", async () => {
    const ballots = await sign(Array.from({ length: 40 }, (_, index) => index));
    const brought = ballots.map((ballot) => (ballot.index % 8 === 3 ? { ...ballot, choice: "Grace" } : ballot));
    const before = await kinds(brought);
    expect(before.filter((kind) => kind === "badSignature")).toHaveLength(5);

    const good = brought.filter((_, place) => before[place] === "counts");
    const plan = planDelivery(election, good);
    expect(plan).toHaveLength(1);
    const estimate = await estimateDelivery(node, election, carrier, plan);
    const delivered = await carry(inOne(good));
    expect(delivered.steps).toEqual(["checking", "signing"]);
    const { status, gasUsed, from } = await receiptOf(delivered);
    expect([status, from]).toEqual(["success", carrier.toLowerCase()]);
    expect(gasUsed).toBeLessThanOrEqual(estimate);
    expect(gasUsed).toBeGreaterThan(estimate / 2n);
    expect(await tally()).toEqual([35n, 0n]);
    expect(await kinds(brought)).toEqual(before.map((kind) => (kind === "counts" ? "counted" : kind)));
  });

  test("are not carried a second time", async () => {
    const ballots = await sign([1, 2, 3]);
    await receiptOf(await carry(inOne(ballots)));
    const { steps, sent, error } = await carry(inOne(ballots), { by: other });
    expect(error).toMatchObject({ name: "LessCountedError", expected: 3, counted: 0 });
    expect({ steps, sent }).toEqual({ steps: ["checking"], sent: [] });
    expect(explainDelivery(error)).toBe(carryingWords.lessCounted);
  });

  test("are not carried along with one that somebody delivered meanwhile, or another voter's second", async () => {
    const ballots = await sign([1, 2, 3]);
    await receiptOf(await carry(inOne([...(await sign([2], "Grace"))])));
    expect((await carry(inOne(ballots))).error).toEqual(new LessCountedError(3, 2));
    expect((await carry(inOne([...(await sign([4])), ...(await sign([4], "Grace"))]))).error).toEqual(
      new LessCountedError(2, 1),
    );
    expect(await tally()).toEqual([0n, 1n]);
  });

  test("count once where two carry them at the same time, and a voter casts theirs besides", async () => {
    const ballots = await sign([1, 2, 3, ownIndex]);
    await chain.node.setAutomine(false);
    const own = await sendBallot(chain, signing.address, payer.address, "Ada");
    const first = await carry(inOne(ballots));
    const second = await carry(inOne(ballots), { by: other });
    await chain.node.mine({ blocks: 1 });
    await chain.node.setAutomine(true);
    const receipts = [await receiptOf(first), await receiptOf(second)];
    expect(receipts.map(({ status }) => status)).toEqual(["success", "success"]);
    receipts.push(await chain.node.getTransactionReceipt({ hash: own }));
    expect(new Set(receipts.map(({ blockHash }) => blockHash)).size).toBe(1);
    expect(await tally()).toEqual([4n, 0n]);
    expect(await kinds(ballots)).toEqual(Array(4).fill("counted"));
  });

  test("are carried again where a replaced block took them back", async () => {
    const ballots = await sign([1, 2]);
    await receiptOf(await carry(inOne(ballots)));
    await reorganise(chain, 1);
    expect(await kinds(ballots)).toEqual(["counts", "counts"]);
    await receiptOf(await carry(inOne(ballots)));
    expect(await tally()).toEqual([2n, 0n]);
  });

  test("are given more gas where a network takes more than the main chain does", async () => {
    const ballots = await sign([1, 2]);
    const reckoned = await estimateDelivery(node, election, carrier, planDelivery(election, ballots));
    const proxy = await startProxy(chain.url);
    const dear = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    proxy.fail(async (request, forward) => {
      const [call] = request.params as [{ gas?: Hex }];
      const isShort = request.method === "eth_call" && call.gas !== undefined && BigInt(call.gas) < reckoned * 3n;
      return isShort ? { error: { code: -32000, message: "out of gas" } } : forward();
    });
    const delivered = await carry(inOne(ballots), { through: dear });
    const { transactionHash: hash } = await receiptOf(delivered);
    expect((await chain.node.getTransaction({ hash })).gas).toBe(reckoned * 4n);
    proxy.fail(async (request, forward) =>
      request.method === "eth_call" ? { error: { code: -32000, message: "out of gas" } } : forward(),
    );
    const never = await carry(inOne(await sign([3])), { through: dear });
    expect(explainDelivery(never.error)).toBe(carryingWords.tooMuchGas);
    await proxy.stop();
  });
});

describe("a contract wallet's ballot", () => {
  test("is carried by itself, for no more gas than was said", async () => {
    await putWallet(walletCode.longWinded);
    const plan = planDelivery(election, [walletBallot("0x1234"), ...(await sign([1, 2]))]);
    expect(plan.map(({ kind }) => kind)).toEqual(["batch", "single"]);
    const estimate = await estimateDelivery(node, election, carrier, plan);
    let used = 0n;
    for (const delivery of plan) used += (await receiptOf(await carry(delivery))).gasUsed;
    expect(used).toBeLessThanOrEqual(estimate);
    expect(await tally()).toEqual([2n, 1n]);
    const again = await carry(inOne([walletBallot("0x1234")]));
    expect(again.sent).toEqual([]);
    expect(explainDelivery(again.error)).toBe(carryingWords.inTask.alreadyVoted);
  });

  test.each<[keyof typeof walletCode, string]>([
    ["no", carryingWords.walletRefuses],
    ["greedy", carryingWords.walletRefuses],
    ["nearlyGreedy", carryingWords.tooMuchGas],
    ["bomb", carryingWords.walletRefuses],
  ])("whose wallet is %s is not sent, and it is said why", async (code, sentence) => {
    await putWallet(walletCode[code]);
    const { steps, sent, error } = await carry(inOne([walletBallot()]));
    expect({ steps, sent }).toEqual({ steps: ["checking"], sent: [] });
    expect(explainDelivery(error)).toBe(sentence);
  });

  test("of a wallet that wants nearly all that may be paid for is given no more than that", async () => {
    await putWallet(walletCode.costly);
    const { sent, ...delivered } = await carry(inOne([walletBallot()]));
    expect((await receiptOf({ sent, ...delivered })).status).toBe("success");
    const [hash = "0x"] = sent;
    expect((await chain.node.getTransaction({ hash })).gas).toBe(mostGasOfSigned);
  });

  test("of a wallet that changes its mind on the way costs no more than was said, and is not counted", async () => {
    await putWallet(walletCode.yes);
    const estimate = await estimateDelivery(node, election, carrier, planDelivery(election, [walletBallot()]));
    await chain.node.setAutomine(false);
    const delivered = await carry(inOne([walletBallot()]));
    await putWallet(walletCode.greedy);
    await chain.node.mine({ blocks: 1 });
    await chain.node.setAutomine(true);
    const { status, gasUsed } = await receiptOf(delivered);
    expect(status).toBe("reverted");
    expect(gasUsed).toBeLessThanOrEqual(estimate);
    expect(await kinds([walletBallot()])).toEqual(["badSignature"]);
  });
});

describe("nothing is sent", () => {
  test("after the election closed", async () => {
    await begin(100);
    const ballots = await sign([1]);
    await chain.node.increaseTime({ seconds: 101 });
    await chain.node.mine({ blocks: 1 });
    const { steps, sent, error } = await carry(inOne(ballots));
    expect({ steps, sent }).toEqual({ steps: ["checking"], sent: [] });
    expect(explainDelivery(error)).toBe(carryingWords.inTask.notOpen);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      "where somebody declines in the wallet",
      () => Promise.reject(Object.assign(new Error("No."), { code: 4001 })),
      carryingWords.inTask.rejected,
    ],
    ["that the wallet names", async () => "sent", carryingWords.inTask.notSent],
  ])("%s", async (_, answer, sentence) => {
    const { steps, sent, error } = await carry(inOne(await sign([1])), { getSigner: walletThat(answer) });
    expect({ steps, sent }).toEqual({ steps: ["checking", "signing"], sent: [] });
    expect(explainDelivery(error)).toBe(sentence);
  });
});

test("who stops waiting hears of what the wallet sends all the same", async () => {
  const abort = new AbortController();
  const hash: Hash = `0x${"ab".repeat(32)}`;
  let answer = () => {};
  const late = walletThat(async () => {
    abort.abort();
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return hash;
  });
  const onSent = vi.fn();
  const carrying = { chainId: 31337, election, carrier };
  const delivery = inOne(await sign([1]));
  const carried = carryBallots(node, late, carrying, delivery, { onStep: () => {}, onSent }, abort.signal);
  await expect(carried.catch((error: unknown) => explainDelivery(error))).resolves.toBe(
    carryingWords.inTask.stoppedWaiting,
  );
  expect(onSent).not.toHaveBeenCalled();
  answer();
  await vi.waitFor(() => expect(onSent).toHaveBeenCalledWith(hash));
});
