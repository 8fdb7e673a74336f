import {
  type Address,
  createClient,
  custom,
  type EIP1193RequestFn,
  type Hash,
  http,
  parseEther,
  toFunctionSelector,
  zeroHash,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type BallotToCast, type CastStep, castBallot } from "@/chain/castBallot";
import type { GetSigner, Signer } from "@/chain/connection";
import { AccountChangedError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import { createNode, type Node } from "@/chain/node";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { readPlace } from "@/chain/readPlace";
import { candidateId } from "@/election/election";
import { words } from "@/words/words";
import { castInBlock, createElection, publishRoll, startChain, type TestChain } from "../support/startChain";

let chain: TestChain;
let node: Node;
let election: Address;
let voter: Address;
let title = 0;

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
  voter = chain.accounts[1];
});
beforeEach(async () => {
  title += 1;
  election = await createElection(chain, { title: `Election ${title}` });
});
afterAll(() => chain.stop());

/** Casts a ballot for Ada, unless wished otherwise; gives the steps and what was thrown. */
async function cast(getSigner: GetSigner, wishes: Partial<BallotToCast> = {}, abort = new AbortController()) {
  const ballot = { chainId: 31337, election, voter, candidate: candidateId("Ada"), ...wishes };
  const steps: CastStep[] = [];
  const sent: Hash[] = [];
  const listener = { onStep: (step: CastStep) => steps.push(step), onSent: (hash: Hash) => sent.push(hash) };
  const error = await castBallot(node, getSigner, ballot, listener, abort.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { steps, sent, error };
}

/** An account that the node keeps unlocked, as a practice voter has. */
function unlocked(account: Address): GetSigner {
  return async () => createClient({ account, chain: foundry, transport: http(chain.url) });
}

/** A wallet in front of the node, with an answer of its own to one method. */
function walletThat(method: string, answer: () => Promise<unknown>): GetSigner {
  const request = ((call) =>
    call.method === method ? answer() : chain.node.request(call as never)) as EIP1193RequestFn;
  return async () => createClient({ account: voter, chain: foundry, transport: custom({ request }) });
}

async function ownBallot(of = voter) {
  const { hash } = await chain.node.getBlock();
  return readOwnBallot(node, election, of, hash);
}

describe("on a roll", () => {
  let roll: Address;
  const [first, second, third] = [3, 4, 5];
  const account = (index: number) => chain.accounts[index] ?? voter;
  const placeOf = async (address: Address) => readPlace(node, roll, address, (await chain.node.getBlock()).hash);

  beforeAll(async () => {
    roll = await publishRoll(chain, [first, second, third].map(account));
  });
  beforeEach(async () => {
    election = await createElection(chain, { title: `Election ${title} on a roll`, roll });
  });

  test("a ballot with its voter's index is counted, for no more gas than was measured", async () => {
    for (const [index, most] of [
      [first, 60_000n],
      [second, 37_500n],
    ] as const) {
      const place = await placeOf(account(index));
      const { sent, error } = await cast(unlocked(account(index)), {
        voter: account(index),
        index: place ?? undefined,
      });
      expect(error).toBeUndefined();
      const [hash = zeroHash] = sent;
      const { input } = await chain.node.getTransaction({ hash });
      expect(input.startsWith(toFunctionSelector("vote(bytes32,uint256)"))).toBe(true);
      expect((await chain.node.waitForTransactionReceipt({ hash })).gasUsed).toBeLessThanOrEqual(most);
      expect(await ownBallot(account(index))).toBe(candidateId("Ada"));
    }
  });

  test.each<[string, number, bigint, string]>([
    ["by an address that is not on the roll, at another's index", 6, 0n, words.errors.wrongIndex],
    ["past the end of the roll", first, 3n, words.errors.wrongIndex],
  ])("a ballot %s is not sent, and it is said why", async (_, index, at, sentence) => {
    const { sent, error } = await cast(unlocked(account(index)), { voter: account(index), index: at });
    expect(sent).toEqual([]);
    expect(explainError(error)).toBe(sentence);
  });

  test("a ballot without an index by an address that is not on the roll is not sent, and it is said why", async () => {
    const { sent, error } = await cast(unlocked(account(6)), { voter: account(6) });
    expect(sent).toEqual([]);
    expect(explainError(error)).toBe(words.errors.notOnRoll);
  });

  test("a second ballot is not sent", async () => {
    const index = (await placeOf(account(third))) ?? 0n;
    await castInBlock(chain, election, account(third), "Grace");
    const { sent, error } = await cast(unlocked(account(third)), { voter: account(third), index });
    expect(sent).toEqual([]);
    expect(explainError(error)).toBe(words.errors.alreadyVoted);
  });
});

describe("a ballot is counted", () => {
  test("cast by an unlocked account, step by step", async () => {
    const { steps, sent, error } = await cast(unlocked(voter));
    expect(error).toBeUndefined();
    expect(steps).toEqual(["checking", "signing"]);
    expect(sent).toHaveLength(1);
    for (const hash of sent) await chain.node.waitForTransactionReceipt({ hash });
    expect(await ownBallot()).toBe(candidateId("Ada"));
  });

  test("cast by an account that signs with its own key", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    await chain.node.setBalance({ address: account.address, value: parseEther("1") });
    const signer: Signer = createClient({ account, chain: foundry, transport: http(chain.url) });
    const { sent, error } = await cast(async () => signer, {
      voter: account.address,
      candidate: candidateId("Grace"),
    });
    expect(error).toBeUndefined();
    expect(sent).toHaveLength(1);
    for (const hash of sent) await chain.node.waitForTransactionReceipt({ hash });
    expect(await ownBallot(account.address)).toBe(candidateId("Grace"));
  });

  test("by the chain and the address that the wallet was asked for", async () => {
    const asked: unknown[] = [];
    await cast((...request) => {
      asked.push(request);
      return unlocked(voter)(...request);
    });
    expect(asked).toEqual([[31337, voter]]);
  });
});

