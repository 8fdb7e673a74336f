import { bytesToHex, concatHex, fromRlp, type Hex, keccak256, numberToHex } from "viem";

/** The code hash of an account without code: keccak256 of nothing (yellow paper, section 4.1). */
const noCode = keccak256("0x");

/**
 * The storage key of a candidate's tally. An entry of a mapping stands at keccak256(key ‖ slot) (Solidity's documentation,
 * "Layout of State Variables in Storage").
 * @param slot The mapping's, from a build's layout.
 * @param candidate The candidate's id, 32 bytes.
 */
export function tallyKey(slot: bigint, candidate: Hex): Hex {
  return keccak256(concatHex([candidate, slotKey(slot)]));
}

/** The storage key of a slot, its number. A word of an array of fixed length stands as many slots behind the first. */
export function slotKey(slot: bigint): Hex {
  return numberToHex(slot, { size: 32 });
}

/** What the state says of an account (yellow paper, section 4.1), as far as it matters here. */
export type Account = { storageRoot: Uint8Array; codeHash: Hex; hasCode: boolean };

/**
 * An account from the state trie's value: the RLP list of nonce, balance, storage root and code hash.
 * @returns Undefined where the value is no account.
 */
export function readAccount(value: Uint8Array): Account | undefined {
  const item = decode(value);
  if (!Array.isArray(item) || item.length !== 4) return undefined;
  const [, , storageRoot, code] = item;
  if (!isHash(storageRoot) || !isHash(code)) return undefined;
  const codeHash = bytesToHex(code);
  return { storageRoot, codeHash, hasCode: codeHash !== noCode };
}

/**
 * A word of 32 bytes from a storage trie's value: the RLP of its bytes without the leading zeros.
 * @returns Undefined where the value is no word.
 */
export function readWord(value: Uint8Array): Uint8Array | undefined {
  const bytes = decode(value);
  if (!isBytes(bytes) || bytes.length > 32) return undefined;
  const word = new Uint8Array(32);
  word.set(bytes, 32 - bytes.length);
  return word;
}

function isHash(item: unknown): item is Uint8Array {
  return isBytes(item) && item.length === 32;
}

function isBytes(item: unknown): item is Uint8Array {
  return item instanceof Uint8Array;
}

function decode(value: Uint8Array) {
  try {
    return fromRlp(value, "bytes");
  } catch {
    // Not RLP.
    return undefined;
  }
}
