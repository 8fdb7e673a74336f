import type { Address, Client, Hash } from "viem";
import { NoAnswerError } from "@/chain/errors";
import { createQueue } from "@/chain/queue";
import type { BallotRecord, RecordBlock } from "@/recount/evidence";
import { type BallotLog, readBallotLogs } from "./readBallotLogs";
import { readHeaderFields } from "./readHeaderFields";
import { receiptsReader } from "./receiptsReader";

/** How many blocks are asked for at a time. */
const width = 8;
/** After so many blocks that could not be read the others are not asked for: the node is down, or has had enough. */
const patience = 20;

/** How far the reading has come: blocks searched for logs, then blocks with ballots of which header or receipts were read. */
export type RecordProgress = { step: "logs" | "blocks"; done: number; all: number };

/**
 * The record of an election's ballots in the blocks `from` to `to`, both included, as one source tells it: logs in the
 * chain's order, each once. Headers and receipts that it does not give are null.
 * @param from The election's first block, or any before it.
 * @param receipts Whether headers and receipts of all blocks with ballots are read; else the first and last header alone.
 * @throws {NoAnswerError} where a block was replaced meanwhile.
 * @throws What the source threw where it gives no logs.
 */
export async function readRecord(
  source: Client,
  election: { address: Address; onRoll: boolean },
  from: bigint,
  to: bigint,
  { receipts }: { receipts: boolean },
  onProgress: (progress: RecordProgress) => void,
): Promise<BallotRecord> {
  // The casts are exact: no chain has 2^53 blocks.
  const all = from > to ? 0 : Number(to - from + 1n);
  const logs = await readBallotLogs(source, election, from, to, (searched) =>
    onProgress({ step: "logs", done: Number(searched), all }),
  );
  const record = arrange(logs);
  return { ...record, blocks: await readBlocks(source, record.blocks, receipts, onProgress) };
}

/** Logs, and the blocks and transactions that they name, by their places. */
function arrange(logs: readonly BallotLog[]): BallotRecord {
  const blocks: RecordBlock[] = [];
  const places = new Map<Hash, number>();
  const entries = logs.map(({ block, blockHash, logIndex, transaction, ...cast }) => {
    const last = blocks.at(-1);
    if (last?.number !== block) blocks.push({ number: block, hash: blockHash, header: null, receipts: null });
    else if (last.hash !== blockHash) throw new NoAnswerError(`Block ${block} was replaced while it was read.`);
    const place = places.get(transaction) ?? places.size;
    places.set(transaction, place);
    return { block: blocks.length - 1, logIndex, transaction: place, ...cast };
  });
  return { blocks, transactions: [...places.keys()].map((hash) => ({ hash, raw: null })), entries };
}

async function readBlocks(
  source: Client,
  blocks: readonly RecordBlock[],
  withReceipts: boolean,
  onProgress: (progress: RecordProgress) => void,
): Promise<RecordBlock[]> {
  const ends = blocks.length > 1 ? [blocks.at(0), blocks.at(-1)] : blocks;
  const wanted = withReceipts ? blocks : ends.flatMap((block) => block ?? []);
  const readReceipts = receiptsReader(source);
  const queue = createQueue(width);
  const read = new Map<Hash, RecordBlock>();
  let done = 0;
  let failures = 0;

  async function given<Answer>(reading: Promise<Answer>): Promise<Answer | null> {
    try {
      return await reading;
    } catch {
      failures += 1;
      return null;
    }
  }

  async function readOne(block: RecordBlock) {
    if (failures < patience) {
      const [header, receipts] = await Promise.all([
        given(readHeaderFields(source, block.hash)),
        withReceipts ? given(readReceipts(block.hash)) : null,
      ]);
      read.set(block.hash, { ...block, header: header?.fields ?? null, receipts });
    }
    done += 1;
    onProgress({ step: "blocks", done, all: wanted.length });
  }
  await Promise.all(wanted.map((block) => queue(() => readOne(block))));
  return blocks.map((block) => read.get(block.hash) ?? block);
}