describe("the contract refuses, and the wallet is not even asked,", () => {
  async function expectRefused(wishes: Partial<BallotToCast>, reason: keyof typeof words.errors) {
    const sent = await chain.node.getTransactionCount({ address: voter });
    let asked = 0;
    const { steps, error } = await cast(async (...request) => {
      asked += 1;
      return unlocked(voter)(...request);
    }, wishes);
    expect(explainError(error)).toBe(words.errors[reason]);
    expect({ steps, asked }).toEqual({ steps: ["checking"], asked: 0 });
    expect(await chain.node.getTransactionCount({ address: voter })).toBe(sent);
  }

  test("a second ballot, for whomever", async () => {
    await castInBlock(chain, election, voter, "Ada");
    await expectRefused({}, "alreadyVoted");
    await expectRefused({ candidate: candidateId("Grace") }, "alreadyVoted");
  });

  test("a ballot for what is no candidate", async () => {
    await expectRefused({ candidate: candidateId("Nobody") }, "unknownCandidate");
  });

  test("a ballot before the election opens", async () => {
    const early = await createElection(chain, { title: `Early ${title}`, opensIn: 3000 });
    await expectRefused({ election: early }, "notOpen");
  });

  test("a ballot after the election closed", async () => {
    const late = await createElection(chain, { title: `Late ${title}`, closesIn: 60 });
    await chain.node.increaseTime({ seconds: 60 });
    await chain.node.mine({ blocks: 1 });
    await expectRefused({ election: late }, "notOpen");
  });
});

