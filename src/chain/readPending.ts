import { type Address, type Client, type Hash, type Hex, hexToBigInt, size, slice, toFunctionSelector } from "viem";
import { askEach } from "./askEach";
import type { Node } from "./node";

/** A ballot that was sent and that a node has not seen in a block yet. The voter is in lower case. */
export type SentBallot = { hash: Hash; voter: Address; candidate: Hex };

/** The calls that vote, by their selectors, and how many bytes each takes. The second gives the voter's index as well. */
const votes = new Map([
  [toFunctionSelector("vote(bytes32)"), 4 + 32],
  [toFunctionSelector("vote(bytes32,uint256)"), 4 + 32 + 32],
]);

/** A transaction as nodes list it; some list no more than its hash. */
type Transaction = Hash | { hash: Hash; from: Address; to?: Address | null; input: Hex };

/**
 * The transactions of the node's pending block that call the election's `vote`, in their order there, each once.
 * Whether they will count is another matter: the voter may have voted already.
 * @returns Undefined where no endpoint tells what waits: that is not the same as nothing.
 */
export async function readPending(node: Node, election: Address): Promise<SentBallot[] | undefined> {
  const answers = await askEach(node, (endpoint) => readPendingBlock(endpoint).catch(() => undefined));
  const told = answers.filter((transactions) => transactions !== undefined);
  if (told.length === 0) return undefined;

  const ballots = told.flat().flatMap((transaction) => decode(transaction, election));
  return [...new Map(ballots.map((ballot) => [ballot.hash, ballot])).values()];
}

/** A node that does not tell refuses, gives null, hashes alone, or its newest block in place of the pending one. */
async function readPendingBlock(endpoint: Client): Promise<readonly Transaction[] | undefined> {
  const newest = await endpoint.request({ method: "eth_blockNumber" });
  const block = await endpoint.request({ method: "eth_getBlockByNumber", params: ["pending", true] });
  if (!block?.number || hexToBigInt(block.number) <= hexToBigInt(newest)) return undefined;
  const transactions: readonly Transaction[] = block.transactions;
  return transactions.some((transaction) => typeof transaction === "string") ? undefined : transactions;
}

function decode(transaction: Transaction, election: Address): SentBallot[] {
  if (typeof transaction === "string") return [];
  const { hash, from, to, input } = transaction;
  if (to?.toLowerCase() !== election.toLowerCase()) return [];
  if (size(input) < 4 || size(input) !== votes.get(slice(input, 0, 4))) return [];
  return [{ hash, voter: `0x${from.slice(2).toLowerCase()}`, candidate: slice(input, 4, 36) }];
}
