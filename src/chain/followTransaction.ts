import {
  type Address,
  type Client,
  type Hash,
  isAddressEqual,
  type Transaction,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import { getTransaction, getTransactionCount, getTransactionReceipt } from "viem/actions";
import { askEach } from "./askEach";
import type { Node } from "./node";

/** A transaction that a wallet has sent. `nonce` is its number among its account's, once a node told it. */
export type SentTransaction = { hash: Hash; from: Address; nonce?: number | undefined };

/**
 * What has become of a transaction that was sent.
 * - `waiting`: a node holds it, and it can come into the next block.
 * - `behind`: a node holds it, but an earlier transaction of the same account has to come first.
 * - `inBlock`: it stands in a block; its receipt tells whether it did anything. `isOwn` is false where another account
 *   sent it.
 * - `replaced`: another transaction of the account has its number and stands in a block.
 * - `unknown`: no node knows of it: it has not arrived yet, was dropped, or is being replaced.
 */
export type TransactionFate =
  | { state: "waiting" | "behind" | "replaced" | "unknown"; nonce?: number }
  | { state: "inBlock"; nonce?: number; isOwn: boolean; to: Address | null; receipt: TransactionReceipt };

/**
 * Asks every endpoint what has become of a transaction.
 * @throws what the node said, where it could not be asked.
 */
export async function followTransaction(node: Node, sent: SentTransaction): Promise<TransactionFate> {
  const { hash, from, nonce } = sent;
  const [answers, next] = await Promise.all([
    askEach(node, (endpoint) => findTransaction(endpoint, hash)),
    getTransactionCount(node, { address: from }),
  ]);
  const found = answers.find((transaction) => transaction?.blockNumber) ?? answers.find(Boolean);

  if (!found) {
    const isReplaced = nonce !== undefined && next > nonce;
    return { state: isReplaced ? "replaced" : "unknown", ...(nonce !== undefined && { nonce }) };
  }
  const isOwn = isAddressEqual(found.from, from);
  // The number of another account's transaction says nothing about this one's.
  const numbered = isOwn ? { nonce: found.nonce } : {};
  if (found.blockNumber === null) return { state: isOwn && next < found.nonce ? "behind" : "waiting", ...numbered };

  const receipt = await getTransactionReceipt(node, { hash }).catch((error: unknown) => {
    // The block was replaced meanwhile.
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
  return receipt ? { state: "inBlock", isOwn, to: found.to, receipt, ...numbered } : { state: "waiting", ...numbered };
}

async function findTransaction(endpoint: Client, hash: Hash): Promise<Transaction | undefined> {
  try {
    return await getTransaction(endpoint, { hash });
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  }
}
