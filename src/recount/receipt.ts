import { fromRlp } from "viem";

/** A log as its receipt holds it, in bytes. */
export type ReceiptLog = { address: Uint8Array; topics: readonly Uint8Array[]; data: Uint8Array };

/** What a recount needs of a receipt. A transaction that failed has left no log. */
export type Receipt = { succeeded: boolean; logs: readonly ReceiptLog[] };

/** Bytes, or a list of such. */
type Item = Uint8Array | readonly Item[];

/**
 * A receipt from what the receipts trie holds: the RLP list of status, gas used until then, bloom filter and logs (yellow
 * paper, 4.4.1; before EIP-658 a state root in place of the status, of which nothing can be told but its logs), behind one
 * byte for the kind of transaction (EIP-2718), which legacy transactions have not. Kinds of rollups may have more items
 * behind these: a deposit of the OP stack its nonce and a version.
 * @returns Undefined where it is no such receipt.
 */
export function decodeReceipt(receipt: Uint8Array): Receipt | undefined {
  // A list begins with 0xc0 or above, and no kind of transaction stands there.
  const list = itemIn((receipt[0] ?? 0) < 0xc0 ? receipt.subarray(1) : receipt);
  if (!isList(list)) return undefined;
  const [status, , , logs] = list;
  if (!(status instanceof Uint8Array) || !isList(logs)) return undefined;
  const decoded = logs.map(logOf);
  const whole = decoded.flatMap((log) => log ?? []);
  return whole.length === decoded.length ? { succeeded: isSuccess(status), logs: whole } : undefined;
}

function isSuccess(status: Uint8Array): boolean {
  return status.length === 32 || (status.length === 1 && status[0] === 1);
}

function logOf(item: Item): ReceiptLog | undefined {
  if (!isList(item)) return undefined;
  const [address, topics, data] = item;
  if (!(address instanceof Uint8Array) || !isList(topics) || !(data instanceof Uint8Array)) return undefined;
  const words = topics.filter((topic) => topic instanceof Uint8Array);
  return words.length === topics.length && item.length === 3 ? { address, topics: words, data } : undefined;
}

function itemIn(rlp: Uint8Array): Item | undefined {
  try {
    return fromRlp(rlp, "bytes");
  } catch {
    // Not RLP.
    return undefined;
  }
}

function isList(item: Item | undefined): item is readonly Item[] {
  return Array.isArray(item);
}
