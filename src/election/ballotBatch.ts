import { concatHex, type Hex, numberToHex, size } from "viem";

/** One ballot of a batch: the voter's index, the candidate's number from 1, and 64 bytes of signature (EIP-2098). */
export type BatchRecord = { index: number; number: number; signature: Hex };

/** How many bytes each ballot takes in what `castBatch` is given. */
export const recordBytes = 68;

/**
 * Signed ballots as `castBatch` takes them; ascending by index they cost the least gas.
 */
export function packBatch(records: readonly BatchRecord[]): Hex {
  return concatHex(
    records.flatMap(({ index, number, signature }) => [
      numberToHex(index, { size: 3 }),
      numberToHex(number, { size: 1 }),
      signature,
    ]),
  );
}

/** The ballots of a batch in their order; none where it is not made of whole ones, which the contract refuses. */
export function unpackBatch(packed: Hex): BatchRecord[] {
  if (size(packed) % recordBytes !== 0) return [];
  return Array.from({ length: size(packed) / recordBytes }, (_, place) => {
    // Cut from the text: `slice` would go through the whole batch for each of them.
    const record = packed.slice(2 + 2 * place * recordBytes, 2 + 2 * (place + 1) * recordBytes);
    return {
      index: Number.parseInt(record.slice(0, 6), 16),
      number: Number.parseInt(record.slice(6, 8), 16),
      signature: `0x${record.slice(8)}`,
    };
  });
}
