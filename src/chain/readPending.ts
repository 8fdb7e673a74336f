import { type Address, type Client, type Hash, type Hex, hexToBigInt, size, slice, toFunctionSelector } from "viem";
import { recordBytes } from "@/election/ballotBatch";
import { askEach } from "./askEach";
import type { Node } from "./node";

/** A ballot that was sent and that a node has not seen in a block yet. The voter is in lower case. */
export type SentBallot = { hash: Hash; voter: Address; candidate: Hex };

/**
 * Signed ballots that somebody has sent for their voters. The carrier is in lower case. The voters are not told: anyone
 * can write their places on the roll into a transaction, and only the contract has checked the signatures once it counts.
 */
export type SentBatch = { hash: Hash; carrier: Address; count: number };

/** The calls that vote, by their selectors, and how many bytes each takes. The second gives the voter's index as well. */
const votes = new Map([
  [toFunctionSelector("vote(bytes32)"), 4 + 32],
  [toFunctionSelector("vote(bytes32,uint256)"), 4 + 32 + 32],
]);
const castBatch = toFunctionSelector("castBatch(bytes)");
const castSigned = toFunctionSelector("castSigned(bytes32,uint256,bytes)");

/** A transaction as nodes list it; some list no more than its hash. */
type Transaction = Hash | { hash: Hash; from: Address; to?: Address | null; input: Hex };

/**
 * The transactions of the node's pending block that bring the election ballots, in their order there, each once.
 * Whether they will count is another matter: the voter may have voted already.
 * @returns Undefined where no endpoint tells what waits: that is not the same as nothing.
 */
export async function readPending(node: Node, election: Address): Promise<(SentBallot | SentBatch)[] | undefined> {
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

function decode(transaction: Transaction, election: Address): (SentBallot | SentBatch)[] {
  if (typeof transaction === "string") return [];
  const { hash, from, to, input } = transaction;
  if (to?.toLowerCase() !== election.toLowerCase() || size(input) < 4) return [];
  const sender: Address = `0x${from.slice(2).toLowerCase()}`;
  const selector = slice(input, 0, 4);
  const count = selector === castBatch ? countRecords(input) : selector === castSigned ? 1 : 0;
  if (count > 0) return [{ hash, carrier: sender, count }];
  return size(input) === votes.get(selector) ? [{ hash, voter: sender, candidate: slice(input, 4, 36) }] : [];
}

/** How many ballots a call of `castBatch` brings; 0 where it is none that the contract takes. */
function countRecords(input: Hex): number {
  // The selector, an offset of 32 bytes, a length, and as many bytes.
  const [start, rest] = [4 + 32 + 32, size(input) - (4 + 32 + 32)];
  if (rest < 0 || hexToBigInt(slice(input, 4, 36)) !== 32n) return 0;
  const length = hexToBigInt(slice(input, 36, start));
  // The cast is exact: no longer than a text.
  return length <= BigInt(rest) && length % BigInt(recordBytes) === 0n ? Number(length) / recordBytes : 0;
}
