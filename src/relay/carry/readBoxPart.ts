import type { Address, Hash } from "viem";
import { askAlike } from "@/chain/askAlike";
import { NoAnswerError } from "@/chain/errors";
import type { Node } from "@/chain/node";
import { readWords } from "@/chain/readWords";
import { openBox, votersInWord } from "@/election/box";
import type { BoxPart, Range } from "./book";

/**
 * What the ballot box of an election shows at a block, by its hash, as all endpoints of the node say that answer.
 * @param size How many voters the roll has.
 * @param range A little more may be read.
 * @throws {NoAnswerError} where endpoints contradict each other, or the answer can be no such box.
 */
export async function readBoxPart(
  node: Node,
  { election, size }: { election: Address; size: number },
  range: Range,
  blockHash: Hash,
): Promise<BoxPart> {
  const first = Math.floor(range.from / votersInWord);
  const end = Math.ceil(range.to / votersInWord);
  const words = await askAlike(node, `the ballot box of ${election}`, (endpoint) =>
    readWords(endpoint, election, { from: first, to: end }, { blockHash }),
  );
  const from = first * votersInWord;
  const marks = openBox(words, Math.min(size, end * votersInWord) - from);
  if (!marks) throw new NoAnswerError(`What is given as the ballot box of ${election} can be none.`);
  return { from, marks };
}
