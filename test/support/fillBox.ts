import { type Address, encodeAbiParameters, type Hex, keccak256, numberToHex, toHex } from "viem";
import { layout } from "@/chain/generated/layout";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { votersInWord } from "@/election/box";
import { candidateId } from "@/election/election";
import { packChunks, rollSalt, votersInChunk } from "@/election/roll";
import { seeded } from "./drawElection";
import { createElection, type TestChain } from "./startChain";

/** An election on a long roll whose ballot box is full as after its last vote. */
export type FilledElection = {
  address: Address;
  roll: Address;
  candidates: readonly string[];
  /** In the order of the roll. */
  voters: readonly Address[];
  /** By index on the roll: 0 for no ballot, else the candidate's number from 1. */
  marks: Uint8Array;
  /** Votes of each candidate in ballot order. */
  counts: readonly bigint[];
  /** The first block whose state holds the ballots. */
  block: bigint;
};

const candidates = ["Ada Lovelace", "Grace Hopper", "Joan Clarke", "Katherine Johnson", "None of these"];
/** A full chunk takes 5.6 million gas: more than two in a block would make each block's gas dearer than the last one's. */
const chunksInBlock = 2;

/**
 * Publishes a roll of so many invented voters, creates an election on it, and writes into its storage what it would hold if
 * that share of them had voted at random: casting a million ballots takes a node most of an hour.
 */
export async function createFilledElection(chain: TestChain, size: number, turnout: number): Promise<FilledElection> {
  const random = seeded(size);
  const voters = inventVoters(size, random);
  const roll = await publishLongRoll(chain, voters);
  const title = `Who shall speak for ${size}?`;
  const address = await createElection(chain, { title, candidates, roll, closesIn: 1_000_000 });

  const marks = new Uint8Array(Math.ceil(size / votersInWord) * votersInWord);
  const counts = candidates.map(() => 0n);
  for (let index = 0; index < size; index += 1) {
    if (random() >= turnout) continue;
    const number = Math.floor(random() * candidates.length) + 1;
    marks[index] = number;
    counts[number - 1] = (counts[number - 1] ?? 0n) + 1n;
  }
  await fillBox(chain, address, marks, counts);
  return {
    address,
    roll,
    candidates,
    voters,
    marks: marks.slice(0, size),
    counts,
    block: await chain.node.getBlockNumber(),
  };
}

/** Addresses in the order of a roll, spread as evenly as real ones are, each once. */
function inventVoters(size: number, random: () => number): Address[] {
  const gap = 2n ** 160n / BigInt(size);
  return Array.from({ length: size }, (_, index) => {
    const shift = (gap * BigInt(Math.floor(random() * 1_000_000))) / 1_000_000n;
    return numberToHex(gap * BigInt(index) + shift, { size: 20 });
  });
}

async function publishLongRoll({ node, accounts: [account] }: TestChain, voters: readonly Address[]): Promise<Address> {
  const { request, result: roll } = await node.simulateContract({
    address: rollFactory.address,
    abi: rollFactoryAbi,
    functionName: "create",
    args: [rollSalt(voters)],
    account,
  });
  await node.waitForTransactionReceipt({ hash: await node.writeContract(request) });

  const contract = { address: roll, abi: rollAbi, account, gas: 6_000_000n } as const;
  const chunks = packChunks(voters);
  await node.setAutomine(false);
  for (let first = 0; first < chunks.length; first += chunksInBlock) {
    for (const [place, chunk] of chunks.slice(first, first + chunksInBlock).entries()) {
      const args = [BigInt((first + place) * votersInChunk), chunk] as const;
      await node.writeContract({ ...contract, functionName: "add", args });
    }
    await node.mine({ blocks: 1 });
  }
  await node.setAutomine(true);
  const size = BigInt(voters.length);
  const hash = await node.writeContract({ ...contract, gas: 16_000_000n, functionName: "close", args: [size] });
  const { status } = await node.waitForTransactionReceipt({ hash });
  if (status !== "success") throw new Error(`The roll of ${size} could not be closed.`);
  return roll;
}

/** Writes words and tally slots as the contract would have, and makes a block of it: only then are they in a state root. */
async function fillBox({ node }: TestChain, address: Address, marks: Uint8Array, counts: readonly bigint[]) {
  const writes: { index: Hex; value: Hex }[] = [];
  for (let word = 0; word < marks.length / votersInWord; word += 1) {
    const value = toHex(marks.subarray(word * votersInWord, (word + 1) * votersInWord));
    writes.push({ index: numberToHex(BigInt(layout.onRoll.box) + BigInt(word), { size: 32 }), value });
  }
  for (const [place, count] of counts.entries()) {
    const key = [candidateId(candidates[place] ?? ""), BigInt(layout.onRoll.tally)] as const;
    const index = keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "uint256" }], key));
    writes.push({ index, value: numberToHex((BigInt(place + 1) << 40n) | count, { size: 32 }) });
  }
  for (let from = 0; from < writes.length; from += 1000) {
    await Promise.all(writes.slice(from, from + 1000).map((write) => node.setStorageAt({ address, ...write })));
  }
  await node.mine({ blocks: 1 });
}
