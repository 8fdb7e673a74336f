import {
  type Address,
  type Client,
  concatHex,
  encodeFunctionData,
  type Hash,
  type Hex,
  HttpRequestError,
  numberToHex,
  TimeoutError,
} from "viem";
import { NoAnswerError } from "@/chain/errors";
import { boxReads } from "@/chain/generated/boxReads";
import { fewAtATime } from "./fewAtATime";

/** How many words are asked for at first: 128,000 voters, about 12 million gas and an answer of 256 kB. */
const widest = 4_000;
/** How many answers are waited for at the same time. */
const width = 3;

/**
 * The whole ballot box as bytes, 32 a word and one a voter, in a source's words. Fewer words are asked for at a time where
 * it refuses; a million voters are read without a number being made of any.
 * @param words How many the box has.
 * @param onRead Told how many words were read so far.
 * @throws {NoAnswerError} where what it answers are not so many words.
 */
export async function readBoxBytes(
  source: Client,
  election: Address,
  words: number,
  blockHash: Hash,
  onRead: (words: number) => void,
): Promise<Hex> {
  let read = 0;

  async function readWords(from: number, to: number): Promise<string> {
    try {
      const page = await readPage(source, election, from, to, blockHash);
      read += to - from;
      onRead(read);
      return page;
    } catch (error) {
      if (to - from === 1 || !isRefusal(error)) throw error;
      const middle = Math.floor((from + to) / 2);
      return (await readWords(from, middle)) + (await readWords(middle, to));
    }
  }

  const pages = await fewAtATime(Math.ceil(words / widest), width, (page) =>
    readWords(page * widest, Math.min((page + 1) * widest, words)),
  );
  return `0x${pages.join("")}`;
}

/** Whether a source may have found the question too large, and not merely gave no answer or none that is one. */
function isRefusal(error: unknown): boolean {
  if (error instanceof HttpRequestError) return error.status !== undefined;
  return !(error instanceof TimeoutError || error instanceof NoAnswerError);
}

/** The words `from` up to, but without, `to`: what stands behind the place and the length of an array (ABI encoding). */
async function readPage(source: Client, election: Address, from: number, to: number, blockHash: Hash): Promise<string> {
  const data = encodeFunctionData({ abi: boxReads, functionName: "box", args: [BigInt(from), BigInt(to)] });
  const answer: Hex = await source.request({ method: "eth_call", params: [{ to: election, data }, { blockHash }] });
  const head = concatHex([numberToHex(32, { size: 32 }), numberToHex(to - from, { size: 32 })]);
  if (answer.length !== head.length + 64 * (to - from) || !answer.startsWith(head)) {
    throw new NoAnswerError(`These are not the words ${from} to ${to} of the ballot box.`);
  }
  return answer.slice(head.length);
}
