import type { Address, Hash } from "viem";
import { readContract } from "viem/actions";
import { askAlike } from "@/chain/askAlike";
import { NoAnswerError } from "@/chain/errors";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import type { Node } from "@/chain/node";
import { openBox, votersInWord } from "@/election/box";
import type { BoxPart, Range } from "./book";

/** How many words are asked for at a time: 32,000 voters, in an answer of 64 kB. */
const stride = 1_000;

/**
 * What the ballot box of an election shows at a block, by its hash, as all endpoints of the node say that answer.
 * @param size How many voters the roll has.
 * @param range A little more may be read.
 * @throws {NoAnswerError} where endpoints contradict each other, or the answer can be no such box.
 */
export async function readMarks(
  node: Node,
  { election, size }: { election: Address; size: number },
  range: Range,
  blockHash: Hash,
): Promise<BoxPart> {
  const first = Math.floor(range.from / votersInWord);
  const end = Math.ceil(range.to / votersInWord);
  const box = { address: election, abi: rollElectionAbi, functionName: "box", blockHash } as const;
  const words: bigint[] = [];
  for (let from = first; from < end; from += stride) {
    const args = [BigInt(from), BigInt(Math.min(from + stride, end))] as const;
    const asked = `the ballot box of ${election}`;
    words.push(...(await askAlike(node, asked, (endpoint) => readContract(endpoint, { ...box, args }))));
  }
  const from = first * votersInWord;
  const marks = openBox(words, Math.min(size, end * votersInWord) - from);
  if (!marks) throw new NoAnswerError(`What is given as the ballot box of ${election} can be none.`);
  return { from, marks };
}
