import { type Address, bytesToHex, recoverAddress } from "viem";

/**
 * Works out whose key has signed: the digest of 32 bytes, a signature of 64 (r and s), and the parity of the point that r
 * stands for, 0 or 1 (SEC 1, 4.1.6). Gives undefined where no key can have made that signature. A recount is given one,
 * because it is nearly all of what checking signatures takes, and what is quick differs between a browser and a server.
 */
export type Recover = (
  digest: Uint8Array,
  signature: Uint8Array,
  parity: number,
) => Address | undefined | Promise<Address | undefined>;

/** Recovers in plain JavaScript, which runs everywhere: about two milliseconds each. */
export const recoverAnywhere: Recover = async (digest, signature, parity) => {
  const [r, s] = [bytesToHex(signature.subarray(0, 32)), bytesToHex(signature.subarray(32))];
  // Numbers off the curve make the library throw, in words and classes of its own.
  return recoverAddress({ hash: digest, signature: { r, s, yParity: parity } }).catch(() => undefined);
};
