import { type Address, type Hash, type Hex, isAddressEqual, type TransactionReceipt } from "viem";
import { followTransaction } from "./followTransaction";
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
  const { hash, voter: from, nonce } = ballot;
  const fate = await followTransaction(node, { hash, from, nonce });
  if (fate.state !== "inBlock") return fate;

  const numbered = fate.nonce === undefined ? {} : { nonce: fate.nonce };
  if (fate.receipt.status === "success")
    return (await isTaken(node, ballot, fate.receipt)) ? { state: "taken", ...numbered } : { state: "other" };
  const isCall = fate.isOwn && fate.to !== null && isAddressEqual(fate.to, ballot.election);
  return isCall ? { state: "refused", ...numbered } : { state: "other" };
}

/**
 * Whether the contract counts the ballot at the end of the transaction's block. Asked of the contract, for a wallet may
 * wrap the ballot in a call of its own, and what the transaction looks like proves nothing.
 */
async function isTaken(node: Node, { election, voter, candidate }: SentBallot, { blockHash }: TransactionReceipt) {
  return (await readOwnBallot(node, election, voter, blockHash)) === candidate;
}
