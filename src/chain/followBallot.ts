import {
  type Address,
  type Client,
  type Hash,
  type Hex,
  isAddressEqual,
  type Transaction,
  TransactionNotFoundError,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import { getTransaction, getTransactionCount, getTransactionReceipt } from "viem/actions";
import { askEach } from "./askEach";
import type { Node } from "./node";
import { readOwnBallot } from "./readOwnBallot";

/** A ballot's transaction on its way. `nonce` is its number among its account's transactions, once a node told it. */
export type SentBallot = {
  hash: Hash;
  election: Address;
  voter: Address;
  candidate: Hex;
  nonce?: number | undefined;
};

/**
 * What has become of a transaction that was sent. Whether its ballot counts, only the contract says.
 * - `waiting`: a node holds it, and it can come into the next block.
 * - `behind`: a node holds it, but an earlier transaction of the same account has to come first.
 * - `taken`: it stands in a block, and the contract took the ballot.
 * - `refused`: it stands in a block, and the contract refused it.
 * - `other`: it stands in a block, but is not this ballot: the wallet sent something else, or from another account.
 * - `replaced`: another transaction of the account has its number and stands in a block.
 * - `unknown`: no node knows of it: it has not arrived yet, was dropped, or is being replaced.
 */
export type Fate = {
  state: "waiting" | "behind" | "taken" | "refused" | "other" | "replaced" | "unknown";
  nonce?: number;
};

/**
 * Asks what has become of a ballot's transaction.
 * @throws what the node said, where it could not be asked.
 */
export async function followBallot(node: Node, ballot: SentBallot): Promise<Fate> {
  const { hash, voter, nonce } = ballot;
  const [answers, next] = await Promise.all([
    askEach(node, (endpoint) => findTransaction(endpoint, hash)),
    getTransactionCount(node, { address: voter }),
  ]);
  const found = answers.find((transaction) => transaction?.blockNumber) ?? answers.find(Boolean);

  if (!found) {
    const isReplaced = nonce !== undefined && next > nonce;
    return { state: isReplaced ? "replaced" : "unknown", ...(nonce !== undefined && { nonce }) };
  }
  const isOwn = isAddressEqual(found.from, voter);
  // The number of another account's transaction says nothing about the voter's.
  const numbered = isOwn ? { nonce: found.nonce } : {};
  if (found.blockNumber === null) return { state: isOwn && next < found.nonce ? "behind" : "waiting", ...numbered };

  const receipt = await getTransactionReceipt(node, { hash }).catch((error: unknown) => {
    // The block was replaced meanwhile.
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
  if (!receipt) return { state: "waiting", ...numbered };
  if (receipt.status === "success")
    return (await isTaken(node, ballot, receipt)) ? { state: "taken", ...numbered } : { state: "other" };
  const isCall = isOwn && found.to !== null && isAddressEqual(found.to, ballot.election);
  return isCall ? { state: "refused", ...numbered } : { state: "other" };
}

/**
 * Whether the contract counts the ballot at the end of the transaction's block. Asked of the contract, for a wallet may
 * wrap the ballot in a call of its own, and what the transaction looks like proves nothing.
 */
async function isTaken(node: Node, { election, voter, candidate }: SentBallot, { blockHash }: TransactionReceipt) {
  return (await readOwnBallot(node, election, voter, blockHash)) === candidate;
}

async function findTransaction(endpoint: Client, hash: Hash): Promise<Transaction | undefined> {
  try {
    return await getTransaction(endpoint, { hash });
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  }
}
