import { type Hash, TransactionReceiptNotFoundError } from "viem";
import { getTransactionReceipt } from "viem/actions";
import type { Node } from "./node";

/** What transactions have cost so far, in wei: nothing for one that stands in no block. Without a rollup's data fee. */
export async function readFees(node: Node, hashes: readonly Hash[]): Promise<bigint> {
  const fees = await Promise.all(hashes.map((hash) => readFee(node, hash)));
  return fees.reduce((sum, fee) => sum + fee, 0n);
}

async function readFee(node: Node, hash: Hash): Promise<bigint> {
  try {
    const { gasUsed, effectiveGasPrice } = await getTransactionReceipt(node, { hash });
    return gasUsed * effectiveGasPrice;
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return 0n;
    throw error;
  }
}
