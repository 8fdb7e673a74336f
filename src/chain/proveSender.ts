import { type Address, getAddress, isAddressEqual, keccak256, recoverAddress, type Transaction } from "viem";
import { writeTransaction } from "./writeTransaction";

/**
 * Who sent a transaction; `isProven` where that need not be believed. It is written out as it was signed: where that has
 * the transaction's hash, nobody made up what it holds, and the signature tells whose key made it. Of kinds that are not
 * signed this way, as a rollup's own, nothing is proven.
 */
export async function proveSender(transaction: Transaction): Promise<{ sender: Address; isProven: boolean }> {
  const { from, hash, r, s } = transaction;
  const sender = getAddress(from);
  let isProven = false;
  try {
    const written = writeTransaction(transaction);
    if (written && keccak256(written.raw) === hash) {
      const signature = { r, s, yParity: written.parity };
      const signer = await recoverAddress({ hash: keccak256(written.signed), signature });
      isProven = isAddressEqual(signer, sender);
    }
  } catch {
    // A number that is none, or no signature.
  }
  return { sender, isProven };
}
