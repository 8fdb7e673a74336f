import type { Address } from "viem";
import { readContract } from "viem/actions";
import { votersInWord } from "@/election/box";
import { askAlike } from "./askAlike";
import type { Node } from "./node";

/** How many words are asked for at a time: 32,000 voters, in an answer of 64 kB. */
const stride = 1_000;

/** `box` alone: the whole contract's description is not needed before a count. */
const boxAbi = [
  {
    type: "function",
    name: "box",
    stateMutability: "view",
    inputs: [
      { name: "fromWord", type: "uint256" },
      { name: "toWord", type: "uint256" },
    ],
    outputs: [{ type: "uint256[]" }],
  },
] as const;

/**
 * What the ballot box holds for the voters at these indexes, at the block of that number: 0 for no ballot, else the
 * candidate's number from 1. No more of the box is read than the words between them.
 * @throws {NoAnswerError} where the endpoints contradict each other.
 */
export async function readMarks(
  node: Node,
  election: Address,
  indexes: Iterable<number>,
  block: bigint,
): Promise<(index: number) => number> {
  const ranges = new Map<number, { from: number; to: number }>();
  for (const index of indexes) {
    const word = Math.floor(index / votersInWord);
    const { from, to } = ranges.get(Math.floor(word / stride)) ?? { from: word, to: word };
    ranges.set(Math.floor(word / stride), { from: word < from ? word : from, to: word > to ? word : to });
  }

  const words = new Map<number, bigint>();
  await Promise.all(
    [...ranges.values()].map(async ({ from, to }) => {
      const range = { address: election, abi: boxAbi, functionName: "box", blockNumber: block } as const;
      const read = await askAlike<readonly bigint[]>(node, `the ballot box of ${election}`, (endpoint) =>
        readContract(endpoint, { ...range, args: [BigInt(from), BigInt(to + 1)] }),
      );
      for (const [place, word] of read.entries()) words.set(from + place, word);
    }),
  );
  return (index) => {
    const word = words.get(Math.floor(index / votersInWord)) ?? 0n;
    // The cast is exact: one byte.
    return Number((word >> BigInt(8 * (votersInWord - 1 - (index % votersInWord)))) & 0xffn);
  };
}
