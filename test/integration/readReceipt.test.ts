import { type Address, encodeFunctionData, type Hex, pad } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode, type Node } from "@/chain/node";
import { readCasting } from "@/chain/readCasting";
import { type Count, readCount } from "@/chain/readCount";
import { readElection } from "@/chain/readElection";
import { readReceipt } from "@/chain/readReceipt";
import { readHead } from "@/chain/watchHead";
import { packBatch } from "@/election/ballotBatch";
import { candidateId, type Election } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { deliverBatch } from "../support/deliverBallots";
import { testAccount } from "../support/installWallet";
import { behindAt, changeLogs, lieAbout } from "../support/lies";
import { inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { castInBlock, createElection, publishRoll, reorganise, startChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";

const chain = await startChain();
const proxies = [await startProxy(chain.url), await startProxy(chain.url)] as const;
const truthful = createNode(chain.configuration);
const carrier = chain.accounts[8] ?? "0x";
const funded = testAccount(1);

/** Takes whatever it is asked about for its own signature (ERC-1271). */
const wallet = {
  address: "0x00000000000000000000000000000000005aFE00",
  code: "0x631626ba7e60e01b60005260206000f3",
} as const;
/** Calls the address in its first word with what follows. */
const forwarder = {
  address: "0x0000000000000000000000000000000000f0e4aD",
  code: "0x60203603806020600037600060008260006000600035" + "5af100",
} as const;

const signers = inventSigners(60);
const addresses = inRollOrder([...signers.map(({ address }) => address), funded.address, wallet.address]);
const everybody = new Map([...signers, funded].map((account) => [account.address, account]));
// The wallet has no key: nobody signs at its place.
const voters = addresses.map((address) => everybody.get(address) ?? funded);
const placeOf = (voter: Address) => addresses.indexOf(voter);

let roll: Address;
let signing: SigningElection;
let election: Election;
let elections = 0;

beforeAll(async () => {
  for (const { address, code } of [wallet, forwarder]) await chain.node.setCode({ address, bytecode: code as Hex });
  roll = await publishRoll(chain, addresses);
});
beforeEach(async () => {
  for (const proxy of proxies) proxy.fail();
  elections += 1;
  const title = `Election ${elections}`;
  const address = await createElection(chain, { title, roll });
  signing = { chainId: 31337, address, roll, title, candidates: ["Ada", "Grace"], voters };
  election = await readElection(truthful, 31337, address, (await head()).number);
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop();
  await chain.stop();
});

function head() {
  return readHead(truthful, 64);
}

function through(...used: readonly (typeof proxies)[number][]): Node {
  return createNode({ ...chain.configuration, endpoints: used.map(({ url }) => url) });
}

async function count(): Promise<Count> {
  return readCount(truthful, election, 0n, await head());
}

async function receiptOf(voter: Address, node = truthful) {
  return readReceipt(node, election, voter, election.roll && placeOf(voter), await count());
}

/** How the voter's counted ballot came, by this node's word. */
async function castingOf(voter: Address, node = truthful) {
  const { ballot } = await receiptOf(voter);
  if (!ballot) throw new Error(`Nothing is counted for ${voter}.`);
  return readCasting(node, election, ballot, election.roll && placeOf(voter));
}

async function send(to: Address, data: Hex) {
  const hash = await chain.node.sendTransaction({ to, data, account: carrier, chain: null, gas: 3_000_000n });
  return chain.node.waitForTransactionReceipt({ hash });
}

function castBatch(...records: Parameters<typeof packBatch>[0]): Hex {
  return encodeFunctionData({ abi: rollElectionAbi, functionName: "castBatch", args: [packBatch(records)] });
}

describe("the receipt", () => {
  test("of an open election holds the voter's line of the record, and no box", async () => {
    const address = await createElection(chain, { title: `Open ${elections}` });
    election = await readElection(truthful, 31337, address, (await head()).number);
    const block = await castInBlock(chain, address, funded.address, "Grace");
    const receipt = await receiptOf(funded.address);
    expect(receipt).toMatchObject({ ballot: { candidate: candidateId("Grace"), block }, asked: 1, agreeing: 1 });
    expect(receipt.box).toBeUndefined();
    expect((await receiptOf(carrier)).ballot).toBeUndefined();
    expect(await castingOf(funded.address)).toMatchObject({
      sent: { sender: funded.address, isProven: true, way: { kind: "own" } },
    });
  });

  test("of a roll names the word of the ballot box and the byte in it", async () => {
    const index = placeOf(funded.address);
    await castInBlock(chain, election.address, funded.address, "Grace");
    const { box, ballot } = await receiptOf(funded.address);
    expect(ballot?.candidate).toBe(candidateId("Grace"));
    expect(box).toMatchObject({ word: Math.floor(index / 32), place: index % 32, number: 2 });
    expect(`0x${box?.value.toString(16).padStart(64, "0")}`.slice(2 + 2 * (index % 32)).slice(0, 2)).toBe("02");
    // Whose byte is empty has no receipt, though others share the word.
    const neighbour = addresses[index % 32 === 0 ? index + 1 : index - 1] ?? "0x";
    expect(await receiptOf(neighbour)).toMatchObject({ ballot: undefined, box: undefined });
  });

  test("is of every endpoint, and says where one lies behind", async () => {
    const { number } = await head();
    await castInBlock(chain, election.address, funded.address, "Ada");
    expect(await receiptOf(funded.address, through(...proxies))).toMatchObject({ asked: 2, agreeing: 2 });
    proxies[1].fail(behindAt(number));
    expect(await receiptOf(funded.address, through(...proxies))).toMatchObject({ asked: 2, agreeing: 1 });
    expect(await castingOf(funded.address, through(...proxies))).toMatchObject({ asked: 2, agreeing: 1 });
    proxies[0].fail(goDown());
    await expect(receiptOf(funded.address, through(...proxies))).rejects.not.toMatchObject({
      name: "ReceiptConflictError",
    });
  });

  test("calls final what every endpoint does, and not what one alone", async () => {
    const block = await castInBlock(chain, election.address, funded.address, "Ada");
    const counted = await count();
    const newest = { finalized: counted.head.number, finalizedHash: counted.head.hash };
    const early = { ...counted, head: { ...counted.head, ...newest } };
    const read = () => readReceipt(through(...proxies), election, funded.address, placeOf(funded.address), early);
    const { head: told } = await read();
    expect(told.finalized).toBeLessThan(block);
    const { hash, timestamp } = await chain.node.getBlock({ blockNumber: told.finalized });
    expect(told).toMatchObject({ finalizedHash: hash, finalizedTimestamp: timestamp });
    await chain.node.mine({ blocks: 4 });
    expect((await read()).head.finalized).toBe(counted.head.number);
  });

  test("goes with the block that is replaced, and nothing is told of a block that is gone", async () => {
    await castInBlock(chain, election.address, funded.address, "Ada");
    const { ballot } = await receiptOf(funded.address);
    await reorganise(chain, 1);
    expect((await receiptOf(funded.address)).ballot).toBeUndefined();
    const gone = ballot && readCasting(truthful, election, ballot, placeOf(funded.address));
    await expect(gone).rejects.toMatchObject({ name: "ReceiptConflictError", between: "block" });
  });

  test.each([
    ["for whom the ballot is", lieAbout("ballotOf", () => candidateId("Ada")), "record"],
    ["that there is none", lieAbout("ballotOf", () => pad("0x")), "record"],
    ["what lies in the box", lieAbout("box", (words) => words.map((word) => word << 8n)), "box"],
  ])("is none where a node lies about it: %s", async (_, lie, between) => {
    await castInBlock(chain, election.address, funded.address, "Grace");
    proxies[0].fail(lie);
    const conflict = { name: "ReceiptConflictError" };
    await expect(receiptOf(funded.address, through(proxies[0]))).rejects.toMatchObject({ ...conflict, between });
    const both = through(...proxies);
    await expect(receiptOf(funded.address, both)).rejects.toMatchObject({ ...conflict, between: "nodes" });
  });

  test("is none for nobody's ballot: a node that invents one is not believed", async () => {
    proxies[0].fail(lieAbout("ballotOf", () => candidateId("Ada")));
    await expect(receiptOf(funded.address, through(proxies[0]))).rejects.toMatchObject({ between: "record" });
  });
});

describe("how a ballot came into its block", () => {
  test("by the voter's own transaction, whose hash and signature are worked out here", async () => {
    const block = await castInBlock(chain, election.address, funded.address, "Ada");
    const { hash, timestamp, transactions } = await chain.node.getBlock({ blockNumber: block });
    expect(await castingOf(funded.address)).toEqual({
      timestamp,
      transaction: transactions[0],
      sent: { sender: funded.address, isProven: true, way: { kind: "own" } },
      asked: 1,
      agreeing: 1,
    });
    expect((await receiptOf(funded.address)).ballot?.blockHash).toBe(hash);
  });

  test("signed, among forty others, and behind a record that somebody forged for the same place", async () => {
    const places = signers.slice(0, 40).map(({ address }) => placeOf(address));
    const ballots = await Promise.all(places.map((index) => signBallot(signing, index, "Grace")));
    const mine = ballots[17];
    if (!mine) throw new Error("There is no such ballot.");
    const forged = { ...mine, signature: ballots[3]?.signature ?? "0x" };
    const records = [...ballots.slice(0, 10), forged, ...ballots.slice(10)];
    await deliverBatch(chain, signing, records, carrier);
    expect(await castingOf(mine.voter)).toMatchObject({
      sent: { sender: carrier, isProven: true, way: { kind: "key", signature: mine.signature, ballots: 41 } },
    });
    // Of a choice that was not counted there is no signature to show.
    const { ballot } = await receiptOf(mine.voter);
    if (!ballot) throw new Error("It is counted.");
    const other = { ...ballot, candidate: candidateId("Ada") };
    const { sent } = await readCasting(truthful, election, other, mine.index);
    expect(sent?.way).toEqual({ kind: "unshown", why: "other" });
    const unwritten = await readCasting(truthful, { ...election, written: undefined }, ballot, mine.index);
    expect(unwritten.sent?.way).toEqual({ kind: "unshown", why: "text" });
  });

  test("signed for a contract wallet, with what the wallet took for a signature", async () => {
    const data = encodeFunctionData({
      abi: rollElectionAbi,
      functionName: "castSigned",
      args: [candidateId("Ada"), BigInt(placeOf(wallet.address)), "0xc0ffee"],
    });
    await send(election.address, data);
    const { box, ballot } = await receiptOf(wallet.address);
    expect([ballot?.candidate, box?.number]).toEqual([candidateId("Ada"), 1]);
    expect((await castingOf(wallet.address)).sent).toEqual({
      sender: carrier,
      isProven: true,
      way: { kind: "wallet", signature: "0xc0ffee" },
    });
  });

  test("through another contract: then what was signed is not shown, and the sender is", async () => {
    const ballot = await signBallot(signing, placeOf(signers[0]?.address ?? "0x"), "Ada");
    const batch = castBatch({ index: ballot.index, number: 1, signature: ballot.signature });
    await send(forwarder.address, `${pad(election.address)}${batch.slice(2)}`);
    expect((await castingOf(ballot.voter)).sent).toEqual({
      sender: carrier,
      isProven: true,
      way: { kind: "unshown", why: "contract" },
    });
  });

  test("is told without the sender where no node has kept the transaction", async () => {
    await castInBlock(chain, election.address, funded.address, "Ada");
    proxies[0].fail(change("eth_getTransactionByHash", () => null));
    const casting = await castingOf(funded.address, through(proxies[0]));
    expect(casting.sent).toBeUndefined();
    expect(casting.transaction).toMatch(/^0x[0-9a-f]{64}$/);
    expect((await castingOf(funded.address, through(...proxies))).sent?.way).toEqual({ kind: "own" });
  });

  type Told = { from: Address; input: Hex; blockHash: Hex };
  const lieAboutTransaction = (how: (told: Told) => Partial<Told>) =>
    change<Told>("eth_getTransactionByHash", (told) => ({ ...told, ...how(told) }));
  test.each([
    ["who sent it", lieAboutTransaction(() => ({ from: carrier }))],
    [
      "what it holds",
      lieAboutTransaction(({ input }) => ({ input: `${input.slice(0, -64)}${"0".repeat(64)}` as Hex })),
    ],
    ["that it called something else", lieAboutTransaction(() => ({ input: "0x12345678" }))],
  ])("is not believed where a node lies about the transaction: %s", async (_, lie) => {
    await castInBlock(chain, election.address, funded.address, "Ada");
    proxies[0].fail(lie);
    expect((await castingOf(funded.address, through(proxies[0]))).sent?.isProven).toBe(false);
    const both = castingOf(funded.address, through(...proxies));
    await expect(both).rejects.toMatchObject({ name: "ReceiptConflictError", between: "nodes" });
  });

  test.each([
    ["leaves its log out", changeLogs((logs) => logs.filter((log) => log.topics[2] !== candidateId("Ada")))],
    [
      "names another transaction for it",
      changeLogs((logs) => logs.map((log) => ({ ...log, transactionHash: pad("0x01") }))),
    ],
    ["has it in another block", lieAboutTransaction(() => ({ blockHash: pad("0x02") }))],
  ])("is a conflict where one node of two %s", async (_, lie) => {
    await castInBlock(chain, election.address, funded.address, "Ada");
    proxies[1].fail(lie);
    await expect(castingOf(funded.address, through(...proxies))).rejects.toMatchObject({ between: "nodes" });
  });

  test.each([
    ["gives another contract's log", changeLogs((logs) => logs.map((log) => ({ ...log, address: forwarder.address })))],
    ["has the transaction in another block", lieAboutTransaction(() => ({ blockHash: pad("0x02") }))],
  ])("is a conflict where the only node %s", async (_, lie) => {
    await castInBlock(chain, election.address, funded.address, "Ada");
    const { ballot } = await receiptOf(funded.address);
    proxies[0].fail(lie);
    const casting = ballot && readCasting(through(proxies[0]), election, ballot, placeOf(funded.address));
    await expect(casting).rejects.toMatchObject({ name: "ReceiptConflictError", between: "block" });
  });

  test("is not shown where the transaction is not of whom the record has for the carrier", async () => {
    const own = await signBallot(signing, placeOf(signers[0]?.address ?? "0x"), "Ada");
    await deliverBatch(chain, signing, [own], carrier);
    const { ballot } = await receiptOf(own.voter);
    const told = ballot && (await readCasting(truthful, election, { ...ballot, carrier: funded.address }, own.index));
    expect(told?.sent?.way).toEqual({ kind: "unshown", why: "other" });
  });
});
