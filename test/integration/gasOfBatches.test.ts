import { type Address, encodeFunctionData, type Hex, type PrivateKeyAccount } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { packBatch } from "@/election/ballotBatch";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { ask, expectCommitted, genesisTime, typical } from "../support/gasFigures";
import { inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { publishRoll, startChain, type TestChain } from "../support/startChain";

// Receipts of real transactions, everything included, on a chain that limits transactions as public ones do.

const mostGas = 16_777_216n;
const size = 10_000;

/** What each ballot of a dense batch of 1,000 may cost at the most, and where the same batch comes again. */
const barOfBallot = 5_800;
const barOfRepeated = 2_800;
/** What each costs at the most where 60 % of all voters take part. */
const barAtTurnout = 6_100;
/** How many ballots a transaction must hold. */
const barOfBatch = 2_900;

let chain: TestChain;
let voters: PrivateKeyAccount[];
let roll: Address;

beforeAll(async () => {
  chain = await startChain({ genesisTime, limitsTransactions: true });
  voters = inventSigners(size);
  roll = await publishRoll(
    chain,
    voters.map(({ address }) => address),
  );
  // A batch takes the node long enough for a wait for its block to miss it.
  await chain.node.setAutomine(false);
}, 300_000);
afterAll(() => chain.stop());

/** Each time a new election, whose address is another and with it what is signed. */
async function create(on: Address, description: string): Promise<Address> {
  const question = ask({ ...typical, description });
  const call = { abi: rollElectionFactoryAbi, functionName: "create", args: [question, on] } as const;
  const { address } = rollElectionFactory;
  const account = chain.accounts[0];
  const { result } = await chain.node.simulateContract({ ...call, address, account });
  await send(account, address, encodeFunctionData(call));
  return result;
}

async function createSigning(description: string): Promise<SigningElection> {
  const { title, candidates } = typical;
  return { chainId: chain.configuration.id, address: await create(roll, description), roll, title, candidates, voters };
}

/** The voters at those places sign, for the candidates in turn. */
async function signBatch(election: SigningElection, indexes: readonly number[]): Promise<Hex> {
  const records = [];
  for (const [turn, index] of indexes.entries()) {
    const number = 1 + (turn % typical.candidates.length);
    const { signature } = await signBallot(election, index, typical.candidates[number - 1] ?? "");
    records.push({ index, number, signature });
  }
  return packBatch(records);
}

/** Sends a batch that must count so many, and returns the gas of its transaction. */
async function sendBatch({ address }: SigningElection, batch: Hex, counted: number): Promise<number> {
  const call = { address, abi: rollElectionAbi, functionName: "castBatch", args: [batch] } as const;
  const account = chain.accounts[1];
  const { result } = await chain.node.simulateContract({ ...call, account, gas: mostGas });
  expect(result).toBe(BigInt(counted));
  return send(account, address, encodeFunctionData(call));
}

async function send(account: Address, to: Address, data: Hex): Promise<number> {
  const hash = await chain.node.sendTransaction({ account, to, data, gas: mostGas });
  await chain.node.mine({ blocks: 1 });
  const { gasUsed, status } = await chain.node.getTransactionReceipt({ hash });
  expect(status).toBe("success");
  return Number(gasUsed);
}

async function ballotsIn({ address }: SigningElection): Promise<bigint> {
  const [, , ballots] = await chain.node.readContract({ address, abi: rollElectionAbi, functionName: "results" });
  return ballots;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test("a ballot in a dense batch of 1,000 costs no more than its bar, and the same batch again no more than its own", async () => {
  const election = await createSigning("Dense.");
  const batch = await signBatch(election, range(0, 1_000));
  const first = await sendBatch(election, batch, 1_000);
  const again = await sendBatch(election, batch, 0);
  const measured = { perBallot: first / 1_000, perBallotAgain: again / 1_000 };

  expect(measured.perBallot).toBeLessThanOrEqual(barOfBallot);
  expect(measured.perBallotAgain).toBeLessThanOrEqual(barOfRepeated);
  expect(await ballotsIn(election)).toBe(1_000n);
  expectCommitted("dense batch of 1000", measured);
}, 120_000);

test("one transaction that a public chain accepts holds as many ballots as its bar", async () => {
  const election = await createSigning("Most.");
  const batch = await signBatch(election, range(0, barOfBatch));
  const gas = await sendBatch(election, batch, barOfBatch);

  expect(gas).toBeLessThanOrEqual(Number(mostGas));
  expect(await ballotsIn(election)).toBe(BigInt(barOfBatch));
  expectCommitted("dense batch of 2900", { gas });

  // Else the limit would be none.
  const [account] = chain.accounts;
  const request = { account, to: account, gas: mostGas + 1n };
  await expect(chain.node.sendTransaction(request)).rejects.toThrow(/gas/i);
}, 180_000);

test("a ballot costs no more than its bar where 60 % of 10,000 voters take part", async () => {
  const election = await createSigning("Turnout.");
  // Three of every five, all over the roll.
  const voting = range(0, size).filter((index) => (7 * index) % 5 < 3);
  const gas = [];
  for (let from = 0; from < voting.length; from += 2_000) {
    const batch = await signBatch(election, voting.slice(from, from + 2_000));
    gas.push(await sendBatch(election, batch, 2_000));
  }

  expect(await ballotsIn(election)).toBe(6_000n);
  const sum = gas.reduce((total, each) => total + each, 0);
  expect(sum / 6_000).toBeLessThanOrEqual(barAtTurnout);
  expectCommitted("turnout of 60 % in batches of 2000", { batches: gas.length, gas: sum });
}, 300_000);

test("every figure of few ballots, far apart, is the one committed", async () => {
  const election = await createSigning("Sparse.");
  const single = await sendBatch(election, await signBatch(election, [1_234]), 1);
  const inUsedWord = await sendBatch(election, await signBatch(election, [1_235]), 1);
  const sparse = range(0, 100).map((turn) => 5_000 + 32 * turn);
  const descending = await sendBatch(election, await signBatch(election, sparse.toReversed()), 100);
  const ascending = await sendBatch(
    election,
    await signBatch(
      election,
      sparse.map((index) => index + 1),
    ),
    100,
  );
  expectCommitted("sparse batches", {
    single,
    singleInUsedWord: inUsedWord,
    perBallotOf100Words: descending / 100,
    perBallotOf100UsedWords: ascending / 100,
  });
}, 60_000);

test("every figure of castSigned is the one committed, besides what the wallet itself takes", async () => {
  // PUSH4 of the word for yes (ERC-1271), shifted to where it belongs, and returned: as little as a wallet can do.
  const wallets = range(0, 2).map((turn): Address => `0x${`${turn + 1}`.repeat(40)}`);
  for (const address of wallets) {
    await chain.node.setCode({ address, bytecode: "0x631626ba7e60e01b5f5260205ff3" });
  }
  const members = inRollOrder([...wallets, ...voters.slice(0, 100).map(({ address }) => address)]);
  await chain.node.setAutomine(true);
  const membersRoll = await publishRoll(chain, members);
  await chain.node.setAutomine(false);
  const election = await create(membersRoll, "Wallets.");
  const gas = [];
  for (const wallet of inRollOrder(wallets)) {
    const args = [candidateId("Grace Hopper"), BigInt(members.indexOf(wallet)), `0x${"5a".repeat(65)}`] as const;
    const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "castSigned", args });
    gas.push(await send(chain.accounts[1], election, data));
  }
  const [first, further] = gas;
  expectCommitted("castSigned", { firstOfWord: first, furtherOfWord: further });
}, 60_000);
