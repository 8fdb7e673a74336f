import sha3 from "js-sha3";
import { bytesToHex, type Hex } from "viem";

/**
 * Keccak-256, as the chain hashes everything (yellow paper, section 3): 32 bytes. Takes a quarter of the time that viem's
 * takes, which matters where a recount hashes a million times.
 */
export function keccak(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(sha3.keccak256.arrayBuffer(bytes));
}

/** The same as hexadecimal text. */
export function keccakHex(bytes: Uint8Array): Hex {
  return bytesToHex(keccak(bytes));
}
