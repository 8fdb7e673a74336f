import { type Address, type Client, type Hex, HttpRequestError, TimeoutError } from "viem";
import { NoAnswerError } from "@/chain/errors";
import { votersInWord } from "@/election/box";
import { chunkAddress } from "@/election/rollCode";
import type { Proof } from "@/recount/evidence";
import { slotKey } from "@/recount/slots";
import { drawWords, type Random } from "./drawWords";
import { fewAtATime } from "./fewAtATime";
import { getProof } from "./getProof";

/** How many slots are asked for at first: an answer of about a megabyte. */
const widest = 250;
/** How many answers are waited for at the same time. */
const width = 3;
/** The longest roll that is always proven whole, in words of its box: 5,000 voters. */
const mostWhole = Math.ceil(5_000 / votersInWord);
/** How long the rest may take before a sample stands in for it, in milliseconds. */
const patience = 60_000;
/** How many words such a sample has at the least: where one word in a hundred was changed, 4 of 100,000 show none of them. */
const sampleSize = 1_000;

/** What of an election is proven. */
export type Proven = {
  election: Address;
  /** The storage keys of its candidates' tallies, in ballot order. */
  tallies: readonly Hex[];
  /** The slot of the ballot box's first word, and how many there are. Null in a poll, as is the roll. */
  box: { slot: bigint; words: number } | null;
  /** The slot in which the roll keeps its size and end, and how many chunks it has. */
  roll: { address: Address; slot: bigint; chunks: number } | null;
};

/** All words of a box; all unless the rest would take over a minute; or so many, drawn at random. */
export type ProofWish = "whole" | "auto" | number;

/** What comes from outside. */
export type ProofSurroundings = {
  random: Random;
  /** Milliseconds, as `performance.now` gives them. */
  elapsed: () => number;
  /** Told how many slots and accounts were read, and how many there are; fewer in the end where a sample suffices. */
  onRead: (done: number, all: number) => void;
};

/**
 * Proofs of an election's account and slots, and of its roll, against the state at a block, as a source gives them
 * (`eth_getProof`, EIP-1186). Each node is kept once. Fewer slots are asked for at a time where the source refuses; one that
 * has no state of so old a block refuses everything.
 * @param wish Of a roll with up to 5,000 voters always all words are proven.
 * @param block The block's number, since many nodes take no hash here.
 * @returns Besides the proof, the tally slots as the source tells them, in their order.
 * @throws {NoAnswerError} where the source answers with what is no proof of what was asked for.
 * @throws What the source refused with, where it refused one slot alone.
 */
export async function readProof(
  source: Client,
  { election, tallies, box, roll }: Proven,
  wish: ProofWish,
  block: bigint,
  { random, elapsed, onRead }: ProofSurroundings,
): Promise<{ proof: Proof; tallies: Hex[] }> {
  const nodes = new Set<Hex>();
  const words = box?.words ?? 0;
  const isLong = words > mostWhole;
  let wanted = isLong && typeof wish === "number" ? Math.min(wish, words) : words;
  let most = widest;
  let done = 0;

  /** Keeps the proof of an account and its slots, and gives their values. */
  async function prove(address: Address, keys: readonly Hex[]): Promise<Hex[]> {
    if (keys.length <= most) {
      try {
        const told = await getProof(source, address, keys, block);
        for (const node of told.nodes) nodes.add(node);
        done += Math.max(keys.length, 1);
        onRead(done, tallies.length + (roll ? 1 + roll.chunks : 0) + wanted);
        return [...told.values];
      } catch (error) {
        if (keys.length <= 1 || !isRefusal(error, done > 0)) throw error;
        most = Math.min(most, Math.ceil(keys.length / 2));
      }
    }
    const middle = Math.ceil(keys.length / 2);
    const first = await prove(address, keys.slice(0, middle));
    return [...first, ...(await prove(address, keys.slice(middle)))];
  }

  const values = await prove(election, tallies);
  if (roll) {
    await prove(roll.address, [slotKey(roll.slot)]);
    await fewAtATime(roll.chunks, width, (chunk) => prove(chunkAddress(roll.address, chunk), []));
  }
  if (!box) return { proof: { nodes: [...nodes], sample: null }, tallies: values };

  // In random order wherever a sample may suffice: what was read until then is part of it.
  const order =
    isLong && wish !== "whole" ? drawWords(words, random) : Uint32Array.from({ length: words }, (_, i) => i);
  const began = elapsed();
  let [begun, proven] = [0, 0];
  await fewAtATime(Math.ceil(wanted / widest), width, async (page) => {
    const [from, to] = [page * widest, Math.min(page * widest + widest, wanted)];
    if (from >= to) return;
    begun = to;
    const keys = Array.from(order.subarray(from, to), (word) => slotKey(box.slot + BigInt(word)));
    await prove(election, keys);
    proven += keys.length;
    // Until each of those under way at the same time has come, they seem to take longer than they do.
    if (!isLong || wish !== "auto" || proven < width * widest) return;
    const rest = ((wanted - proven) * (elapsed() - began)) / proven;
    if (rest > patience) wanted = Math.min(wanted, Math.max(begun, sampleSize));
  });
  const sample = wanted < words ? [...order.subarray(0, wanted).toSorted()] : null;
  return { proof: { nodes: [...nodes], sample }, tallies: values };
}

/**
 * Whether a source may have found the question too large: less may suit it. One that takes too long may be quicker with
 * less, if it has answered anything at all.
 */
function isRefusal(error: unknown, hasAnswered: boolean): boolean {
  if (error instanceof TimeoutError) return hasAnswered;
  if (error instanceof HttpRequestError) return error.status !== undefined;
  return !(error instanceof NoAnswerError);
}
