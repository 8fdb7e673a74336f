import type { Client, Hash, Hex } from "viem";
import { NoAnswerError } from "@/chain/errors";
import { encodeReceipt } from "./encodeReceipt";

/** How many receipts of a block are asked for at a time, where they have to be asked for one by one. */
const width = 8;

/**
 * Reads all receipts of the block of a hash, in their order, as the receipts trie holds them: at once where the source can
 * (`eth_getBlockReceipts`), else one by one, and from then on so; null where one is of a kind that is not known here.
 * Rejects where the source gives neither.
 */
export function receiptsReader(source: Client): (block: Hash) => Promise<readonly Hex[] | null> {
  let readsAtOnce = true;

  return async (block) => {
    const read = readsAtOnce ? await readAtOnce(source, block).catch(() => undefined) : undefined;
    if (!read) readsAtOnce = false;
    const receipts = (read ?? (await readSingly(source, block))).map(encodeReceipt);
    const known = receipts.filter((receipt) => receipt !== undefined);
    return known.length === receipts.length ? known : null;
  };
}

async function readAtOnce(source: Client, block: Hash): Promise<readonly unknown[]> {
  // viem does not know the method.
  const receipts: unknown = await source.request({ method: "eth_getBlockReceipts", params: [block] } as never);
  if (!Array.isArray(receipts)) throw new NoAnswerError("The node gave no list of receipts.");
  return receipts;
}

async function readSingly(source: Client, block: Hash): Promise<readonly unknown[]> {
  const given = await source.request({ method: "eth_getBlockByHash", params: [block, false] });
  const hashes: unknown = given?.transactions;
  if (!Array.isArray(hashes)) throw new NoAnswerError("The node gave no list of transactions.");
  const receipts: unknown[] = [];
  for (let first = 0; first < hashes.length; first += width) {
    const some = hashes.slice(first, first + width).map((hash: Hash) => {
      return source.request({ method: "eth_getTransactionReceipt", params: [hash] });
    });
    receipts.push(...(await Promise.all(some)));
  }
  return receipts;
}
