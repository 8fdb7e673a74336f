import { type Address, createClient, type Hash, type Hex, hashTypedData, http } from "viem";
import { foundry } from "viem/chains";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { carryBallots, planDelivery } from "@/chain/carryBallots";
import { judgeBallots } from "@/chain/judgeBallots";
import { createNode } from "@/chain/node";
import { readElection } from "@/chain/readElection";
import { readHead } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { ballotTypedData, compactSignature, type SignedBallot, type SignedBy } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { createElection, publishRoll, startChain } from "../support/startChain";

// Wallets of three owners, of whom two have to agree, and whose first owner is a voter as well.

const chain = await startChain();
const node = createNode(chain.configuration);
let wallets: readonly [MultiOwnerWallet, MultiOwnerWallet];
let voters: Address[];
let roll: Address;
let election: Election;
let elections = 0;

beforeAll(async () => {
  wallets = [await deployMultiOwnerWallet(chain), await deployMultiOwnerWallet(chain)];
  voters = inRollOrder([...wallets.map(({ address }) => address), wallets[0].owners[0].address]);
  roll = await publishRoll(chain, voters);
}, 60_000);
beforeEach(async () => {
  elections += 1;
  const address = await createElection(chain, { title: `Election ${elections}`, roll });
  election = await readElection(node, 31337, address, (await readHead(node, 64)).number);
});
afterAll(() => chain.stop());

function paper(choice: string) {
  return { chainId: 31337, election: election.address, title: election.title, choice };
}

function ballotOf(voter: Address, signedBy: SignedBy, choice: string, signature: Hex): SignedBallot {
  return { ...paper(choice), voter, index: voters.indexOf(voter), signedBy, signature };
}

/** What so many owners of the wallet sign for it. */
async function signFor(wallet: MultiOwnerWallet, owners: number, choice = "Ada"): Promise<SignedBallot> {
  const account = wallet.account(wallet.owners.slice(0, owners));
  const signature = await account.signTypedData(walletBallotTypedData(paper(choice), wallet.address));
  return ballotOf(wallet.address, "wallet", choice, signature);
}

async function kinds(ballots: readonly SignedBallot[]): Promise<string[]> {
  return (await judgeBallots(node, election, await readHead(node, 64), ballots)).map(({ kind }) => kind);
}

/** Carries ballots from an account that is on no roll; gives the receipts' states. */
async function carryAll(ballots: readonly SignedBallot[]): Promise<string[]> {
  const carrier = chain.accounts[9] ?? "0x";
  const getSigner = async () => createClient({ account: carrier, chain: foundry, transport: http(chain.url) });
  const sent: Hash[] = [];
  const listener = { onStep: () => {}, onSent: (hash: Hash) => sent.push(hash) };
  for (const delivery of planDelivery(election, ballots)) {
    const { signal } = new AbortController();
    await carryBallots(node, getSigner, { chainId: 31337, election, carrier }, delivery, listener, signal);
  }
  const receipts = await Promise.all(sent.map((hash) => chain.node.waitForTransactionReceipt({ hash })));
  return receipts.map(({ status }) => status);
}

test("a wallet's ballot would count once enough of its owners have signed, and is carried by anybody", async () => {
  const [wallet] = wallets;
  expect(await kinds([await signFor(wallet, 1)])).toEqual(["badSignature"]);
  const ballot = await signFor(wallet, 2);
  expect(await kinds([ballot, { ...ballot, choice: "Grace" }])).toEqual(["counts", "badSignature"]);
  expect(await carryAll([ballot])).toEqual(["success"]);
  expect(await kinds([ballot])).toEqual(["counted"]);
});

test("a wallet whose owners approve on the chain needs no signature, and may take its approval back", async () => {
  const [wallet] = wallets;
  const ballot = ballotOf(wallet.address, "wallet", "Grace", "0x");
  const hash = hashTypedData(walletBallotTypedData(paper("Grace"), wallet.address));
  await wallet.approve(wallet.owners[0], hash);
  expect(await kinds([ballot])).toEqual(["badSignature"]);
  await wallet.approve(wallet.owners[2], hash);
  expect(await kinds([ballot])).toEqual(["counts"]);
  await wallet.approve(wallet.owners[0], hash, false);
  expect(await kinds([ballot])).toEqual(["badSignature"]);
});

test("owners of two wallets sign for each and for themselves, and every one counts once and as signed", async () => {
  const [one, two] = wallets;
  const [owner] = one.owners;
  const signature = compactSignature(await owner.signTypedData(ballotTypedData(paper("Grace"))));
  const own = ballotOf(owner.address, "key", "Grace", signature);
  const ballots = [await signFor(one, 2), await signFor(two, 2), own];
  // The same owners have signed, but for the other wallet, and for an account.
  const moved = { ...(await signFor(one, 2)), voter: two.address, index: voters.indexOf(two.address) };
  const taken = { ...own, voter: one.address, index: voters.indexOf(one.address), signedBy: "wallet" } as const;
  expect(await kinds([...ballots, moved, taken])).toEqual([...Array(3).fill("counts"), "badSignature", "badSignature"]);
  expect(await carryAll(ballots)).toEqual(Array(3).fill("success"));
  const verdicts = await judgeBallots(node, election, await readHead(node, 64), ballots);
  expect(verdicts).toEqual(Array(3).fill(expect.objectContaining({ kind: "counted", isThis: true })));
});
