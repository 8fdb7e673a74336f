import {
  type Address,
  type Client,
  type Hex,
  HttpRequestError,
  hexToBigInt,
  hexToNumber,
  isHash,
  keccak256,
  numberToHex,
  toBytes,
} from "viem";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { NoAnswerError } from "./errors";
import type { Node } from "./node";
import type { Batch } from "./openBatches";

/** `event Voted(address indexed voter, bytes32 indexed candidate)` */
export const votedTopic = keccak256(toBytes("Voted(address,bytes32)"));
/** `event BatchCounted(address indexed carrier, bytes ballots)` */
export const batchTopic = keccak256(toBytes("BatchCounted(address,bytes)"));

type Log = {
  address?: Address;
  topics: readonly Hex[];
  data?: Hex;
  blockNumber: Hex | null;
  blockHash: Hex | null;
  logIndex: Hex | null;
  removed?: boolean;
};

/**
 * The ballots recorded in the blocks `from` to `to`, both included, oldest first, each once: those that voters cast by
 * themselves and, on a roll, those that somebody delivered for them.
 * Halves the range on any refusal, since every provider limits it otherwise and words it otherwise.
 * Decodes by hand: general decoding takes seven times as long on 100,000 logs.
 * What a node adds that was not asked for is left out. That hides nothing: whoever shows a number holds what remains
 * against the contract's.
 * @param source Whose logs are read; who is on the roll is asked of the whole node.
 */
export async function readBallots(
  node: Node,
  election: Pick<Election, "address" | "candidates" | "roll">,
  from: bigint,
  to: bigint,
  source: Client = node,
): Promise<Ballot[]> {
  if (from > to) return [];
  const { address, candidates, roll } = election;
  const logs = await readLogs(source, address, roll ? [votedTopic, batchTopic] : [votedTopic], from, to);
  const entries = logs
    .filter((log) => log.address?.toLowerCase() === address.toLowerCase())
    .flatMap(decode)
    .filter(({ block }) => from <= block && block <= to);
  const unique = new Map(entries.map((entry) => [`${entry.blockHash}:${entry.logIndex}`, entry]));
  const ordered = [...unique.values()].sort((a, b) =>
    a.block === b.block ? a.logIndex - b.logIndex : a.block < b.block ? -1 : 1,
  );

  const batches = ordered.filter((entry) => "data" in entry);
  if (!roll || batches.length === 0) return ordered.filter((entry) => "voter" in entry);
  const { openBatches } = await import("./openBatches");
  const opened = await openBatches(node, { address, candidates, roll }, batches, to);
  return ordered.flatMap((entry) => ("voter" in entry ? [entry] : (opened.get(entry) ?? [])));
}

async function readLogs(
  node: Client,
  address: Address,
  topics: Hex[],
  from: bigint,
  to: bigint,
): Promise<readonly Log[]> {
  try {
    const logs: readonly Log[] | null = await node.request({
      method: "eth_getLogs",
      params: [{ address, topics: [topics], fromBlock: numberToHex(from), toBlock: numberToHex(to) }],
    });
    if (!Array.isArray(logs)) throw new NoAnswerError("The node gave no list of logs.");
    return logs;
  } catch (error) {
    // A node that cannot be reached at all refuses no range. One that takes too long may be quicker with less.
    const unreachable = error instanceof HttpRequestError && error.status === undefined;
    if (from === to || unreachable) throw error;
    const middle = (from + to) / 2n;
    const older = await readLogs(node, address, topics, from, middle);
    return [...older, ...(await readLogs(node, address, topics, middle + 1n, to))];
  }
}

function decode({ topics, data, blockNumber, blockHash, logIndex, removed }: Log): (Ballot | Batch)[] {
  const [topic, first = "0x", candidate = "0x"] = topics;
  if (!blockNumber || !blockHash || !logIndex || removed) return [];
  // Of any other form, they would break whatever draws an address or asks for a block.
  if (!isHash(first) || !isHash(blockHash)) return [];
  const place = { block: hexToBigInt(blockNumber), blockHash, logIndex: hexToNumber(logIndex) };
  const address: Address = `0x${first.slice(26)}`;
  if (topic === batchTopic && data) return [{ ...place, carrier: address, data }];
  return topic === votedTopic && isHash(candidate) ? [{ ...place, voter: address, candidate }] : [];
}
