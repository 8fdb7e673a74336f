import { type Address, getAddress, type Hash, type Hex, numberToHex } from "viem";
import type { Election } from "./election";
import type { Ballot } from "./tally";

/** A block by its number, hash and time in unix seconds. */
type Block = { number: bigint; hash: Hash; timestamp: bigint };

/** What a saved receipt says. What could not be read, or be checked, is undefined. */
export type ReceiptFile = {
  election: Election;
  chainName: string;
  /** Where the receipt can be read again. */
  link: string;
  voter: Address;
  ballot: Ballot;
  /** The block at which the contract was asked, and the newest final one. */
  readAt: Block;
  final: Block;
  /** How many nodes were asked, and how many said this. */
  nodes: { asked: number; agreeing: number };
  /** On a roll: the voter's index, and the word of the ballot box with the byte in it. */
  box: { index: number; word: number; place: number; value: bigint; number: number } | undefined;
  /** Of the block that holds the ballot, in unix seconds. */
  timestamp: bigint | undefined;
  transaction: Hash | undefined;
  sender: Address | undefined;
  /** Whether the sender's signature on the transaction was checked. */
  isSenderProven: boolean;
  /** How it was given, and what was signed; `kind` is `unshown` where the transaction does not tell. */
  way: { kind: "own" | "key" | "wallet" | "unshown"; signature?: Hex } | undefined;
};

/**
 * A receipt as JSON: `docs/exports.md` tells every field. Block numbers and seconds are strings of digits, since JSON's
 * numbers end at 2⁵³.
 */
export function writeReceiptFile(file: ReceiptFile): string {
  const { election, ballot, box, way, sender } = file;
  const number = election.candidates.findIndex(({ id }) => id === ballot.candidate) + 1;
  const fields = {
    kind: "recount-receipt",
    version: 1,
    chainId: election.chainId,
    chain: file.chainName,
    election: election.address,
    title: election.title,
    link: file.link,
    voter: getAddress(file.voter),
    candidate: ballot.candidate,
    choice: election.candidates[number - 1]?.name ?? null,
    number,
    state: ballot.block <= file.final.number ? "final" : "inBlock",
    readAt: digits(file.readAt),
    final: digits(file.final),
    nodes: file.nodes,
    block: {
      number: String(ballot.block),
      hash: ballot.blockHash,
      timestamp: file.timestamp === undefined ? null : String(file.timestamp),
    },
    logIndex: ballot.logIndex,
    transaction: file.transaction ?? null,
    sender: sender ?? null,
    senderChecked: file.isSenderProven,
    signedBy: !way || way.kind === "unshown" ? null : way.kind === "own" ? "transaction" : way.kind,
    signature: way?.signature ?? null,
    signatureChecked: way?.kind === "key" || (way?.kind === "own" && file.isSenderProven),
    roll: election.roll
      ? { address: election.roll.address, size: String(election.roll.size), digest: election.roll.digest }
      : null,
    box: box && {
      voterNumber: box.index + 1,
      word: box.word,
      byte: box.place,
      value: numberToHex(box.value, { size: 32 }),
    },
  };
  return `${JSON.stringify({ ...fields, box: fields.box ?? null }, null, 2)}\n`;
}

/** A receipt's file name: of which election, and whose. */
export function receiptFileName({ election, voter }: Pick<ReceiptFile, "election" | "voter">): string {
  return `receipt-${election.chainId}-${election.address.slice(0, 10)}-${getAddress(voter).slice(0, 10)}.json`;
}

function digits({ number, hash, timestamp }: Block) {
  return { number: String(number), hash, timestamp: String(timestamp) };
}
