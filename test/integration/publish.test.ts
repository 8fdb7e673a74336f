import {
  type Address,
  createClient,
  custom,
  type EIP1193RequestFn,
  keccak256,
  pad,
  parseGwei,
  toFunctionSelector,
  toHex,
  UserRejectedRequestError,
} from "viem";
import { foundry } from "viem/chains";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { GetSigner } from "@/chain/connection";
import { NoAnswerError } from "@/chain/errors";
import { estimatePublishing } from "@/chain/estimatePublishing";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode, type Node } from "@/chain/node";
import { type PublishingActivity, publish, type SentStep } from "@/chain/publish";
import { readPublishing } from "@/chain/readPublishing";
import type { Publishing } from "@/election/publishing";
import { inRollOrder, rollDigest } from "@/election/roll";
import { atFirst } from "../support/faults";
import { publishRoll, reorganise, startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";

let chain: TestChain;
let node: Node;
let publisher: Address;
let attempt = 0;

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
});
beforeEach(() => {
  attempt += 1;
  publisher = chain.accounts[attempt % chain.accounts.length] ?? chain.accounts[0];
});
afterEach(() => chain.node.setAutomine(true));
afterAll(() => chain.stop());

/** Voters whom nobody else's roll holds. */
function voters(count: number): Address[] {
  return inRollOrder(
    Array.from({ length: count }, (_, index): Address => `0x${keccak256(toHex(`${attempt} ${index}`)).slice(26)}`),
  );
}

async function publishing(electorate: Publishing["electorate"]): Promise<Publishing> {
  const { timestamp } = await chain.node.getBlock();
  const times = { opens: timestamp - 60n, closes: timestamp + 3600n };
  const candidates = ["Ada", "Grace", "None of these"];
  return { publisher, question: { title: `Who leads? ${attempt}`, description: "", candidates, ...times }, electorate };
}

/**
 * A wallet of the publisher's in front of the node.
 * @param refuse Says which of its transactions it rejects.
 * @param answer What it waits for before it answers.
 */
function wallet(refuse: (transaction: number) => boolean = () => false, answer?: Promise<void>) {
  let asked = 0;
  let leaving: AbortController | undefined;
  const hashes: unknown[] = [];
  const request = (async (call: { method: string }) => {
    if (call.method !== "eth_sendTransaction") return chain.node.request(call as never);
    asked += 1;
    leaving?.abort();
    await answer;
    if (refuse(asked)) throw new UserRejectedRequestError(new Error("rejected"));
    const hash = await chain.node.request(call as never);
    hashes.push(hash);
    return hash;
  }) as EIP1193RequestFn;
  const getSigner: GetSigner = async (_, account) =>
    // As wagmi does: a request that failed may have been carried out, so that nothing is asked of a wallet twice.
    createClient({ account, chain: foundry, transport: custom({ request }, { retryCount: 0 }) });
  /** Leaves the page as soon as the wallet is asked to send something. */
  const onAsked = (page: AbortController) => {
    leaving = page;
  };
  return { getSigner, hashes, onAsked };
}

