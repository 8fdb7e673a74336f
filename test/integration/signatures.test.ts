import { type Address, concatHex, encodeFunctionData, type Hash, type Hex, stringToHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode } from "@/chain/node";
import { readTransactions } from "@/chain/readTransactions";
import { recoverQuickly } from "@/chain/recoverQuickly";
import { packBatch } from "@/election/ballotBatch";
import { candidateId } from "@/election/election";
import { inRollOrder, packChunks } from "@/election/roll";
import type { Finding } from "@/recount/check";
import { checkSignatures } from "@/recount/checks/checkSignatures";
import type { Evidence, RecordEntry } from "@/recount/evidence";
import { castByCrowd } from "../support/castByCrowd";
import { deliverBatch } from "../support/deliverBallots";
import { deployMultiOwnerWallet, type MultiOwnerWallet } from "../support/deployMultiOwnerWallet";
import { testAccount } from "../support/installWallet";
import { makeOnRoll, makePoll } from "../support/makeEvidence";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signBallot,
  signWalletBallot,
} from "../support/signBallots";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { change, goDown, type NodeProxy, startProxy } from "../support/startProxy";

// The record comes from the chain, and so do the transactions; what else is in the evidence has no part in this check.

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
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

/** What is known of an election from its logs and its transactions, which this endpoint gives. */
async function collect(address: Address, isOnRoll: boolean, url = chain.url): Promise<Evidence> {
  if (!build) throw new Error("There is no build.");
  const logs = await chain.node.getLogs({ address, fromBlock: 0n });
  const hashes = [...new Set(logs.map(({ transactionHash }) => transactionHash))];
  const entries = logs.map(({ topics, data, logIndex, transactionHash }): RecordEntry => {
    const where = { block: 0, logIndex, transaction: hashes.indexOf(transactionHash) };
    const [, first = "0x", candidate] = topics as Hex[];
    const account: Address = `0x${first.slice(-40)}`;
    // The bytes stand behind their place and their length, and before what fills the last word.
    const ballots: Hex = `0x${data.slice(130, 130 + 2 * Number(`0x${data.slice(66, 130) || "0"}`))}`;
    return candidate ? { ...where, voter: account, candidate } : { ...where, carrier: account, ballots };
  });
  const node = createNode({ ...chain.configuration, endpoints: [url] });
  const made = isOnRoll ? makeOnRoll(build, [0]) : makePoll(build, []);
  const chunks = packChunks(election.voters.map((voter) => voter.address)).map((chunk) => concatHex(["0x00", chunk]));
  return {
    ...made,
    chain: { id: chain.configuration.id, name: "A chain" },
    election: address,
    asked: { ...made.asked, signatures: true },
    origin: {
      ...made.origin,
      title: stringToHex(election.title),
      candidates: election.candidates.map((name) => stringToHex(name)),
    },
    roll: made.roll && { ...made.roll, size: BigInt(election.voters.length), chunks },
    record: { blocks: [], transactions: await readTransactions(node, hashes), entries },
  };
}

async function check(url?: string): Promise<Finding> {
  return checkSignatures(await collect(election.address, true, url), { recover: recoverQuickly });
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
    expect(await checkSignatures(await collect(poll, false))).toEqual({ ...passed, sent: 1n, relayed: 0n });
    await castByCrowd(chain, poll, ["Grace"], 20);
    const finding = await checkSignatures(await collect(poll, false));
    expect(finding).toEqual({ ...some, sent: 1n, relayed: 0n, contracts: 20n, untold: 0n });
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
    const node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    const told = await readTransactions(node, hashes);
    expect(told).toEqual(hashes.map((hash) => ({ hash, raw: null })));
    expect(proxy.requests.length - before).toBeLessThan(150);
  });

  test("tells how far the reading has come, and gives the transactions in the order of their hashes", async () => {
    const { transactions } = (await collect(election.address, true)).record ?? { transactions: [] };
    const hashes = transactions.map(({ hash }) => hash);
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
