import { type Address, encodeFunctionData, type Hash, type Hex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readTransactions } from "@/chain/collect/readTransactions";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode } from "@/chain/node";
import { packBatch } from "@/election/ballotBatch";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import type { Finding } from "@/recount/check";
import { castByCrowd } from "../support/castByCrowd";
import { deliverBatch } from "../support/deliverBallots";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { testAccount } from "../support/installWallet";
import { recountElection } from "../support/recountElection";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signBallot,
  signWalletBallot,
} from "../support/signBallots";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { change, goDown, type NodeProxy, startProxy } from "../support/startProxy";

const signers = inventSigners(40);

let chain: TestChain;
let proxy: NodeProxy;
let wallet: MultiOwnerWallet;
let election: SigningElection;
let elections = 0;

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  wallet = await deployMultiOwnerWallet(chain);
});
beforeEach(async () => {
  proxy.fail();
  const everybody = [...signers, wallet.account(), ...[0, 1, 2].map(testAccount)];
  const byAddress = new Map(everybody.map((account) => [account.address, account]));
  const voters = inRollOrder([...byAddress.keys()]).flatMap((address) => byAddress.get(address) ?? []);
  elections += 1;
  election = await createSigningElection(chain, voters, { title: `Election ${elections}` });
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function placeOf(voter: Address): number {
  return election.voters.findIndex(({ address }) => address === voter);
}

/** Collects everything at the newest block from this endpoint, and gives what the signatures come to. */
async function check(url = chain.url, address = election.address): Promise<Finding | undefined> {
  const { recount } = await recountElection(through(url), address, { block: "newest", receipts: false });
  return recount.findings.find((finding) => finding.check === "signatures");
}

function through(url: string) {
  return { ...chain.configuration, endpoints: [url] };
}

function signAll(places: readonly number[], choice: string) {
  return Promise.all(places.map((place) => signBallot(election, place, choice)));
}

async function sent(hash: Hash) {
  const { status } = await chain.node.waitForTransactionReceipt({ hash });
  expect(status).toBe("success");
}

const passed = { state: "passed", check: "signatures" };
const some = { state: "unknown", check: "signatures", lack: "some" };

describe("the signatures of ballots on a chain", () => {
  test("are all found: sent, relayed, and junk that was passed over", async () => {
    const [first, second, third] = chain.accounts;
    const places = signers.slice(0, 30).map(({ address }) => placeOf(address));
    await castInBlock(chain, election.address, first, "Ada");
    const ballots = await signAll(places, "Grace");
    const [one, two] = ballots;
    if (!one || !two) throw new Error("There are no ballots.");
    const forged = { ...one, signature: two.signature };
    // What was counted before is passed over in the second batch.
    await deliverBatch(chain, election, [forged, ...ballots.slice(0, 20), forged], second);
    await deliverBatch(chain, election, [...ballots.slice(10), ...(await signAll([places[0] ?? 0], "Ada"))], third);
    await castInBlock(chain, election.address, second, "Grace");
    expect(await check()).toEqual({ ...passed, sent: 2n, relayed: 30n });
  });

  test("are found in transactions of every kind that the node's accounts send", async () => {
    const [first, second, third] = chain.accounts;
    const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "vote", args: [candidateId("Ada")] });
    const kinds = [{ type: "legacy" }, { type: "eip2930" }, { type: "eip1559" }] as const;
    for (const [place, kind] of kinds.entries()) {
      const account = [first, second, third][place] ?? first;
      await sent(await chain.node.sendTransaction({ ...kind, to: election.address, data, account }));
    }
    expect(await check()).toEqual({ ...passed, sent: 3n, relayed: 0n });
  });

  test("are counted apart for a contract wallet, and for a batch through a contract", async () => {
    const [carrier] = chain.accounts;
    const signed = await signWalletBallot(election, placeOf(wallet.address), "Ada");
    const args = [candidateId("Ada"), BigInt(signed.index), signed.signature] as const;
    const contract = { address: election.address, abi: rollElectionAbi, account: carrier } as const;
    await sent(await chain.node.writeContract({ ...contract, functionName: "castSigned", args }));

    const ballots = await signAll(
      signers.slice(0, 5).map(({ address }) => placeOf(address)),
      "Grace",
    );
    const records = ballots.map(({ index, signature }) => ({ index, number: 2, signature }));
    const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "castBatch", args: [packBatch(records)] });
    const send = wallet.account().send;
    if (!send) throw new Error("The wallet sends nothing.");
    await sent(await send({ to: election.address, data }));
    await castInBlock(chain, election.address, carrier, "Ada");
    expect(await check()).toEqual({ ...some, sent: 1n, relayed: 0n, contracts: 6n, untold: 0n });
  });

  test("are counted apart in a poll where contracts voted", async () => {
    const poll = await createElection(chain, { title: `A poll of ${election.address}` });
    await castInBlock(chain, poll, chain.accounts[0], "Ada");
    expect(await check(chain.url, poll)).toEqual({ ...passed, sent: 1n, relayed: 0n });
    await castByCrowd(chain, poll, ["Grace"], 20);
    expect(await check(chain.url, poll)).toEqual({ ...some, sent: 1n, relayed: 0n, contracts: 20n, untold: 0n });
  });
});