/** One visit of an organiser: publishes as far as it gets. */
async function visit(
  what: Publishing,
  { getSigner }: { getSigner: GetSigner },
  memory = new Map<number, SentStep>(),
  abort = new AbortController(),
  onActivity: (activity: PublishingActivity, step: number) => void = () => {},
  asked = new Set<number>(),
  asking = node,
) {
  const remembered = {
    sentFor: (step: number) => memory.get(step),
    remember: (sent: SentStep) => void memory.set(sent.step, sent),
    forget: (step: number) => void memory.delete(step),
    wasAsked: (step: number) => asked.has(step),
    rememberAsked: (step: number, isAsked: boolean) => void (isAsked ? asked.add(step) : asked.delete(step)),
  };
  const listener = { onProgress: () => {}, onActivity };
  const error = await publish(asking, getSigner, 31337, what, remembered, listener, () => true, abort.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { error };
}

async function progressOf(what: Publishing) {
  const { hash } = await chain.node.getBlock();
  return readPublishing(node, what, hash);
}

/** The names of the roll's events, in order. */
async function eventsOf(roll: Address): Promise<string[]> {
  const logs = await chain.node.getContractEvents({ address: roll, abi: rollAbi, fromBlock: 0n });
  return logs.map(({ eventName }) => eventName);
}

describe("everything is published", () => {
  test("a roll in chunks, and the election on it, for about what was estimated", async () => {
    const listed = voters(2500);
    const what = await publishing({ kind: "voters", voters: listed });
    const estimate = await estimatePublishing(node, what, publisher);
    const own = wallet();

    const { error } = await visit(what, own);
    expect(error).toBeUndefined();
    expect(own.hashes).toHaveLength(6);

    const { roll, election } = await progressOf(what);
    if (!roll) throw new Error("There is no roll.");
    expect(roll).toEqual({ address: roll.address, isCreated: true, size: 2500, isClosed: true });
    const read = { address: roll.address, abi: rollAbi } as const;
    expect(await chain.node.readContract({ ...read, functionName: "digest" })).toBe(rollDigest(listed));
    expect(await chain.node.readContract({ ...read, functionName: "publisher" })).toBe(publisher);
    expect(await eventsOf(roll.address)).toEqual(["Added", "Added", "Added", "Closed"]);
    const onRoll = { address: election.address, abi: rollElectionAbi, functionName: "roll" } as const;
    expect(await chain.node.readContract(onRoll)).toBe(roll.address);

    const receipts = own.hashes.map((hash) => chain.node.waitForTransactionReceipt({ hash: hash as never }));
    const used = (await Promise.all(receipts)).reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
    expect(Number(estimate.gas) / Number(used)).toBeGreaterThan(0.98);
    expect(Number(estimate.gas) / Number(used)).toBeLessThan(1.05);
    expect(estimate.total).toBe(estimate.gas * estimate.price);
    expect((await estimatePublishing(node, what, publisher, await progressOf(what))).gas).toBe(0n);
  });

  test("an election for anyone", async () => {
    const what = await publishing({ kind: "anyone" });
    const own = wallet();
    expect((await visit(what, own)).error).toBeUndefined();
    expect(own.hashes).toHaveLength(1);
    expect((await progressOf(what)).election.isCreated).toBe(true);
  });

  test("an election on a roll that stands already", async () => {
    const roll = await publishRoll(chain, voters(3));
    const what = await publishing({ kind: "roll", roll });
    const own = wallet();
    expect((await visit(what, own)).error).toBeUndefined();
    expect(own.hashes).toHaveLength(1);
    const { election } = await progressOf(what);
    const onRoll = { address: election.address, abi: rollElectionAbi, functionName: "roll" } as const;
    expect(await chain.node.readContract(onRoll)).toBe(roll);
  });

  test("once: publishing it again signs nothing", async () => {
    const what = await publishing({ kind: "voters", voters: voters(3) });
    await visit(what, wallet());
    const again = wallet();
    expect((await visit(what, again)).error).toBeUndefined();
    expect(again.hashes).toEqual([]);
  });
});

describe("no chunk is paid for twice", () => {
  test.each([1, 2, 3, 4, 5, 6])("where the wallet rejects transaction %i", async (rejected) => {
    const what = await publishing({ kind: "voters", voters: voters(2500) });
    const memory = new Map<number, SentStep>();
    const first = wallet((transaction) => transaction === rejected);
    expect(String((await visit(what, first, memory)).error)).toContain("User rejected the request");
    expect(first.hashes).toHaveLength(rejected - 1);

    const second = wallet();
    expect((await visit(what, second, memory)).error).toBeUndefined();
    expect(second.hashes).toHaveLength(7 - rejected);
  });

  test("where everything that was remembered is lost", async () => {
    const what = await publishing({ kind: "voters", voters: voters(2500) });
    const first = wallet((transaction) => transaction === 3);
    expect(String((await visit(what, first)).error)).toContain("User rejected the request");
    const second = wallet();
    expect((await visit(what, second)).error).toBeUndefined();
    expect(second.hashes).toHaveLength(4);
  });

  test("where the page goes while a chunk is on its way, and remembers nothing", async () => {
    const what = await publishing({ kind: "voters", voters: voters(1300) });
    await visit(
      what,
      wallet((transaction) => transaction === 2),
    );
    await chain.node.setAutomine(false);
    const abort = new AbortController();
    const first = wallet();
    await visit(what, first, undefined, abort, (activity) => activity === "sent" && abort.abort());
    expect(first.hashes).toHaveLength(1);

    const second = wallet();
    let activities: PublishingActivity[] = [];
    const { error } = await visit(what, second, undefined, undefined, (activity) => {
      activities = [...activities, activity];
      if (activity === "others") void chain.node.mine({ blocks: 1 }).then(() => chain.node.setAutomine(true));
    });
    expect(error).toBeUndefined();
    expect(activities[0]).toBe("others");
    expect(second.hashes).toHaveLength(3);
    expect(await eventsOf((await progressOf(what)).roll?.address ?? "0x")).toEqual(["Added", "Added", "Closed"]);
  });

  test("where the wallet sends it after the page was left, and while the next visit looks for it", async () => {
    const what = await publishing({ kind: "voters", voters: voters(1300) });
    await visit(
      what,
      wallet((transaction) => transaction === 2),
    );
    let release = () => {};
    const answer = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = wallet(() => false, answer);
    const asked = new Set<number>();
    const abort = new AbortController();
    const left = visit(
      what,
      slow,
      undefined,
      abort,
      (activity) => activity === "signing" && slow.onAsked(abort),
      asked,
    );
    expect((await left).error).toBeDefined();
    expect(asked).toEqual(new Set([1]));
    expect(slow.hashes).toEqual([]);

    const second = wallet();
    const { error } = await visit(
      what,
      second,
      undefined,
      undefined,
      (activity) => {
        if (activity === "looking") release();
      },
      asked,
    );
    expect(error).toBeUndefined();
    expect(slow.hashes).toHaveLength(1);
    expect(second.hashes).toHaveLength(3);
    expect(await eventsOf((await progressOf(what)).roll?.address ?? "0x")).toEqual(["Added", "Added", "Closed"]);
  });

  test("where the block of a chunk is replaced by one without it", async () => {
    const what = await publishing({ kind: "voters", voters: voters(1300) });
    const memory = new Map<number, SentStep>();
    const { error } = await visit(
      what,
      wallet((transaction) => transaction === 3),
      memory,
    );
    expect(String(error)).toContain("User rejected the request");
    expect((await progressOf(what)).roll?.size).toBe(1216);

    await reorganise(chain, 1);
    expect((await visit(what, wallet(), memory)).error).toMatchObject({ name: "StepFailedError", reason: "lost" });
    expect((await visit(what, wallet(), memory)).error).toBeUndefined();
    const { roll } = await progressOf(what);
    expect(await eventsOf(roll?.address ?? "0x")).toEqual(["Added", "Added", "Closed"]);
  });
});

describe("a chunk's transaction that waits for its block", () => {
  /** A visit whose first chunk waits in the pool, with its number known. */
  async function waiting() {
    const what = await publishing({ kind: "voters", voters: voters(1300) });
    await visit(
      what,
      wallet((transaction) => transaction === 2),
    );
    await chain.node.setAutomine(false);
    const memory = new Map<number, SentStep>();
    const own = wallet();
    const visited = visit(what, own, memory);
    const { hash, nonce } = await vi.waitFor(() => {
      const { hash, nonce } = memory.get(1) ?? {};
      if (!hash || nonce === undefined) throw new Error("It was not found in the pool yet.");
      return { hash, nonce };
    }, 5000);
    const { to, input } = await chain.node.getTransaction({ hash });
    await chain.node.dropTransaction({ hash });
    return { what, memory, own, visited, hash, nonce, to, input };
  }

  async function goOn() {
    await chain.node.mine({ blocks: 1 });
    await chain.node.setAutomine(true);
  }

  test("is sped up in the wallet: it goes on, and is not sent again", async () => {
    const { what, own, visited, hash, nonce, to, input } = await waiting();
    const fees = { maxFeePerGas: parseGwei("9"), maxPriorityFeePerGas: parseGwei("9") };
    expect(await chain.node.sendTransaction({ account: publisher, to, data: input, nonce, ...fees })).not.toBe(hash);
    await goOn();
    expect((await visited).error).toBeUndefined();
    expect(own.hashes).toHaveLength(4);
    expect(await eventsOf((await progressOf(what)).roll?.address ?? "0x")).toEqual(["Added", "Added", "Closed"]);
  });

  test("is cancelled in the wallet: it says so, and sends the chunk once more when asked", async () => {
    const { what, memory, visited, nonce } = await waiting();
    await chain.node.sendTransaction({ account: publisher, to: publisher, nonce });
    await goOn();
    expect((await visited).error).toMatchObject({ name: "StepFailedError", reason: "replaced" });
    expect((await progressOf(what)).roll?.size).toBe(0);
    expect((await visit(what, wallet(), memory)).error).toBeUndefined();
    expect(await eventsOf((await progressOf(what)).roll?.address ?? "0x")).toEqual(["Added", "Added", "Closed"]);
  });

  test("is dropped by the nodes: it says so, and sends the chunk once more when asked", async () => {
    const { what, memory, visited } = await waiting();
    expect((await visited).error).toMatchObject({ name: "StepFailedError", reason: "lost" });
    await chain.node.setAutomine(true);
    expect((await visit(what, wallet(), memory)).error).toBeUndefined();
    expect(await eventsOf((await progressOf(what)).roll?.address ?? "0x")).toEqual(["Added", "Added", "Closed"]);
  });
});

test("nothing is signed where two nodes contradict each other", async () => {
  const proxy = await startProxy(chain.url);
  try {
    const what = await publishing({ kind: "anyone" });
    proxy.fail(change("eth_call", () => pad(publisher)));
    const endpoints = [chain.url, proxy.url];
    const own = wallet();
    const { error } = await visit(
      what,
      own,
      undefined,
      undefined,
      undefined,
      undefined,
      createNode({ ...chain.configuration, endpoints }),
    );
    expect(error).toBeInstanceOf(NoAnswerError);
    expect(own.hashes).toEqual([]);
  } finally {
    await proxy.stop();
  }
});

test("what a node cannot tell while a block arrives is asked again", async () => {
  const proxy = await startProxy(chain.url);
  try {
    const organiserOf = toFunctionSelector("organiserOf(address)");
    const tellNothing = atFirst(async () => ({ result: "0x" }));
    proxy.fail((request, forward) =>
      JSON.stringify(request.params).includes(organiserOf) ? tellNothing(request, forward) : forward(),
    );
    const what = await publishing({ kind: "anyone" });
    const through = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    const { error } = await visit(what, wallet(), undefined, undefined, undefined, undefined, through);
    expect(error).toBeUndefined();
    expect((await progressOf(what)).election.isCreated).toBe(true);
  } finally {
    await proxy.stop();
  }
});

test("a step that the contract refuses is not signed", async () => {
  const { question, ...what } = await publishing({ kind: "anyone" });
  const own = wallet();
  const { error } = await visit({ ...what, question: { ...question, candidates: ["Ada"] } }, own);
  expect(String(error)).toContain("CandidateCount");
  expect(own.hashes).toEqual([]);
});

test("it stops before a step that may not begin yet", async () => {
  const what = await publishing({ kind: "voters", voters: voters(2) });
  const { getSigner } = wallet();
  const forgets = { sentFor: () => undefined, remember: () => {}, forget: () => {} };
  const memory = { ...forgets, wasAsked: () => false, rememberAsked: () => {} };
  const listener = { onProgress: () => {}, onActivity: () => {} };
  const { signal } = new AbortController();
  await publish(node, getSigner, 31337, what, memory, listener, ({ kind }) => kind !== "closeRoll", signal);
  expect((await progressOf(what)).roll).toMatchObject({ size: 2, isClosed: false });
});
