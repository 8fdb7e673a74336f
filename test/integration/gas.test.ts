import { readFileSync } from "node:fs";
import {
  type Address,
  encodeFunctionData,
  type Hash,
  type Hex,
  keccak256,
  numberToHex,
  parseEther,
  sliceHex,
} from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { candidateId } from "@/election/election";
import { inRollOrder, packChunks, rollSalt, votersInChunk } from "@/election/roll";
import { compiledFactories } from "../../scripts/factories";
import { ask, expectCommitted, genesisTime, typical } from "../support/gasFigures";
import { startChain, type TestChain } from "../support/startChain";

// Receipts of real transactions.

const original = new URL("../../out/OriginalVotingSystem.sol/OriginalVotingSystem.json", import.meta.url);

/** What a vote may cost at the most, the first on a candidate included. */
const bar = 51_200;
/** What a vote on a roll may cost in a word of the box that holds a ballot, and how much more where it is the first. */
const barByIndex = 37_500;
const barBySearch = 47_000;
const barOfFirst = 17_200;
/** What publishing a roll of 10,000 may cost for each voter, everything included. */
const barOfVoter = 4_700;

/** 200 bytes of title, a hundred names of 161, and as description the rest of the 16,384 bytes. */
const largest = {
  title: "t".repeat(200),
  description: "d".repeat(84),
  candidates: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(161, "n")),
};

let chain: TestChain;

beforeAll(async () => {
  chain = await startChain({ genesisTime });
});
afterAll(() => chain.stop());

async function gasOf(hash: Hash): Promise<number> {
  const { gasUsed, status } = await chain.node.waitForTransactionReceipt({ hash });
  expect(status).toBe("success");
  return Number(gasUsed);
}

async function send(account: Address, to: Address, data: Hex): Promise<number> {
  return gasOf(await chain.node.sendTransaction({ account, to, data, gas: 25_000_000n }));
}

async function create(text: typeof typical): Promise<{ address: Address; gas: number }> {
  const call = { abi: openElectionFactoryAbi, functionName: "create", args: [ask(text)] } as const;
  const { address } = openElectionFactory;
  const account = chain.accounts[0];
  const { result } = await chain.node.simulateContract({ ...call, address, account });
  return { address: result, gas: await send(account, address, encodeFunctionData(call)) };
}

/** A first vote for each of the typical election's candidates, and a further one for each. */
async function voteTwice(system: Address) {
  const [first, further]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const voters = chain.accounts.values();
  for (const gas of [first, further]) {
    for (const name of typical.candidates) {
      const data = encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [candidateId(name)] });
      gas[name] = await send(voters.next().value ?? chain.accounts[0], system, data);
    }
  }
  return { first, further };
}

async function deployOriginal(): Promise<Address> {
  const { bytecode } = JSON.parse(readFileSync(original, "utf8")) as { bytecode: { object: Hex } };
  const hash = await chain.node.sendTransaction({ account: chain.accounts[0], data: bytecode.object });
  const { contractAddress } = await chain.node.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The original contract was not created.");
  return contractAddress;
}

/** Publishes a roll and tells what each of its parts costs: the roll, all its chunks, closing it. */
async function publish(voters: readonly Address[]) {
  const account = chain.accounts[0];
  const call = { abi: rollFactoryAbi, functionName: "create", args: [rollSalt(voters)] } as const;
  const { result: roll } = await chain.node.simulateContract({ ...call, address: rollFactory.address, account });
  const create = await send(account, rollFactory.address, encodeFunctionData(call));
  let chunks = 0;
  for (const [index, chunk] of packChunks(voters).entries()) {
    const args = [BigInt(index * votersInChunk), chunk] as const;
    chunks += await send(account, roll, encodeFunctionData({ abi: rollAbi, functionName: "add", args }));
  }
  const size = BigInt(voters.length);
  const close = await send(account, roll, encodeFunctionData({ abi: rollAbi, functionName: "close", args: [size] }));
  return { roll, create, chunks, close, perVoter: (create + chunks + close) / voters.length };
}

async function createOnRoll(roll: Address): Promise<{ address: Address; gas: number }> {
  const call = { abi: rollElectionFactoryAbi, functionName: "create", args: [ask(typical), roll] } as const;
  const { address } = rollElectionFactory;
  const account = chain.accounts[0];
  const { result } = await chain.node.simulateContract({ ...call, address, account });
  return { address: result, gas: await send(account, address, encodeFunctionData(call)) };
}

