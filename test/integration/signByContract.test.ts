import {
  type Address,
  createClient,
  custom,
  type EIP1193RequestFn,
  encodeFunctionData,
  type Hex,
  hashTypedData,
} from "viem";
import type { LocalAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { GetSigner } from "@/chain/connection";
import { explainError } from "@/chain/explainError";
import { rollElectionCalls } from "@/chain/generated/rollElectionCalls";
import { createNode, type Node } from "@/chain/node";
import { signBallot } from "@/chain/signBallot";
import { checkWalletBallot, NotAcceptedError } from "@/chain/signByContract";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { ballotTypedData, type SignedBallot } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import { words } from "@/words/words";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";
import { type NodeProxy, startProxy } from "../support/startProxy";

let chain: TestChain;
let proxy: NodeProxy;
let node: Node;
let roll: Address;
let wallet: MultiOwnerWallet;
let other: MultiOwnerWallet;
let voters: Address[];
let election: Address;
let title: string;
let elections = 0;

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  [wallet, other] = [await deployMultiOwnerWallet(chain), await deployMultiOwnerWallet(chain)];
  voters = inRollOrder([wallet.address, other.address, wallet.owners[0].address]);
  roll = await publishRoll(chain, voters);
});
beforeEach(async () => {
  elections += 1;
  title = `Who keeps the keys, and why №${elections}?`;
  election = await createElection(chain, { title, roll });
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function paper(choice = "Ada") {
  return { chainId: 31337, election, title, choice };
}

/** Has the wallet's ballot signed; gives what was signed, what was not accepted, and what was thrown. */
async function sign(getSigner: GetSigner, abort = new AbortController()) {
  const signed: SignedBallot[] = [];
  const notAccepted: NotAcceptedError[] = [];
  const listener = {
    onStep: () => {},
    onSigned: (ballot: SignedBallot) => signed.push(ballot),
    onNotAccepted: (error: NotAcceptedError) => notAccepted.push(error),
  };
  const index = BigInt(voters.indexOf(wallet.address));
  const ballot = {
    ...paper(),
    voter: wallet.address,
    candidate: candidateId("Ada"),
    index,
    signedBy: "wallet",
  } as const;
  const error = await signBallot(node, getSigner, ballot, listener, abort.signal).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { signed, notAccepted, error };
}

/** A wallet's program that answers the request for a signature in a way of its own. */
function walletThat(answer: (typedData: string) => Promise<unknown>): GetSigner {
  const request = (({ method, params }) =>
    method === "eth_signTypedData_v4"
      ? answer((params as [Address, string])[1])
      : chain.node.request({ method, params } as never)) as EIP1193RequestFn;
  return async () => createClient({ account: wallet.address, chain: foundry, transport: custom({ request }) });
}

/** A wallet's program through which these owners sign whatever it is asked for. */
function signedBy(...owners: LocalAccount[]): GetSigner {
  return walletThat((typedData) => wallet.account(owners).signTypedData(JSON.parse(typedData)));
}

function digest(choice = "Ada"): Hex {
  return hashTypedData(walletBallotTypedData(paper(choice), wallet.address));
}

describe("a contract wallet's ballot is signed", () => {
  test("by as many owners as needed, who see the wallet besides question and choice, and nothing is sent", async () => {
    const asked: string[] = [];
    const before = await chain.node.getBlockNumber();
    const { signed, error } = await sign(
      walletThat((typedData) => {
        asked.push(typedData);
        return wallet.account().signTypedData(JSON.parse(typedData));
      }),
    );
    expect(error).toBeUndefined();
    expect(asked.map((typedData) => JSON.parse(typedData))).toMatchObject([
      { primaryType: "WalletBallot", message: { election: title, choice: "Ada", voter: wallet.address.toLowerCase() } },
    ]);
    const index = voters.indexOf(wallet.address);
    const base = { chainId: 31337, election, voter: wallet.address, index, choice: "Ada", signedBy: "wallet" };
    const signature = await wallet.account().signTypedData(walletBallotTypedData(paper(), wallet.address));
    expect(signed).toEqual([{ ...base, signature }]);
    expect(await chain.node.getBlockNumber()).toBe(before);
  });

  test("by no signature at all, once enough owners have approved it", async () => {
    await wallet.approve(wallet.owners[0], digest());
    await wallet.approve(wallet.owners[2], digest());
    const { signed, error } = await sign(walletThat(async () => "0x"));
    expect(error).toBeUndefined();
    expect(signed).toMatchObject([{ signedBy: "wallet", signature: "0x" }]);
  });
});

describe("what the contract does not accept is not handed on, but may be asked about again", () => {
  test.each<[string, () => GetSigner]>([
    ["one owner's signature", () => signedBy(wallet.owners[0])],
    ["one owner's signature twice", () => signedBy(wallet.owners[0], wallet.owners[0])],
    ["no signature, where nobody has approved", () => walletThat(async () => "0x")],
    ["an owner's own ballot", () => walletThat(() => wallet.owners[0].signTypedData(ballotTypedData(paper())))],
    [
      "owners' signatures for another wallet of theirs",
      () => walletThat((typedData) => other.account().signTypedData(JSON.parse(typedData))),
    ],
    [
      "owners' signatures of another choice",
      () => walletThat(() => wallet.account().signTypedData(walletBallotTypedData(paper("Grace"), wallet.address))),
    ],
  ])("%s", async (_, getSigner) => {
    const { signed, notAccepted, error } = await sign(getSigner());
    expect(signed).toEqual([]);
    expect(error).toBeInstanceOf(NotAcceptedError);
    expect(notAccepted).toEqual([error]);
    const [{ ballot } = { ballot: undefined }] = notAccepted;
    expect(ballot).toMatchObject({ voter: wallet.address, signedBy: "wallet", choice: "Ada" });
  });

  test("until its owners have approved", async () => {
    const { notAccepted } = await sign(walletThat(async () => "0x"));
    const [refusal] = notAccepted;
    if (!refusal) throw new Error("It was accepted.");
    await wallet.approve(wallet.owners[1], digest());
    const ask = () => checkWalletBallot(node, refusal.ballot, candidateId("Ada"));
    await expect(ask()).rejects.toBeInstanceOf(NotAcceptedError);
    await wallet.approve(wallet.owners[2], digest());
    await expect(ask()).resolves.toBeUndefined();
  });

  test("where no node can be asked, and the signature is good when one can", async () => {
    const { signed, notAccepted } = await sign(
      walletThat((typedData) => {
        proxy.fail(async () => ({ status: 503 }));
        return wallet.account().signTypedData(JSON.parse(typedData));
      }),
    );
    proxy.fail();
    const [refusal] = notAccepted;
    expect(signed).toEqual([]);
    expect(explainError(refusal)).toBe(words.errors.nodeRefused);
    if (!refusal) throw new Error("It was accepted.");
    await checkWalletBallot(node, refusal.ballot, candidateId("Ada"));
  });
});

test.each<[string, unknown]>([
  ["nothing", null],
  ["words", "signed"],
  ["an object", { signature: "0x" }],
  ["half a byte", "0x123"],
  ["more than any ballot file holds", `0x${"00".repeat(1501)}`],
])("%s is no signature of any contract", async (_, answer) => {
  const { signed, notAccepted, error } = await sign(walletThat(async () => answer));
  expect([signed, notAccepted]).toEqual([[], []]);
  expect(explainError(error)).toBe(words.errors.wrongSignature);
});

test("who stops waiting hears all the same of what the owners sign later, and of what is not accepted", async () => {
  async function signLate(...owners: LocalAccount[]) {
    const abort = new AbortController();
    let answer = () => {};
    const late = walletThat(async (typedData) => {
      abort.abort();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return wallet.account(owners).signTypedData(JSON.parse(typedData));
    });
    const heard = await sign(late, abort);
    expect(explainError(heard.error)).toBe(words.errors.stoppedWaiting);
    expect([heard.signed, heard.notAccepted]).toEqual([[], []]);
    answer();
    return heard;
  }
  const enough = await signLate(wallet.owners[0], wallet.owners[1]);
  await vi.waitFor(() => expect(enough.signed).toHaveLength(1));
  const tooFew = await signLate(wallet.owners[0]);
  await vi.waitFor(() => expect(tooFew.notAccepted).toHaveLength(1));
  expect(tooFew.signed).toEqual([]);
});

test("a wallet that has voted by a transaction of its own is not asked", async () => {
  const data = encodeFunctionData({ abi: rollElectionCalls, functionName: "vote", args: [candidateId("Grace")] });
  const hash = await wallet.account().send?.({ to: election, data });
  if (!hash) throw new Error("Nothing was sent.");
  await chain.node.waitForTransactionReceipt({ hash });
  const { signed, error } = await sign(walletThat(() => Promise.reject(new Error("It was asked."))));
  expect(signed).toEqual([]);
  expect(explainError(error)).toBe(words.errors.alreadyVoted);
});