describe("a node", () => {
  type Told = { hash: Hash; from: Address; input: Hex; nonce: Hex; type: Hex; r: Hex };
  const untold = { ...some, sent: 0n, relayed: 0n, contracts: 0n, untold: 3n };
  beforeEach(async () => {
    await castInBlock(chain, election.address, chain.accounts[0], "Ada");
    await deliverBatch(chain, election, await signAll([placeOf(signers[0]?.address ?? "0x")], "Ada"));
    await castInBlock(chain, election.address, chain.accounts[1], "Grace");
  });

  test.each<[string, (told: Told) => unknown]>([
    ["leaves transactions out", () => null],
    ["changes what they hold", (told) => ({ ...told, input: `${told.input}00` })],
    ["changes what else stands in them", (told) => ({ ...told, nonce: "0x77" })],
    ["calls them another kind", (told) => ({ ...told, type: "0x7e" })],
    ["gives nonsense for a signature", (told) => ({ ...told, r: "none" })],
    ["gives nothing but their hash", ({ hash }) => ({ hash })],
  ])("that %s shows no signature, and no fraud", async (_, how) => {
    proxy.fail(change<Told>("eth_getTransactionByHash", how as (told: Told) => Told));
    expect(await check(proxy.url)).toEqual(untold);
  });

  test("that is down is asked a few times alone, and tells nothing", async () => {
    proxy.fail(goDown());
    const before = proxy.requests.length;
    const hashes = Array.from({ length: 300 }, (_, place): Hash => `0x${place.toString(16).padStart(64, "0")}`);
    const node = createNode(through(proxy.url));
    const told = await readTransactions(node, hashes);
    expect(told).toEqual(hashes.map((hash) => ({ hash, raw: null })));
    expect(proxy.requests.length - before).toBeLessThan(150);
  });

  test("tells how far the reading has come, and gives the transactions in the order of their hashes", async () => {
    const { evidence } = await recountElection(through(chain.url), election.address, { block: "newest" });
    const hashes = evidence.record?.transactions.map(({ hash }) => hash) ?? [];
    const done: number[] = [];
    const missing: Hash = `0x${"00".repeat(31)}07`;
    const order = [hashes[2], missing, hashes[0], hashes[1]].flatMap((hash) => hash ?? []);
    const node = createNode(chain.configuration);
    const told = await readTransactions(node, order, (count) => done.push(count));
    expect(told.map(({ hash }) => hash)).toEqual(order);
    expect(told.map(({ raw }) => raw !== null)).toEqual([true, false, true, true]);
    expect(done).toEqual([1, 2, 3, 4]);
  });
});
