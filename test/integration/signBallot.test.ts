import { type Address, createClient, custom, type EIP1193RequestFn, type Hex, http, parseSignature } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { CastStep } from "@/chain/castBallot";
import type { GetSigner } from "@/chain/connection";
import { AccountChangedError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import { createNode, type Node } from "@/chain/node";
import { type BallotToSign, signBallot } from "@/chain/signBallot";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { type BallotPaper, ballotTypedData, type SignedBallot, signerOf } from "@/election/signedBallot";
import { words } from "@/words/words";
import { castInBlock, createElection, publishRoll, startChain, type TestChain } from "../support/startChain";

/** Half the order of the curve: what every s below it stands for, order − s stands for as well. */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** On the roll, and without a coin. */
const poor = privateKeyToAccount(generatePrivateKey());
const other = privateKeyToAccount(generatePrivateKey());

let chain: TestChain;
let node: Node;
let roll: Address;
let voters: Address[];
let election: Address;
let title: string;
let elections = 0;

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
  voters = inRollOrder([poor.address, chain.accounts[1], chain.accounts[2] ?? chain.accounts[0]]);
  roll = await publishRoll(chain, voters);
});
beforeEach(async () => {
  elections += 1;
  title = `Who keeps the keys, and why №${elections}?`;
  election = await createElection(chain, { title, roll });
});
afterAll(() => chain.stop());

function ballotOf(voter: Address, choice = "Ada"): BallotToSign {
  const index = BigInt(voters.findIndex((listed) => listed.toLowerCase() === voter.toLowerCase()));
  return { chainId: 31337, election, voter, candidate: candidateId(choice), index, signedBy: "key", title, choice };
}

