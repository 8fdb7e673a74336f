import { readFileSync, writeFileSync } from "node:fs";
import { type Address, encodeFunctionData, type Hash, type Hex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { candidateId } from "@/election/election";
import { startChain, type TestChain } from "../support/startChain";

// Receipts of real transactions. Zero bytes of calldata are cheaper, so every name and time here is fixed.

const committed = new URL("../gas.json", import.meta.url);
const original = new URL("../../out/OriginalVotingSystem.sol/OriginalVotingSystem.json", import.meta.url);

/** What a vote may cost at the most, the first on a candidate included. */
const bar = 51_200;
const genesisTime = 1_800_000_000;

const typical = {
  title: "Who shall chair the allotment society from 2027?",
  description: "The chair leads the committee's meetings and speaks for the society with the council. "
    .repeat(9)
    .slice(0, 700),
  candidates: ["Ada Lovelace", "Grace Hopper", "Joan Clarke", "Katherine Johnson", "None of these"],
};
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
  const question = { ...text, opens: BigInt(genesisTime - 3600), closes: BigInt(genesisTime + 86_400) };
  const call = { abi: openElectionFactoryAbi, functionName: "create", args: [question] } as const;
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

test("every figure is the one committed, and no vote costs more than the bar", async () => {
  // The chain's first transaction puts up the factory.
  const [deployment] = (await chain.node.getBlock({ blockNumber: 1n })).transactions;
  if (!deployment) throw new Error("The first block is empty.");
  const election = await create(typical);
  const measured = {
    vote: await voteTwice(election.address),
    originalVote: await voteTwice(await deployOriginal()),
    createTypical: election.gas,
    createLargest: (await create(largest)).gas,
    deployFactory: await gasOf(deployment),
  };
  const votes = [measured.vote.first, measured.vote.further].flatMap((gas) => Object.values(gas));
  expect(Math.max(...votes)).toBeLessThanOrEqual(bar);

  if (process.env.UPDATE_GAS) writeFileSync(committed, `${JSON.stringify(measured, null, 2)}\n`);
  const message =
    "Gas differs from test/gas.json. If that is meant: UPDATE_GAS=1 npm run test:integration, and commit it";
  expect(measured, message).toEqual(JSON.parse(readFileSync(committed, "utf8")));
});

test("the largest election measured has every byte that is permitted", () => {
  expect([largest.title, largest.description, ...largest.candidates].join("")).toHaveLength(16_384);
});
