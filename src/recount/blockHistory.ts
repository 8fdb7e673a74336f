import { type Address, bytesToHex, type Hash, type Hex, hexToBytes, keccak256, stringToBytes } from "viem";
import type { RecordBlock, RecordEntry } from "./evidence";
import { hashHeader } from "./header";
import { decodeReceipt, type ReceiptLog } from "./receipt";
import { rootOfList } from "./trie/rootOfList";

/** `event Voted(address indexed voter, bytes32 indexed candidate)` */
const votedTopic = keccak256(stringToBytes("Voted(address,bytes32)"));
/** `event BatchCounted(address indexed carrier, bytes ballots)` */
const batchTopic = keccak256(stringToBytes("BatchCounted(address,bytes)"));

/**
 * Whether a block's header and receipts show that the record has every ballot of the block, and none besides.
 * `header`, `receipts`, `logs`: which of them contradicts the block's hash, or the record. `lacking`: what shows it is not
 * there. `unclear`: the header has fields that are not known here, or a receipt is of a form that is not.
 */
export type BlockHistory = "proven" | "header" | "receipts" | "logs" | "lacking" | "unclear";

/**
 * Holds a block's header against its hash, its receipts against the header's root of them, and the logs of an election in
 * these against the record.
 * @param entries The record's entries of this block, in their order.
 */
export function blockHistory(block: RecordBlock, entries: readonly RecordEntry[], election: Address): BlockHistory {
  if (!block.header) return "lacking";
  const hashed = hashHeader(block.header);
  if (hashed.hash === null) return "unclear";
  const { hash, header, unclear } = hashed;
  if (hash !== block.hash.toLowerCase()) return unclear.length > 0 ? "unclear" : "header";
  if (header?.number !== block.number) return "header";
  if (!block.receipts) return "lacking";

  const receipts = block.receipts.map((receipt) => hexToBytes(receipt));
  if (rootOfList(receipts) !== header.receiptsRoot.toLowerCase()) return "receipts";
  const decoded = receipts.map(decodeReceipt);
  const known = decoded.filter((receipt) => receipt !== undefined);
  if (known.length < decoded.length) return "unclear";

  const found = ballotLogs(
    known.map(({ logs }) => logs),
    hexToBytes(election),
  );
  return isRecord(found, entries) ? "proven" : "logs";
}

/** A log of a ballot: its index in the block, and that of its transaction. */
type Found = { logIndex: number; transaction: number; log: ReceiptLog };

function ballotLogs(receipts: readonly (readonly ReceiptLog[])[], election: Uint8Array): Found[] {
  const found: Found[] = [];
  let logIndex = 0;
  for (const [transaction, logs] of receipts.entries()) {
    for (const log of logs) {
      if (isSame(log.address, election) && isOfBallot(log)) found.push({ logIndex, transaction, log });
      logIndex += 1;
    }
  }
  return found;
}

function isOfBallot({ topics: [topic] }: ReceiptLog): boolean {
  return topic !== undefined && [votedTopic, batchTopic].includes(bytesToHex(topic));
}

/** Whether the entries are these logs, in their order, and tell the same transactions apart. */
function isRecord(found: readonly Found[], entries: readonly RecordEntry[]): boolean {
  if (found.length !== entries.length) return false;
  const byEntry = new Map<number, number>();
  const byLog = new Map<number, number>();
  return entries.every((entry, place) => {
    const { logIndex, transaction, log } = found[place] ?? { logIndex: -1, transaction: -1, log: undefined };
    if (!log || entry.logIndex !== logIndex) return false;
    const [one, other] = [byEntry.get(entry.transaction), byLog.get(transaction)];
    byEntry.set(entry.transaction, transaction);
    byLog.set(transaction, entry.transaction);
    if ((one ?? transaction) !== transaction || (other ?? entry.transaction) !== entry.transaction) return false;
    const { topics, data } = logOf(entry);
    return (
      topics.length === log.topics.length &&
      topics.every((topic, index) => topic === bytesToHex(log.topics[index] ?? new Uint8Array())) &&
      data === bytesToHex(log.data)
    );
  });
}

/** The log that an election emits for what an entry says. */
function logOf(entry: RecordEntry): { topics: Hex[]; data: Hex } {
  if ("voter" in entry) {
    return { topics: [votedTopic, wordOf(entry.voter), lowerCase(entry.candidate)], data: "0x" };
  }
  const length = (entry.ballots.length - 2) / 2;
  const words = Math.ceil(length / 32);
  const content = entry.ballots
    .slice(2)
    .toLowerCase()
    .padEnd(64 * words, "0");
  // `bytes` in the contract's ABI: where they begin, how many they are, and they, filled up to words.
  const data: Hex = `0x${wordOfNumber(32)}${wordOfNumber(length)}${content}`;
  return { topics: [batchTopic, wordOf(entry.carrier)], data };
}

function wordOf(address: Address): Hash {
  return `0x${address.slice(2).toLowerCase().padStart(64, "0")}`;
}

function wordOfNumber(number: number): string {
  return number.toString(16).padStart(64, "0");
}

function lowerCase(value: Hex): Hex {
  return `0x${value.slice(2).toLowerCase()}`;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
