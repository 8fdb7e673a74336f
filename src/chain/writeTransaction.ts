import { type Hex, numberToHex, type Transaction, toRlp } from "viem";

/** What a transaction is written out as (RLP): bytes, or a list of them. */
type Field = Hex | readonly Field[];

/** A transaction as its sender sent it, and what the signature was made over. */
export type WrittenTransaction = { raw: Hex; signed: Hex; parity: number };

/**
 * Writes a transaction out from what a node tells of it. Only where `raw` has its hash is it the one that was signed.
 * @returns Undefined for kinds that are not signed this way, as a rollup's own.
 * @throws Where what should be a number is none.
 *
 * Written here, not by viem's `serializeTransaction`, whose errors would be among the bytes of the first screen.
 */
export function writeTransaction(transaction: Transaction): WrittenTransaction | undefined {
  const kind = kindOf(transaction);
  if (!kind) return undefined;
  const { r, s, v, yParity } = transaction;
  const parity = yParity ?? Number((v + 1n) % 2n);
  const mark = transaction.type === "legacy" ? v : parity;
  const signature = [quantity(mark), quantity(r), quantity(s)];
  return {
    raw: write(kind.prefix, [...kind.fields, ...signature]),
    signed: write(kind.prefix, [...kind.fields, ...kind.onlySigned]),
    parity,
  };
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
  const [chain, number] = [quantity(chainId ?? 0), quantity(nonce)];
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
        quantity(chainId),
        address,
        quantity(nonce),
        quantity(yParity ?? 0),
        quantity(r),
        quantity(s),
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
function quantity(given: bigint | number | Hex): Hex {
  const number = BigInt(given);
  return number === 0n ? "0x" : numberToHex(number);
}
