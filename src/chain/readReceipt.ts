import { type Address, type Client, type Hash, type Hex, zeroHash } from "viem";
import { getBlock, readContract } from "viem/actions";
import { markIn, votersInWord } from "@/election/box";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { askEach } from "./askEach";
import { electionReads } from "./generated/electionReads";
import type { Node } from "./node";
import type { Count } from "./readCount";
import { readWords } from "./readWords";
import type { Head } from "./watchHead";

/** The byte of the ballot box that holds a voter's ballot: the candidate's number, at that place of a word of 32 bytes. */
export type BoxPlace = { word: number; place: number; value: bigint; number: number };

/** What the contract counts for one voter at a count's block. */
export type Receipt = {
  /** The count's. Nothing after the oldest block that any endpoint has for its newest final one is final. */
  head: Head;
  voter: Address;
  /** The voter's line in the record that adds up to the count; undefined where the contract counts none. */
  ballot: Ballot | undefined;
  /** Where the ballot lies; undefined where there is none, or no roll. */
  box: BoxPlace | undefined;
  /** How many endpoints were asked for this, and how many said so. The others gave no answer in time. */
  asked: number;
  agreeing: number;
};

/**
 * What was read of one voter's ballot contradicts itself, so that there is no receipt.
 * - `nodes`: one endpoint says otherwise than another.
 * - `record`: the contract's word is not that of the record of ballots.
 * - `box`: the contract's word is not what its ballot box holds.
 * - `block`: the ballot does not stand in the block in which the record has it.
 */
export class ReceiptConflictError extends Error {
  override name = "ReceiptConflictError";
  constructor(
    readonly between: "nodes" | "record" | "box" | "block",
    readonly block: bigint,
  ) {
    super(`What was read of a ballot contradicts itself at block ${block}: ${between}.`);
  }
}

/**
 * What the contract counts for a voter at the block of a count, by its hash, asked of every endpoint; held against the
 * record and, on a roll, against the voter's byte in the ballot box.
 * @param index The voter's index on the roll; undefined where there is no roll.
 * @throws {ReceiptConflictError} where any of them contradict each other.
 * @throws What the preferred endpoint threw, where none answered.
 */
export async function readReceipt(
  node: Node,
  { address, candidates }: Pick<Election, "address" | "candidates">,
  voter: Address,
  index: number | undefined,
  { head, ballots }: Pick<Count, "head" | "ballots">,
): Promise<Receipt> {
  const answers = await askEach(node, (endpoint) => askOne(endpoint, address, voter, index, head));
  const [first] = answers;
  if (!first) throw new RangeError("A node has at least one endpoint.");
  if (answers.some(({ candidate, word }) => candidate !== first.candidate || word !== first.word)) {
    throw new ReceiptConflictError("nodes", head.number);
  }
  const counted = first.candidate === zeroHash ? undefined : first.candidate;
  const ballot = ballots.find((recorded) => recorded.voter === voter.toLowerCase());
  if (counted !== ballot?.candidate) throw new ReceiptConflictError("record", head.number);

  const place = index === undefined || first.word === undefined ? undefined : placeOf(first.word, index);
  const number = counted ? candidates.findIndex(({ id }) => id === counted) + 1 : 0;
  if (place && place.number !== number) throw new ReceiptConflictError("box", head.number);

  const box = ballot ? place : undefined;
  return {
    head: answers.reduce(finalBy, head),
    voter,
    ballot,
    box,
    asked: node.endpoints.length,
    agreeing: answers.length,
  };
}

type Answer = {
  candidate: Hex;
  word: bigint | undefined;
  /** The endpoint's newest final block; undefined where it names none. */
  final: { number: bigint; hash: Hash; timestamp: bigint } | undefined;
};

async function askOne(
  endpoint: Client,
  address: Address,
  voter: Address,
  index: number | undefined,
  { hash: blockHash }: Head,
): Promise<Answer> {
  const ballotOf = { address, abi: electionReads, functionName: "ballotOf", args: [voter], blockHash } as const;
  const from = index === undefined ? undefined : Math.floor(index / votersInWord);
  const [candidate, words, final] = await Promise.all([
    readContract(endpoint, ballotOf),
    from === undefined ? [] : readWords(endpoint, address, { from, to: from + 1 }, { blockHash }),
    // Not every chain names one; where it does not, depth stands in.
    getBlock(endpoint, { blockTag: "finalized" }).catch(() => undefined),
  ]);
  return { candidate, word: words[0], final };
}

/** The head with what is final by that endpoint as well: one alone may call final whatever it likes. */
function finalBy(head: Head, { final }: Answer): Head {
  if (!final || final.number >= head.finalized) return head;
  const { number, hash, timestamp } = final;
  return { ...head, finalized: number, finalizedHash: hash, finalizedTimestamp: timestamp };
}

function placeOf(value: bigint, index: number): BoxPlace {
  return { word: Math.floor(index / votersInWord), place: index % votersInWord, value, number: markIn(value, index) };
}
