import { type Address, type Client, type Hash, type Hex, HttpRequestError, numberToHex, TimeoutError } from "viem";
import { NoAnswerError } from "@/chain/errors";
import { batchTopic, votedTopic } from "@/chain/readBallots";

/** A log of an election as evidence keeps it, and where it stands. Addresses and hashes are lower case. */
export type BallotLog = { block: bigint; blockHash: Hash; logIndex: number; transaction: Hash } & (
  | { voter: Address; candidate: Hex }
  | { carrier: Address; ballots: Hex }
);

/** How many requests are under way at a time. */
const width = 4;
/** How many blocks are searched at once at first: where each is full of ballots, more would be too long for an answer. */
const firstBlocks = 32n;
/** And at most: many providers allow no more. */
const mostBlocks = 10_000n;
/**
 * Where so few logs were found, four times as many blocks are searched at once; after a first refusal, twice as many. A log
 * takes 600 to 900 bytes, and an answer may have 10 MB: one that is refused was put together for nothing.
 */
const fewLogs = 2_500;
/** How often a range is halved for a node that only ever took too long: four seconds each time. */
const mostHalvings = 2;

/**
 * The logs by which an election records ballots, in the blocks `from` to `to`, both included: in the chain's order, each
 * once.
 * Several ranges of blocks are searched at a time. A range is halved on any refusal, since every provider limits it
 * otherwise and words it otherwise, and the next ones are shorter. What a node adds that was not asked for is left out.
 * @param onSearched Called with how many blocks were searched so far.
 * @throws What the node threw where it refuses a single block, or cannot be reached.
 */
export async function readBallotLogs(
  source: Client,
  { address, onRoll }: { address: Address; onRoll: boolean },
  from: bigint,
  to: bigint,
  onSearched: (blocks: bigint) => void,
): Promise<BallotLog[]> {
  const topics = onRoll ? [votedTopic, batchTopic] : [votedTopic];
  const found: BallotLog[] = [];
  let next = from;
  let span = firstBlocks;
  let growth = 4n;
  let searched = 0n;
  let hasFailed = false;

  async function search(first: bigint, last: bigint, halvings: number): Promise<void> {
    try {
      const logs: unknown = await source.request({
        method: "eth_getLogs",
        params: [{ address, topics: [topics], fromBlock: numberToHex(first), toBlock: numberToHex(last) }],
      });
      if (!Array.isArray(logs)) throw new NoAnswerError("The node gave no list of logs.");
      for (const log of logs) {
        const decoded = decode(log, address);
        if (decoded && first <= decoded.block && decoded.block <= last) found.push(decoded);
      }
      // What was searched with a shorter span, or at the end, says nothing of this one.
      if (logs.length < fewLogs && last - first + 1n >= span) {
        span = growth * span < mostBlocks ? growth * span : mostBlocks;
      }
      searched += last - first + 1n;
      onSearched(searched);
    } catch (error) {
      // A node that cannot be reached at all refuses no range. One that takes too long may be quicker with less.
      const unreachable = error instanceof HttpRequestError && error.status === undefined;
      // One that has not answered anything by now never will.
      const silent = error instanceof TimeoutError && searched === 0n && halvings === mostHalvings;
      if (first === last || unreachable || silent) throw error;
      const half = (last - first + 1n) / 2n;
      if (half < span) span = half;
      growth = 2n;
      await search(first, first + half - 1n, halvings + 1);
      await search(first + half, last, halvings + 1);
    }
  }

  async function work(): Promise<void> {
    while (next <= to && !hasFailed) {
      const first = next;
      const last = first + span - 1n < to ? first + span - 1n : to;
      next = last + 1n;
      try {
        await search(first, last, 0);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: width }, work));
  found.sort((a, b) => (a.block === b.block ? a.logIndex - b.logIndex : a.block < b.block ? -1 : 1));
  return found.filter((log, place) => !isSamePlace(log, found[place - 1]));
}

function isSamePlace(log: BallotLog, before: BallotLog | undefined): boolean {
  return log.logIndex === before?.logIndex && log.blockHash === before.blockHash;
}

/** Undefined for what is no log of a ballot, and for what is of another form: by hand, since there may be 100,000. */
function decode(log: unknown, election: Address): BallotLog | undefined {
  if (typeof log !== "object" || log === null) return undefined;
  const { address, topics, data, blockNumber, blockHash, logIndex, transactionHash, removed } = log as Record<
    string,
    unknown
  >;
  if (removed || String(address).toLowerCase() !== election.toLowerCase() || !Array.isArray(topics)) return undefined;
  const [topic, first, second] = topics;
  if (!isWord(first) || !isWord(blockHash) || !isWord(transactionHash)) return undefined;
  const [block, index] = [numberIn(blockNumber), numberIn(logIndex)];
  if (block === undefined || index === undefined || index > Number.MAX_SAFE_INTEGER) return undefined;

  const place = {
    block,
    blockHash: lowerCase(blockHash),
    logIndex: Number(index),
    transaction: lowerCase(transactionHash),
  };
  // The other 12 bytes are zero: no election emits anything else.
  const who: Address = `0x${first.slice(26).toLowerCase()}`;
  if (topic === batchTopic) {
    const ballots = bytesIn(data);
    return ballots && { ...place, carrier: who, ballots };
  }
  return topic === votedTopic && isWord(second) ? { ...place, voter: who, candidate: lowerCase(second) } : undefined;
}

/** The bytes that a log's data are in the contract's ABI: an offset of 32, a length, and as many, filled up to words. */
function bytesIn(data: unknown): Hex | undefined {
  if (typeof data !== "string" || !/^0x0{62}20[0-9a-f]{64}/i.test(data)) return undefined;
  const length = BigInt(`0x${data.slice(66, 130)}`);
  if (length > BigInt(data.length - 130) / 2n) return undefined;
  // The cast is exact: below the length of a text.
  const digits = data.slice(130, 130 + 2 * Number(length));
  return /[^0-9a-f]/i.test(digits) ? undefined : `0x${digits.toLowerCase()}`;
}

function isWord(value: unknown): value is Hash {
  return typeof value === "string" && /^0x[0-9a-f]{64}$/i.test(value);
}

function numberIn(value: unknown): bigint | undefined {
  return typeof value === "string" && /^0x[0-9a-f]{1,64}$/i.test(value) ? BigInt(value) : undefined;
}

function lowerCase(hash: Hash): Hash {
  // The cast is right: it stays what it was.
  return hash.toLowerCase() as Hash;
}
