import type { Address, Client, Hash } from "viem";
import type { BallotRecord, RecordTransaction } from "@/recount/evidence";
import type { ChosenBlock } from "./chooseBlock";
import type { Surroundings, Wishes } from "./collectEvidence";
import { findBlock } from "./findBlock";
import { fromFirst } from "./fromFirst";
import type { NamedEndpoint } from "./namedEndpoint";
import { readHistory } from "./readHistory";
import type { ToldOrigin } from "./readOrigin";
import { readRecord } from "./readRecord";
import { readTransactions } from "./readTransactions";

/**
 * Who voted for whom, when and how: the logs from the first source that gives them, and the signed transactions from any
 * that have them. Null where no source gives the logs.
 */
export async function collectRecord(
  sources: Client[],
  election: Address,
  { createdAt, roll }: ToldOrigin,
  block: ChosenBlock,
  { receipts, signatures }: Pick<Wishes, "receipts" | "signatures">,
  { onProgress }: Surroundings,
): Promise<BallotRecord | null> {
  const head = { number: block.number, timestamp: BigInt(block.header.timestamp ?? 0), finalized: block.number };
  const subject = { address: election, onRoll: roll !== null };
  const record = await fromFirst(sources, async (source) => {
    // Where a node has dropped old headers, the logs are looked for from the beginning.
    const from = await findBlock(source, createdAt, head).catch(() => 0n);
    return readRecord(source, subject, from, block.number, { receipts }, ({ step, done, all }) =>
      onProgress({ part: step === "logs" ? "record" : "receipts", done, all }),
    );
  }).catch(() => null);
  if (!record || !signatures) return record;
  return { ...record, transactions: await collectTransactions(sources, record.transactions, onProgress) };
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
  endpoints: readonly NamedEndpoint[],
  { hashes }: ChosenBlock,
  blocks: BallotRecord["blocks"],
  { onProgress }: Surroundings,
): Promise<(Hash | null)[]> {
  const all = hashes.filter((hash) => hash).length;
  let done = 0;
  onProgress({ part: "history", done, all });
  return Promise.all(
    endpoints.map(async ({ client }, index) => {
      if (!hashes[index]) return null;
      const digest = await readHistory(client, blocks).catch(() => null);
      done += 1;
      onProgress({ part: "history", done, all });
      return digest;
    }),
  );
}
