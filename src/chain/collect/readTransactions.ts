import { type Client, type Hash, type Hex, keccak256, TransactionNotFoundError } from "viem";
import { getTransaction } from "viem/actions";
import { writeTransaction } from "@/chain/writeTransaction";
import type { RecordTransaction } from "@/recount/evidence";

/** How many are asked for at a time. */
const width = 8;

/** After so many failures in a row, nothing more is asked: the endpoint is down, or will not answer us. */
const mostFailures = 2 * width;

/**
 * The signed transactions of these hashes as they were sent, in their order. Null where the source does not have one or
 * gives something else under its hash, and for kinds that are not signed this way, as a rollup's own.
 * @param hashes Each once.
 * @param onProgress Told after each how many are done.
 */
export async function readTransactions(
  source: Client,
  hashes: readonly Hash[],
  onProgress: (done: number) => void = () => {},
): Promise<RecordTransaction[]> {
  const transactions = hashes.map((hash): RecordTransaction => ({ hash, raw: null }));
  const waiting = transactions.entries();
  let done = 0;
  let failures = 0;

  async function readOn() {
    for (const [place, { hash }] of waiting) {
      if (failures >= mostFailures) return;
      try {
        transactions[place] = { hash, raw: await readRaw(source, hash) };
        failures = 0;
      } catch {
        failures += 1;
      }
      done += 1;
      onProgress(done);
    }
  }
  await Promise.all(Array.from({ length: width }, readOn));
  return transactions;
}

async function readRaw(source: Client, hash: Hash): Promise<Hex | null> {
  const transaction = await getTransaction(source, { hash }).catch((error: unknown) => {
    if (error instanceof TransactionNotFoundError) return undefined;
    throw error;
  });
  if (!transaction) return null;
  try {
    const raw = writeTransaction(transaction)?.raw;
    return raw && keccak256(raw) === hash ? raw : null;
  } catch {
    // A number that is none.
    return null;
  }
}
