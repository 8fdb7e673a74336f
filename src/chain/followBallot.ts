import type { Address, Client, Hash, Transaction } from "viem";
import { TransactionNotFoundError, TransactionReceiptNotFoundError } from "viem";
import { getTransaction, getTransactionCount, getTransactionReceipt } from "viem/actions";
import { askEach } from "./askEach";
import type { Node } from "./node";

/** A ballot's transaction on its way. `nonce` is its number among its account's transactions, once a node told it. */
export type SentBallot = { hash: Hash; voter: Address; nonce?: number | undefined };

/**
 * What has become of a transaction that was sent. Whether its ballot counts, only the contract says.
 * - `waiting`: a node holds it, and it can come into the next block.
 * - `behind`: a node holds it, but an earlier transaction of the same account has to come first.
 * - `taken`: it stands in a block, and the contract took it.
 * - `refused`: it stands in a block, and the contract refused it.
 * - `replaced`: another transaction of the account has its number and stands in a block.
 * - `unknown`: no node knows of it: it has not arrived yet, was dropped, or is being replaced.
 */
export type Fate = { state: "waiting" | "behind" | "taken" | "refused" | "replaced" | "unknown"; nonce?: number };

/**
 * Asks what has become of a ballot's transaction.
 * @throws what the node said, where it could not be asked.
 */
export async function followBallot(node: Node, { hash, voter, nonce }: SentBallot): Promise<Fate> {
  const [answers, next] = await Promise.all([
    askEach(node, (endpoint) => findTransaction(endpoint, hash)),
    getTransactionCount(node, { address: voter }),
  ]);
  const found = answers.find((transaction) => transaction?.blockNumber) ?? answers.find(Boolean);

  if (!found) {
    const isReplaced = nonce !== undefined && next > nonce;
    return { state: isReplaced ? "replaced" : "unknown", ...(nonce !== undefined && { nonce }) };
  }
  if (found.blockNumber === null) return { state: next < found.nonce ? "behind" : "waiting", nonce: found.nonce };
  const receipt = await getTransactionReceipt(node, { hash }).catch((error: unknown) => {
    // The block was replaced meanwhile.
    if (error instanceof TransactionReceiptNotFoundError) return { status: undefined };
    throw error;
  });
  const states = { success: "taken", reverted: "refused" } as const;
  return { state: receipt.status ? states[receipt.status] : "waiting", nonce: found.nonce };
}

async function findTransaction(endpoint: Client, hash: Hash): Promise<Transaction | undefined> {
  try {
    return await getTransaction(endpoint, { hash });
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  }
}
