import type { Address, Hash } from "viem";
import { markIn, votersInWord } from "@/election/box";
import { askAlike } from "./askAlike";
import { NoAnswerError } from "./errors";
import type { Node } from "./node";
import { readWords } from "./readWords";

/** How many words one question spans at the most: where ballots lie far apart, what is between is not read. */
const stride = 1_000;

/**
 * What the ballot box holds for the voters at these indexes, at that block: 0 for no ballot, else the candidate's
 * number from 1. No more of the box is read than the words between them.
 * @throws {NoAnswerError} where the endpoints contradict each other, or give another part of the box.
 */
export async function readMarks(
  node: Node,
  election: Address,
  indexes: Iterable<number>,
  block: { blockHash: Hash } | { blockNumber: bigint },
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
      const read = await askAlike(node, `the ballot box of ${election}`, (endpoint) =>
        readWords(endpoint, election, { from, to: to + 1 }, block),
      );
      // What is missing must not pass for words without a ballot.
      if (read.length !== to + 1 - from) throw new NoAnswerError(`This is no part of the ballot box of ${election}.`);
      for (const [place, word] of read.entries()) words.set(from + place, word);
    }),
  );
  return (index) => markIn(words.get(Math.floor(index / votersInWord)) ?? 0n, index);
}
