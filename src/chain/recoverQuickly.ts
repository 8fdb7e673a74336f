import { recover } from "tiny-secp256k1";
import type { Address } from "viem";
import { keccakHex } from "@/recount/keccak";

/**
 * Whose key has signed, in lower case, worked out in WebAssembly: several times as fast as `recoverAnywhere`, in whose
 * place it stands (`Recover`). For programs on Node; no part of the page imports it.
 * @param signature r and s, 64 bytes.
 * @param parity 0 or 1.
 */
export function recoverQuickly(digest: Uint8Array, signature: Uint8Array, parity: number): Address | undefined {
  try {
    const key = recover(digest, signature, parity === 1 ? 1 : 0, false);
    // An address is the last 20 bytes of the hash of the key's point (yellow paper, appendix F).
    return key ? `0x${keccakHex(key.subarray(1)).slice(-40)}` : undefined;
  } catch (error) {
    // Numbers off the curve. The package gives its failures no class.
    if (error instanceof TypeError && error.message === "Expected Signature") return undefined;
    throw error;
  }
}
