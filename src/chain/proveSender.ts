import type { Transaction } from "viem";
import {
  type Address,
  getAddress,
  type Hex,
  isAddressEqual,
  keccak256,
  numberToHex,
  recoverAddress,
  toRlp,
} from "viem";

/** What a transaction is written out as (RLP): bytes, or a list of them. */
type Field = Hex | readonly Field[];

/**
 * Who sent a transaction; `isProven` where that need not be believed. It is written out as it was signed: where that has
 * the transaction's hash, nobody made up what it holds, and the signature tells whose key made it. Of kinds that are not
 * signed this way, as a rollup's own, nothing is proven.
 *
 * Written here, not by viem's `serializeTransaction`, whose errors would be among the bytes of the first screen.
 */
export async function proveSender(transaction: Transaction): Promise<{ sender: Address; isProven: boolean }> {
  const { from, hash, r, s, v, yParity } = transaction;
  const sender = getAddress(from);
  try {
    const kind = kindOf(transaction);
    if (!kind) return { sender, isProven: false };
    const parity = yParity ?? Number((v + 1n) % 2n);
    const mark = transaction.type === "legacy" ? v : BigInt(parity);
    const signature = [quantity(mark), quantity(BigInt(r)), quantity(BigInt(s))];
    if (keccak256(write(kind.prefix, [...kind.fields, ...signature])) !== hash) return { sender, isProven: false };

    const signed = keccak256(write(kind.prefix, [...kind.fields, ...kind.onlySigned]));
    const signer = await recoverAddress({ hash: signed, signature: { r, s, yParity: parity } });
    return { sender, isProven: isAddressEqual(signer, sender) };
  } catch {
    // A number that is none, or no signature.
    return { sender, isProven: false };
  }
}

type Kind = {
  prefix: Hex;
  fields: readonly Field[];
  /** What is signed besides and not sent: for legacy transactions the chain (EIP-155). */
  onlySigned: readonly Field[];
};

/** A transaction's fields in their order (EIP-2930, 1559, 4844, 7702); undefined for other kinds. */
function kindOf(transaction: Transaction): Kind | undefined {
  const { nonce, gas, to, value, input, chainId } = transaction;
  const [chain, number] = [quantity(BigInt(chainId ?? 0)), quantity(BigInt(nonce))];
  const call = [quantity(gas), to ?? "0x", quantity(value), input];
  if (transaction.type === "legacy") {
    const onlySigned: Field[] = transaction.v > 28n ? [chain, "0x", "0x"] : [];
    return { prefix: "0x", fields: [number, quantity(transaction.gasPrice), ...call], onlySigned };
  }

  const access = (transaction.accessList ?? []).map(({ address, storageKeys }) => [address, storageKeys]);
  if (transaction.type === "eip2930") {
    const fields = [chain, number, quantity(transaction.gasPrice), ...call, access];
    return { prefix: "0x01", fields, onlySigned: [] };
  }
  const fees = [quantity(transaction.maxPriorityFeePerGas ?? 0n), quantity(transaction.maxFeePerGas ?? 0n)];
  const fields: Field[] = [chain, number, ...fees, ...call, access];
  switch (transaction.type) {
    case "eip1559":
      return { prefix: "0x02", fields, onlySigned: [] };
    case "eip4844": {
      const blobs = [quantity(transaction.maxFeePerBlobGas), transaction.blobVersionedHashes];
      return { prefix: "0x03", fields: [...fields, ...blobs], onlySigned: [] };
    }
    case "eip7702": {
      const authorizations = transaction.authorizationList.map(({ chainId, address, nonce, yParity, r, s }) => [
        ...[quantity(BigInt(chainId)), address, quantity(BigInt(nonce))],
        ...[quantity(BigInt(yParity ?? 0)), quantity(BigInt(r)), quantity(BigInt(s))],
      ]);
      return { prefix: "0x04", fields: [...fields, authorizations], onlySigned: [] };
    }
    default:
      return undefined;
  }
}

function write(prefix: Hex, fields: readonly Field[]): Hex {
  // The cast takes nothing but the readonly away, which viem's type does not allow for.
  return `${prefix}${toRlp(fields as Parameters<typeof toRlp>[0] as Hex[]).slice(2)}`;
}

/** A number without leading zeros; 0 has no bytes. */
function quantity(number: bigint): Hex {
  return number === 0n ? "0x" : numberToHex(number);
}
