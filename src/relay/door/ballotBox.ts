import type { Address } from "viem";
import { askAlike } from "@/chain/askAlike";
import type { Node } from "@/chain/node";
import { readWords } from "@/chain/readWords";
import type { Head } from "@/chain/watchHead";
import { markIn, votersInWord } from "@/election/box";

/** Reads what voters have in ballot boxes, each piece of a box once for each block. */
export type BallotBox = {
  /**
   * The number, from 1, of the candidate for whom the box holds that voter's ballot at that head; 0 for none.
   * Asked of every endpoint of the chain.
   * @param size How many voters the election's roll has.
   * @throws {NoAnswerError} where the endpoints contradict each other, and what they threw where none answered.
   */
  markAt: (election: Address, size: number, index: number, head: Pick<Head, "hash">) => Promise<number>;
};

/** How many words a piece has: those of 32,000 voters. */
const pieceWords = 1_000;
/** How many pieces are kept. */
const mostPieces = 500;

type Piece = { hash: string; words: Promise<readonly bigint[]> };

/** Keeps the pieces of ballot boxes that were asked for last. */
export function createBallotBox(node: Node): BallotBox {
  const pieces = new Map<string, Piece>();

  function readPiece(election: Address, size: number, from: number, hash: Head["hash"]): Promise<readonly bigint[]> {
    const key = `${election} ${from}`;
    const kept = pieces.get(key);
    pieces.delete(key);
    if (kept?.hash === hash) {
      pieces.set(key, kept);
      return kept.words;
    }
    const to = Math.min(from + pieceWords, Math.ceil(size / votersInWord));
    const words = askAlike(node, `the ballot box of ${election}`, (endpoint) =>
      readWords(endpoint, election, { from, to }, { blockHash: hash }),
    );
    const piece = { hash, words };
    pieces.set(key, piece);
    words.catch(() => {
      if (pieces.get(key) === piece) pieces.delete(key);
    });
    for (const oldest of pieces.keys()) {
      if (pieces.size <= mostPieces) break;
      pieces.delete(oldest);
    }
    return words;
  }

  return {
    async markAt(election, size, index, { hash }) {
      const word = Math.floor(index / votersInWord);
      const from = word - (word % pieceWords);
      const words = await readPiece(election, size, from, hash);
      return markIn(words[word - from] ?? 0n, index);
    },
  };
}
