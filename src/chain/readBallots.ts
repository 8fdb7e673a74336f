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
import type { Ballot } from "@/election/tally";
import { NoAnswerError } from "./errors";

/** `event Voted(address indexed voter, bytes32 indexed candidate)` */
const votedTopic = keccak256(toBytes("Voted(address,bytes32)"));

type Log = {
  address?: Address;
  topics: readonly Hex[];
  blockNumber: Hex | null;
  blockHash: Hex | null;
  logIndex: Hex | null;
  removed?: boolean;
};

/**
 * The ballots recorded in the blocks `from` to `to`, both included, oldest first, each once.
 * Halves the range on any refusal, since every provider limits it otherwise and words it otherwise.
 * Decodes by hand: general decoding takes seven times as long on 100,000 logs.
 * What a node adds that was not asked for is left out. That hides nothing: whoever shows a number holds what remains
 * against the contract's.
 */
export async function readBallots(node: Client, election: Address, from: bigint, to: bigint): Promise<Ballot[]> {
  if (from > to) return [];
  const logs = await readLogs(node, election, from, to);
  const ballots = logs
    .filter(({ address }) => address?.toLowerCase() === election.toLowerCase())
    .flatMap(decode)
    .filter(({ block }) => from <= block && block <= to);
  const unique = new Map(ballots.map((ballot) => [`${ballot.blockHash}:${ballot.logIndex}`, ballot]));
  return [...unique.values()].sort((a, b) =>
    a.block === b.block ? a.logIndex - b.logIndex : a.block < b.block ? -1 : 1,
  );
}

async function readLogs(node: Client, address: Address, from: bigint, to: bigint): Promise<readonly Log[]> {
  try {
    const logs: readonly Log[] | null = await node.request({
      method: "eth_getLogs",
      params: [{ address, topics: [votedTopic], fromBlock: numberToHex(from), toBlock: numberToHex(to) }],
    });
    if (!Array.isArray(logs)) throw new NoAnswerError("The node gave no list of logs.");
    return logs;
  } catch (error) {
    // A node that cannot be reached at all refuses no range. One that takes too long may be quicker with less.
    const unreachable = error instanceof HttpRequestError && error.status === undefined;
    if (from === to || unreachable) throw error;
    const middle = (from + to) / 2n;
    return [...(await readLogs(node, address, from, middle)), ...(await readLogs(node, address, middle + 1n, to))];
  }
}

function decode({ topics, blockNumber, blockHash, logIndex, removed }: Log): Ballot[] {
  const [topic, voter = "0x", candidate = "0x"] = topics;
  if (topic !== votedTopic || !blockNumber || !blockHash || !logIndex || removed) return [];
  // Of any other form, they would break whatever draws an address or asks for a block.
  if (![voter, candidate, blockHash].every((word) => isHash(word))) return [];
  return [
    {
      voter: `0x${voter.slice(26)}`,
      candidate,
      block: hexToBigInt(blockNumber),
      blockHash,
      logIndex: hexToNumber(logIndex),
    },
  ];
}