/** In some words of the box, all over it, the first ballot and a further one are cast by index, and a third by search. */
async function voteOnRoll(election: Address, voters: readonly Address[]) {
  const [first, further, searched]: [number[], number[], number[]] = [[], [], []];
  const words = Math.ceil(voters.length / 32);
  const step = Math.max(1, Math.floor(words / 32));
  const candidate = candidateId("Grace Hopper");
  const abi = rollElectionAbi;
  for (let word = 0; word < words; word += step) {
    const count = Math.min(32, voters.length - 32 * word);
    if (count < 3) continue;
    // At other places of each word, so that the search takes other ways.
    const place = (turn: number) => 32 * word + ((7 * word + turn * Math.floor(count / 3)) % count);
    const [one, two, three] = [place(0), place(1), place(2)];
    const byIndex = (index: number) =>
      encodeFunctionData({ abi, functionName: "vote", args: [candidate, BigInt(index)] });
    first.push(await sendAs(voters[one], election, byIndex(one)));
    further.push(await sendAs(voters[two], election, byIndex(two)));
    searched.push(
      await sendAs(voters[three], election, encodeFunctionData({ abi, functionName: "vote", args: [candidate] })),
    );
  }
  const searchedSum = searched.reduce((sum, gas) => sum + gas, 0);
  return {
    words: first.length,
    firstOfWord: Math.max(...first),
    byIndex: Math.max(...further),
    bySearch: { average: Math.round(searchedSum / searched.length), most: Math.max(...searched) },
  };
}

/** Sends from an address whose key nobody has, which a development node allows. */
async function sendAs(voter: Address | undefined, to: Address, data: Hex): Promise<number> {
  if (!voter) throw new Error("There is no such voter.");
  await chain.node.setBalance({ address: voter, value: parseEther("1") });
  await chain.node.impersonateAccount({ address: voter });
  return send(voter, to, data);
}

test("every figure of an open election is the one committed, and no vote costs more than the bar", async () => {
  const election = await create(typical);
  const measured = {
    vote: await voteTwice(election.address),
    originalVote: await voteTwice(await deployOriginal()),
    createTypical: election.gas,
    createLargest: (await create(largest)).gas,
  };
  const votes = [measured.vote.first, measured.vote.further].flatMap((gas) => Object.values(gas));
  expect(Math.max(...votes)).toBeLessThanOrEqual(bar);
  expectCommitted("open", measured);
});

test.each([10, 1_000, 10_000, 100_000])(
  "every figure of a roll of %i voters is the one committed, and none is above its bar",
  async (size) => {
    const numbers = Array.from({ length: size }, (_, index) => keccak256(numberToHex(index)));
    const voters = inRollOrder(numbers.map((hash) => sliceHex(hash, 12)));
    const { roll, ...publishing } = await publish(voters);
    const election = await createOnRoll(roll);
    const vote = await voteOnRoll(election.address, voters);

    expect(vote.byIndex).toBeLessThanOrEqual(barByIndex);
    expect(vote.bySearch.average).toBeLessThanOrEqual(barBySearch);
    expect(vote.firstOfWord - vote.byIndex).toBeLessThanOrEqual(barOfFirst);
    if (size >= 10_000) expect(publishing.perVoter).toBeLessThanOrEqual(barOfVoter);
    expectCommitted(`roll of ${size}`, { publishing, createElection: election.gas, vote });
  },
  300_000,
);

test("every figure of the factories is the one committed", async () => {
  // The chain's first transactions put them up, in this order.
  const measured: Record<string, number> = {};
  for (const [index, { name }] of compiledFactories().entries()) {
    const [deployment] = (await chain.node.getBlock({ blockNumber: BigInt(index + 1) })).transactions;
    if (!deployment) throw new Error(`Block ${index + 1} is empty.`);
    measured[name] = await gasOf(deployment);
  }
  expectCommitted("deploy", measured);
});

test("the largest election measured has every byte that is permitted", () => {
  expect([largest.title, largest.description, ...largest.candidates].join("")).toHaveLength(16_384);
});
