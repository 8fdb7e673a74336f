import type { Client, Hash } from "viem";
import { NoAnswerError } from "@/chain/errors";
import { findBlock } from "@/chain/findBlock";
import { ballotsIn } from "@/recount/countVotes";
import type { BallotRecord, RecordTransaction } from "@/recount/evidence";
import type { Surroundings, Wishes } from "./collectEvidence";
import type { Found } from "./collectParts";
import { fromFirst } from "./fromFirst";
import { readHistory } from "./readHistory";
import { readRecord } from "./readRecord";
import { readTransactions } from "./readTransactions";

/**
 * Who voted for whom, when and how: the logs, headers and receipts from the first source that has all of them, and the
 * signed transactions from any that have them. A node that drops old logs does so without a word: as many ballots must be
 * in them as are counted. Where no source has everything, the fullest record stands; null where none gives any.
 */
export async function collectRecord(
  found: Found,
  wishes: Pick<Wishes, "receipts" | "signatures">,
  { onProgress }: Surroundings,
): Promise<BallotRecord | null> {
  const { sources, counted } = found;
  const partial: BallotRecord[] = [];
  const record = await fromFirst(sources, async (source) => {
    const read = await readFrom(source, found, wishes, onProgress);
    if (ballotsIn(read) >= counted && hasBlocks(read, wishes)) return read;
    partial.push(read);
    throw new NoAnswerError("The record lacks ballots, or blocks that hold them.");
  }).catch(() => partial.find((read) => ballotsIn(read) >= counted) ?? partial[0] ?? null);
  if (!record || !wishes.signatures) return record;
  return { ...record, transactions: await collectTransactions(sources, record.transactions, onProgress) };
}

function hasBlocks({ blocks }: BallotRecord, { receipts }: Pick<Wishes, "receipts">): boolean {
  if (receipts) return blocks.every((block) => block.header && block.receipts);
  return [blocks.at(0), blocks.at(-1)].every((block) => !block || block.header);
}

async function readFrom(
  source: Client,
  { election, told: { createdAt, origin, roll }, block: { number, header } }: Found,
  { receipts }: Pick<Wishes, "receipts">,
  onProgress: Surroundings["onProgress"],
): Promise<BallotRecord> {
  const head = { number, timestamp: BigInt(header.timestamp ?? 0), finalized: number };
  // Where a node has dropped old headers, the logs are looked for from the beginning, and to the end.
  const from = await findBlock(source, createdAt, head).catch(() => 0n);
  const isOver = origin.closes <= head.timestamp;
  const to = isOver ? await findBlock(source, origin.closes, head).catch(() => number) : number;
  const subject = { address: election, onRoll: roll !== null };
  return readRecord(source, subject, from, to, { receipts }, ({ step, done, all }) =>
    onProgress({ part: step === "logs" ? "record" : "receipts", done, all }),
  );
}

/** Fills in what the sources have of these transactions; the next one is asked for those that are missing. */
async function collectTransactions(
  sources: Client[],
  transactions: readonly RecordTransaction[],
  onProgress: Surroundings["onProgress"],
): Promise<RecordTransaction[]> {
  const found = new Map(transactions.map((transaction) => [transaction.hash, transaction]));
  const all = found.size;
  onProgress({ part: "signatures", done: 0, all });
  for (const source of [...sources]) {
    const missing = [...found.values()].flatMap(({ hash, raw }) => (raw === null ? [hash] : []));
    if (missing.length === 0) break;
    const known = all - missing.length;
    const read = await readTransactions(source, missing, (done) =>
      onProgress({ part: "signatures", done: known + done, all }),
    );
    for (const transaction of read) found.set(transaction.hash, transaction);
  }
  return transactions.map(({ hash }) => found.get(hash) ?? { hash, raw: null });
}

/** By endpoint, the digest of the hashes that it has at the heights of a record's blocks; null where it does not say. */
export async function collectHistory(
  { endpoints, block: { hashes } }: Found,
  blocks: BallotRecord["blocks"],
  { onProgress }: Surroundings,
): Promise<(Hash | null)[]> {
  const all = blocks.length * hashes.filter((hash) => hash).length;
  const read = endpoints.map(() => 0);
  const tell = () => onProgress({ part: "history", done: read.reduce((sum, count) => sum + count, 0), all });
  tell();
  return Promise.all(
    endpoints.map(({ client }, index) => {
      if (!hashes[index]) return null;
      return readHistory(client, blocks, (count) => {
        read[index] = count;
        tell();
      }).catch(() => null);
    }),
  );
}
