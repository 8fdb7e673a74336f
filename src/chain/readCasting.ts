import {
  type Address,
  type Client,
  type Hash,
  type Hex,
  isAddress,
  isAddressEqual,
  isHash,
  isHex,
  type RpcLog,
  type Transaction,
  TransactionNotFoundError,
} from "viem";
import { getBlock, getTransaction } from "viem/actions";
import { parseBallotCall } from "@/election/ballotCall";
import type { Election } from "@/election/election";
import { signerOf } from "@/election/signedBallot";
import type { Ballot } from "@/election/tally";
import { askEach } from "./askEach";
import { NoAnswerError } from "./errors";
import type { Node } from "./node";
import { proveSender } from "./proveSender";
import { ReceiptConflictError } from "./readReceipt";

/**
 * How a ballot was given.
 * - `own`: by the voter's own transaction.
 * - `key`: signed by the voter's key, and delivered among so many others; the signature was checked here.
 * - `wallet`: signed for a contract wallet, which the election's contract asked whether it accepts the signature.
 * - `unshown`: not to be seen in the transaction. `contract`: it called another contract, which called the election.
 *   `text`: what was signed is no text that can be written here. `other`: it holds no such ballot.
 */
export type Way =
  | { kind: "own" }
  | { kind: "key"; signature: Hex; ballots: number }
  | { kind: "wallet"; signature: Hex }
  | { kind: "unshown"; why: "contract" | "text" | "other" };

/** The transaction that brought a ballot. `isProven`: its hash is that of what it holds, and `sender` has signed it. */
type Sent = { sender: Address; isProven: boolean; way: Way };

/** How a counted ballot came into its block. */
export type Casting = {
  /** The block's time in unix seconds. */
  timestamp: bigint;
  transaction: Hash;
  /** Undefined where no endpoint has kept the transaction. */
  sent: Sent | undefined;
  /** How many endpoints were asked for block and log, and how many gave these. The others gave none in time. */
  asked: number;
  agreeing: number;
};

/**
 * How a counted ballot came into its block: asked of every endpoint, and checked here as far as it proves itself. That
 * the block holds this transaction is the endpoints' word.
 * @param index The voter's index on the roll; undefined where there is no roll.
 * @throws {ReceiptConflictError} where the endpoints contradict each other, or the ballot does not stand in its block.
 * @throws What the preferred endpoint threw, where none answered.
 */
export async function readCasting(
  node: Node,
  election: Pick<Election, "chainId" | "address" | "written" | "candidates">,
  ballot: Ballot,
  index: number | undefined,
): Promise<Casting> {
  const places = await askEach(node, (endpoint) => findLog(endpoint, election.address, ballot));
  const [first] = places;
  if (!first) throw new RangeError("A node has at least one endpoint.");
  if (places.some((other) => String(Object.values(other)) !== String(Object.values(first)))) {
    throw new ReceiptConflictError("nodes", ballot.block);
  }
  const { timestamp, transaction } = first;
  if (!transaction) throw new ReceiptConflictError("block", ballot.block);

  const found = await findTransaction(node, transaction, ballot);
  const sent = found && { ...(await proveSender(found)), way: await wayOf(found, election, ballot, index) };
  return { timestamp, transaction, sent, asked: node.endpoints.length, agreeing: places.length };
}

/** The transaction is undefined where the endpoint has another block there, or no such log in it. */
type Place = { timestamp: bigint; transaction: Hash | undefined; topics: string; data: Hex };

async function findLog(endpoint: Client, address: Address, { block, blockHash, logIndex }: Ballot): Promise<Place> {
  const { hash, timestamp } = await getBlock(endpoint, { blockNumber: block });
  const nowhere = { timestamp, transaction: undefined, topics: "", data: "0x" } as const;
  if (hash !== blockHash) return nowhere;
  // By hand: what viem decodes of logs would be among the bytes of the first screen.
  const logs: readonly RpcLog[] | null = await endpoint.request({
    method: "eth_getLogs",
    params: [{ address, blockHash }],
  });
  if (!Array.isArray(logs)) throw new NoAnswerError("The node gave no list of logs.");
  const log = logs.find((other) => Number(other.logIndex) === logIndex && other.blockHash === blockHash);
  if (!log?.transactionHash || !isHash(log.transactionHash)) return nowhere;
  if (log.address.toLowerCase() !== address.toLowerCase()) return nowhere;
  return { timestamp, transaction: log.transactionHash, topics: log.topics.join(), data: log.data };
}

/** @throws {ReceiptConflictError} where the endpoints give different ones under that hash, or one of another block. */
async function findTransaction(node: Node, hash: Hash, ballot: Ballot): Promise<Transaction | undefined> {
  const answers = await askEach(node, (endpoint) => askTransaction(endpoint, hash));
  const [first, ...others] = answers.flatMap((answer) => answer ?? []);
  if (!first) return undefined;
  const told = ({ from, to, input, blockHash }: Transaction) => [from, to, input, blockHash].join();
  if (others.some((other) => told(other) !== told(first))) throw new ReceiptConflictError("nodes", ballot.block);
  if (first.blockHash !== ballot.blockHash) throw new ReceiptConflictError("block", ballot.block);
  return first;
}

async function askTransaction(endpoint: Client, hash: Hash): Promise<Transaction | undefined> {
  try {
    const transaction = await getTransaction(endpoint, { hash });
    const { from, to, input } = transaction;
    if (transaction.hash !== hash || !isAddress(from) || !(to === null || isAddress(to)) || !isHex(input)) {
      throw new NoAnswerError(`The node gave no transaction under ${hash}.`);
    }
    return transaction;
  } catch (error) {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  }
}

async function wayOf(
  { from, to, input }: Transaction,
  { chainId, address, written, candidates }: Pick<Election, "chainId" | "address" | "written" | "candidates">,
  { voter, candidate, carrier }: Ballot,
  index: number | undefined,
): Promise<Way> {
  if (!to || !isAddressEqual(to, address)) return { kind: "unshown", why: "contract" };
  const call = parseBallotCall(input);
  if (!carrier) {
    if (call?.kind === "vote" && call.candidate === candidate && isAddressEqual(from, voter)) return { kind: "own" };
    if (call?.kind === "signed" && call.candidate === candidate && call.index === BigInt(index ?? -1)) {
      return { kind: "wallet", signature: call.signature };
    }
    return { kind: "unshown", why: "other" };
  }
  if (call?.kind !== "batch" || !isAddressEqual(from, carrier)) return { kind: "unshown", why: "other" };
  const place = candidates.findIndex(({ id }) => id === candidate);
  const { genuine, written: choice } = candidates[place] ?? {};
  if (written === undefined || choice === undefined || !genuine) return { kind: "unshown", why: "text" };
  const paper = { chainId, election: address, title: written, choice };
  // More than one may bear the index: anybody can put records into a batch that are passed over.
  for (const record of call.records) {
    if (record.index !== index || record.number !== place + 1) continue;
    const signer = await signerOf(paper, record.signature).catch(() => undefined);
    if (signer && isAddressEqual(signer, voter)) {
      return { kind: "key", signature: record.signature, ballots: call.records.length };
    }
  }
  return { kind: "unshown", why: "other" };
}