describe("nothing is sent", () => {
  async function expectUnsent(getSigner: GetSigner, reason: keyof typeof words.errors) {
    const { steps, sent, error } = await cast(getSigner);
    expect(explainError(error)).toBe(words.errors[reason]);
    expect(steps).toEqual(["checking", "signing"]);
    expect(sent).toEqual([]);
    expect(await ownBallot()).toBeNull();
  }

  const rejects = (code: number) => () => Promise.reject(Object.assign(new Error("No."), { code }));

  test("where the voter declines in the wallet", async () => {
    await expectUnsent(walletThat("eth_sendTransaction", rejects(4001)), "rejected");
  });

  test("where the wallet is busy with an earlier request", async () => {
    await expectUnsent(walletThat("eth_sendTransaction", rejects(-32002)), "pending");
  });

  test("where the wallet is locked", async () => {
    await expectUnsent(walletThat("eth_sendTransaction", rejects(4100)), "walletLocked");
  });

  test("where the wallet has moved to another chain", async () => {
    await expectUnsent(
      walletThat("eth_chainId", async () => "0x1"),
      "wrongChain",
    );
  });

  test("where the wallet has moved to another account", async () => {
    await expectUnsent(async () => {
      throw new AccountChangedError();
    }, "accountChanged");
  });

  test.each([null, "", "0x", "0x1234", { hash: zeroHash }])(
    "where the wallet answers %j in place of a hash",
    async (answer) => {
      await expectUnsent(
        walletThat("eth_sendTransaction", async () => answer),
        "notSent",
      );
    },
  );

  test("where the address has no coin for the network fee", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const signer = createClient({ account, chain: foundry, transport: http(chain.url) });
    const { steps, sent, error } = await cast(async () => signer, { voter: account.address });
    expect(explainError(error)).toBe(words.errors.noFunds);
    expect(steps).toEqual(["checking", "signing"]);
    expect(sent).toEqual([]);
  });
});

describe("the voter stops waiting", () => {
  test.each<[string, (asked: () => Promise<never>) => GetSigner]>([
    ["for a signature", (asked) => walletThat("eth_sendTransaction", asked)],
    ["for a wallet that does not even name its account", (asked) => asked],
  ])("%s", async (_, walletOf) => {
    const abort = new AbortController();
    const silent = walletOf(() => {
      abort.abort();
      return new Promise(() => {});
    });
    const { steps, sent, error } = await cast(silent, {}, abort);
    expect(explainError(error)).toBe(words.errors.stoppedWaiting);
    expect(steps).toEqual(["checking", "signing"]);
    expect(sent).toEqual([]);
    expect(await ownBallot()).toBeNull();
  });

  test("and the wallet, when it names its account at last, is asked for nothing", async () => {
    const abort = new AbortController();
    const asked: string[] = [];
    const request = (async ({ method }) => {
      asked.push(method);
      return null;
    }) as EIP1193RequestFn;
    let nameAccount = () => {};
    const late = new Promise<Signer>((resolve) => {
      nameAccount = () => resolve(createClient({ account: voter, chain: foundry, transport: custom({ request }) }));
    });
    const { error } = await cast(
      () => {
        abort.abort();
        return late;
      },
      {},
      abort,
    );
    expect(explainError(error)).toBe(words.errors.stoppedWaiting);

    nameAccount();
    // A whole ballot takes longer than the question would.
    expect((await cast(unlocked(chain.accounts[0]), { voter: chain.accounts[0] })).error).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test("and hears of what the wallet sends all the same", async () => {
    const abort = new AbortController();
    let answer = () => {};
    const late = walletThat("eth_sendTransaction", async () => {
      abort.abort();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return zeroHash;
    });
    const { sent, error } = await cast(late, {}, abort);
    expect(explainError(error)).toBe(words.errors.stoppedWaiting);
    expect(sent).toEqual([]);
    answer();
    await vi.waitFor(() => expect(sent).toEqual([zeroHash]));
  });

  test("before the wallet was asked", async () => {
    const abort = new AbortController();
    abort.abort();
    const { steps, sent, error } = await cast(unlocked(voter), {}, abort);
    expect(explainError(error)).toBe(words.errors.stoppedWaiting);
    expect(steps).toEqual(["checking"]);
    expect(sent).toEqual([]);
    expect(await ownBallot()).toBeNull();
  });
});
