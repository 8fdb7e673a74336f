import { type Address, concatHex, type Hex, keccak256, numberToHex, slice } from "viem";

/**
 * The address of a roll's chunk, from 0. A roll creates nothing before its chunks, and these in their order, so CREATE
 * gives each its address: the hash of the RLP of the creator and its nonce, which starts at 1 (EIP-161).
 */
export function chunkAddress(roll: Address, chunk: number): Address {
  const nonce = numberToHex(chunk + 1);
  const bytes = numberToHex(chunk + 1, { size: Math.ceil((nonce.length - 2) / 2) });
  const rlp: Hex = chunk + 1 < 0x80 ? bytes : concatHex([chunk + 1 < 0x100 ? "0x81" : "0x82", bytes]);
  // viem's own would bring its RLP encoder to the first screen.
  const length = numberToHex(0xc0 + 21 + (rlp.length - 2) / 2);
  return slice(keccak256(concatHex([length, "0x94", roll, rlp])), 12);
}

/**
 * The digest of the roll whose chunks' codes have these hashes: see `rollDigest`.
 * @param hashes Of all of them, in order.
 */
export function digestOfHashes(hashes: readonly Hex[]): Hex {
  return keccak256(concatHex(hashes));
}

/**
 * The voters, in lower case, whom the code of a chunk holds: a zero byte and the packed addresses.
 * @param count How many they must be.
 * @returns Undefined where it is not the code of a chunk of so many.
 */
export function votersInCode(code: Hex, count: number): Address[] | undefined {
  if (code.length !== 4 + 40 * count || !/^0x00[0-9a-f]*$/i.test(code)) return undefined;
  const packed = code.slice(4).toLowerCase();
  return Array.from({ length: count }, (_, place): Address => `0x${packed.slice(40 * place, 40 * place + 40)}`);
}