/** Has a ballot signed; gives the steps, what was signed and what was thrown. */
async function sign(getSigner: GetSigner, ballot = ballotOf(poor.address), abort = new AbortController()) {
  const steps: CastStep[] = [];
  const signed: SignedBallot[] = [];
  const listener = {
    onStep: (step: CastStep) => steps.push(step),
    onSigned: (ballot: SignedBallot) => signed.push(ballot),
    onNotAccepted: (error: Error) => {
      throw error;
    },
  };
  const error = await signBallot(node, getSigner, ballot, listener, abort.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { steps, signed, error };
}

/** A wallet that answers the request for a signature in a way of its own; everything else the node answers. */
function walletThat(answer: (typedData: string) => Promise<unknown>, voter: Address = poor.address): GetSigner {
  const request = (({ method, params }) =>
    method === "eth_signTypedData_v4"
      ? answer((params as [Address, string])[1])
      : chain.node.request({ method, params } as never)) as EIP1193RequestFn;
  return async () => createClient({ account: voter, chain: foundry, transport: custom({ request }) });
}

/** A wallet that really signs what it is asked to, and then writes the signature as it pleases. */
function walletWriting(write: (signature: Hex) => unknown, account = poor): GetSigner {
  return walletThat(async (typedData) => write(await account.signTypedData(JSON.parse(typedData))));
}

function paper(choice = "Ada"): BallotPaper {
  return { chainId: 31337, election, title, choice };
}

describe("a ballot is signed", () => {
  test("by a voter who owns no coin, in words, and checked, and nothing is sent", async () => {
    const asked: string[] = [];
    const wallet = walletThat(async (typedData) => {
      asked.push(typedData);
      return poor.signTypedData(JSON.parse(typedData));
    });
    const { steps, signed, error } = await sign(wallet);
    expect(error).toBeUndefined();
    expect(steps).toEqual(["checking", "signing"]);
    const [ballot] = signed;
    const index = Number(ballotOf(poor.address).index);
    expect(ballot).toMatchObject({ chainId: 31337, election, voter: poor.address, index, choice: "Ada" });
    expect(ballot?.signature).toMatch(/^0x[0-9a-f]{128}$/);
    expect(await signerOf(paper(), ballot?.signature ?? "0x")).toBe(poor.address);
    // What the wallet shows: the words themselves.
    expect(asked.map((typedData) => JSON.parse(typedData).message)).toEqual([{ election: title, choice: "Ada" }]);
    expect(await chain.node.getTransactionCount({ address: poor.address })).toBe(0);
  });

  test("by an account that the node keeps unlocked, as a practice voter has", async () => {
    const account = chain.accounts[1];
    const unlocked: GetSigner = async () => createClient({ account, chain: foundry, transport: http(chain.url) });
    const { signed, error } = await sign(unlocked, ballotOf(account, "Grace"));
    expect(error).toBeUndefined();
    expect(await signerOf(paper("Grace"), signed[0]?.signature ?? "0x")).toBe(account);
  });

  test.each<[string, (signature: Hex) => Hex]>([
    ["with v 0 or 1", (signature) => `${signature.slice(0, -2)}0${Number(signature.endsWith("1c"))}` as Hex],
    ["with a high s", withHighS],
    ["in 64 bytes", inShort],
  ])("%s, as some wallets do, and comes out the same", async (_, write) => {
    const plain = await sign(walletWriting((signature) => signature));
    const { signed, error } = await sign(walletWriting(write));
    expect(error).toBeUndefined();
    expect(signed).toEqual(plain.signed);
  });
});

function withHighS(signature: Hex): Hex {
  const { r, s, yParity } = parseSignature(signature);
  const high = (order - BigInt(s)).toString(16).padStart(64, "0");
  return `${r}${high}${yParity ? "1b" : "1c"}`;
}

function inShort(signature: Hex): Hex {
  const { r, s, yParity } = parseSignature(signature);
  const last = (BigInt(s) | (BigInt(yParity) << 255n)).toString(16).padStart(64, "0");
  return `${r}${last}`;
}

describe("what a wallet returns is not handed on", () => {
  test.each<[string, () => GetSigner]>([
    ["another account's signature", () => walletWriting((signature) => signature, other)],
    ["a signature of another choice", () => walletThat(() => poor.signTypedData(ballotTypedData(paper("Grace"))))],
    [
      "a signature for another election",
      () => walletThat(() => poor.signTypedData(ballotTypedData({ ...paper(), election: roll }))),
    ],
    [
      "a signature for another chain",
      () => walletThat(() => poor.signTypedData(ballotTypedData({ ...paper(), chainId: 1 }))),
    ],
    ["a signature as of a message", () => walletThat(() => poor.signMessage({ message: "Ada" }))],
    ["a signature with v 2", () => walletWriting((signature) => `${signature.slice(0, -2)}02`)],
    ["half a signature", () => walletWriting((signature) => signature.slice(0, 66))],
    ["a contract's long one", () => walletWriting((signature) => `${signature}${"00".repeat(96)}`)],
    ["zeros", () => walletThat(async () => `0x${"0".repeat(130)}`)],
    ["nothing", () => walletThat(async () => null)],
    ["words", () => walletThat(async () => "signed")],
    ["an object", () => walletThat(async () => ({ signature: "0x" }))],
  ])("where it is %s", async (_, wallet) => {
    const { steps, signed, error } = await sign(wallet());
    expect(steps).toEqual(["checking", "signing"]);
    expect(signed).toEqual([]);
    expect(explainError(error)).toBe(words.errors.wrongSignature);
  });
});

describe("the contract would refuse, and the wallet is not even asked,", () => {
  async function expectRefused(ballot: BallotToSign, reason: keyof typeof words.errors) {
    const asked = vi.fn();
    const { steps, signed, error } = await sign(async (...request) => {
      asked();
      return walletWriting((signature) => signature)(...request);
    }, ballot);
    expect(explainError(error)).toBe(words.errors[reason]);
    expect(steps).toEqual(["checking"]);
    expect(signed).toEqual([]);
    expect(asked).not.toHaveBeenCalled();
  }

  test("who has voted already", async () => {
    await castInBlock(chain, election, chain.accounts[1], "Ada");
    await expectRefused(ballotOf(chain.accounts[1], "Grace"), "alreadyVoted");
  });

  test("a place on the roll that is another voter's", async () => {
    const ballot = ballotOf(poor.address);
    await expectRefused({ ...ballot, index: ballot.index === 0n ? 1n : 0n }, "wrongIndex");
  });

  test("what is no candidate", async () => {
    await expectRefused(ballotOf(poor.address, "Nobody"), "unknownCandidate");
  });

  test("before the election opens", async () => {
    title = `Early №${elections}`;
    election = await createElection(chain, { title, roll, opensIn: 3000 });
    await expectRefused(ballotOf(poor.address), "notOpen");
  });
});

describe("nothing is signed", () => {
  test.each<[string, number, keyof typeof words.errors]>([
    ["where the voter declines in the wallet", 4001, "rejected"],
    ["where the wallet is busy with an earlier request", -32002, "pending"],
    ["where the wallet is locked", 4100, "walletLocked"],
  ])("%s", async (_, code, reason) => {
    const { signed, error } = await sign(walletThat(() => Promise.reject(Object.assign(new Error("No."), { code }))));
    expect(explainError(error)).toBe(words.errors[reason]);
    expect(signed).toEqual([]);
  });

  test("where the wallet has moved to another account", async () => {
    const { signed, error } = await sign(async () => {
      throw new AccountChangedError();
    });
    expect(explainError(error)).toBe(words.errors.accountChanged);
    expect(signed).toEqual([]);
  });
});

test("who stops waiting hears of what the wallet signs all the same", async () => {
  const abort = new AbortController();
  let answer = () => {};
  const late = walletThat(async (typedData) => {
    abort.abort();
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return poor.signTypedData(JSON.parse(typedData));
  });
  const { signed, error } = await sign(late, ballotOf(poor.address), abort);
  expect(explainError(error)).toBe(words.errors.stoppedWaiting);
  expect(signed).toEqual([]);
  answer();
  await vi.waitFor(() => expect(signed).toHaveLength(1));
});
