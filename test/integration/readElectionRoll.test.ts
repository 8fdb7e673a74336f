import { type Address, encodeDeployData, type Hex, stringToHex } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollElectionFactory } from "@/chain/generated/rollElectionFactory";
import { rollElectionInitcode } from "@/chain/generated/rollElectionInitcode";
import { rollInitcode } from "@/chain/generated/rollInitcode";
import { listElections } from "@/chain/listElections";
import { createNode } from "@/chain/node";
import { readCreation } from "@/chain/readCreation";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import { RollConflictError } from "@/chain/readRoll";
import { readHead } from "@/chain/watchHead";
import { rollElectionAddress } from "@/election/address";
import { inRollOrder, packChunks, rollDigest } from "@/election/roll";
import { lieAbout } from "../support/lies";
import { createElection, publishRoll, startChain } from "../support/startChain";
import { startProxy } from "../support/startProxy";

const chain = await startChain();
const proxy = await startProxy(chain.url);
const node = createNode(chain.configuration);
const lying = createNode({ ...chain.configuration, endpoints: [proxy.url] });
const [organiser, publisher, ...voters] = chain.accounts;
let roll: Address;
let election: Address;

beforeAll(async () => {
  roll = await publishRoll(chain, voters, publisher);
  election = await createElection(chain, { roll });
});
beforeEach(() => proxy.fail());
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

async function read(address: Address, from = node) {
  return readElection(from, 31337, address, await chain.node.getBlockNumber());
}

async function expectUnrecognised(reading: Promise<unknown>) {
  await expect(reading).rejects.toThrow(NotAnElectionError);
  await expect(reading).rejects.toMatchObject({ reason: "unrecognised" });
}

/** Puts a contract on the chain from its creation bytecode, past every factory. */
async function deploy(data: Hex): Promise<Address> {
  const hash = await chain.node.sendTransaction({ account: organiser, data });
  const { contractAddress } = await chain.node.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The contract was not created.");
  return contractAddress;
}

test("reads the roll with the election: its size, digest and publisher", async () => {
  const digest = rollDigest(inRollOrder(voters));
  expect(await read(election)).toMatchObject({
    address: election,
    organiser,
    roll: { address: roll, size: BigInt(voters.length), digest, publisher },
  });
  expect((await read(await createElection(chain, { title: "Open to all?" }))).roll).toBeUndefined();
});

test("lists elections of both kinds by when they were put up, no more than were asked for", async () => {
  // Blocks that are made at once can share a second.
  await chain.node.increaseTime({ seconds: 10 });
  const other = await createElection(chain, { title: "A newer open one?" });
  await chain.node.increaseTime({ seconds: 10 });
  const newest = await createElection(chain, { title: "The newest?", roll });
  const head = await readHead(node, 64);
  const list = await listElections(node, 31337, head, 2n);
  expect(list.elections.map(({ address }) => address)).toEqual([newest, other]);
  expect(list.total).toBeGreaterThanOrEqual(4n);

  const whole = await listElections(node, 31337, head, 100n);
  expect(whole.elections.slice(0, 2)).toEqual(list.elections);
  expect(whole.elections.at(-1)?.address).toBe(election);
  expect(whole.elections.map(({ createdAt }) => createdAt)).toEqual(
    whole.elections.map(({ createdAt }) => createdAt).toSorted((a, b) => Number(b - a)),
  );
});

test("finds the block in which the election was created", async () => {
  const address = await createElection(chain, { title: "Just now?", roll });
  const { number, hash } = await chain.node.getBlock();
  await chain.node.mine({ blocks: 2 });
  expect(await readCreation(node, await read(address), await readHead(node, 64))).toEqual({ number, hash });
});

describe("does not recognise", () => {
  test("an election on a genuine roll that was created past the factory", async () => {
    await expectUnrecognised(read(await deployElection(roll)));
  });

  test("an election on a roll that was created past its factory, whatever a node says of the organiser", async () => {
    const foreign = await deployRoll();
    const forged = await deployElection(foreign);
    const question = await questionOf(forged);
    const { address: factory } = rollElectionFactory;
    const claimed = rollElectionAddress(factory, rollElectionInitcode, organiser, question, foreign);
    const code = await chain.node.getCode({ address: forged });
    await chain.node.setCode({ address: claimed, bytecode: code ?? "0x" });

    proxy.fail(lieAbout("organiserOf", () => organiser));
    await expectUnrecognised(read(claimed, lying));
  });

  test("an election whose roll a node exchanges for another one", async () => {
    const other = await publishRoll(chain, voters.slice(1), publisher);
    proxy.fail(lieAbout("roll", () => other));
    await expectUnrecognised(read(election, lying));
  });

  test("an election whose roll, by a node's word, is not closed: it could still grow", async () => {
    proxy.fail(lieAbout("closed", () => false));
    await expectUnrecognised(read(election, lying));
  });

  test("an election whose roll's publisher a node exchanges", async () => {
    proxy.fail(lieAbout("publisherOf", () => organiser));
    await expectUnrecognised(read(election, lying));
  });
});

test("says no size of the roll where two nodes contradict each other", async () => {
  proxy.fail(lieAbout("size", (size) => size + 1n));
  const both = createNode({ ...chain.configuration, endpoints: [chain.url, proxy.url] });
  await expect(read(election, both)).rejects.toThrow(RollConflictError);
});

/** A closed roll that answers like a genuine one, but that no factory created. */
async function deployRoll(): Promise<Address> {
  const address = await deploy(encodeDeployData({ abi: rollAbi, bytecode: rollInitcode, args: [organiser] }));
  const [chunk = "0x"] = packChunks(inRollOrder(voters));
  const contract = { address, abi: rollAbi, account: organiser } as const;
  await chain.node.writeContract({ ...contract, functionName: "add", args: [0n, chunk] });
  await chain.node.writeContract({ ...contract, functionName: "close", args: [BigInt(voters.length)] });
  return address;
}

async function deployElection(on: Address): Promise<Address> {
  const { timestamp } = await chain.node.getBlock();
  const question = { title: "Forged?", description: "", candidates: ["Ada", "Grace"] };
  const window = { opens: timestamp, closes: timestamp + 600n };
  const args = [{ ...question, ...window }, on] as const;
  return deploy(encodeDeployData({ abi: rollElectionAbi, bytecode: rollElectionInitcode, args }));
}

/** The question of an election, as bytes. */
async function questionOf(address: Address) {
  const contract = { address, abi: rollElectionAbi } as const;
  const [title, description, candidates] = await chain.node.readContract({ ...contract, functionName: "details" });
  return {
    title: stringToHex(title),
    description: stringToHex(description),
    candidates: candidates.map((name) => stringToHex(name)),
    opens: await chain.node.readContract({ ...contract, functionName: "opens" }),
    closes: await chain.node.readContract({ ...contract, functionName: "closes" }),
  };
}
