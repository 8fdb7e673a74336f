import { type Address, getAddress, type Hex, hexToBytes, size } from "viem";
import { recoverQuickly } from "@/chain/recoverQuickly";
import { type BallotPaper, ballotDigest } from "@/election/signedBallot";

/** How many papers' digests are kept: of elections with many candidates, a few dozen. */
const mostDigests = 2_000;

/**
 * Makes what tells whose key has signed a ballot, as `signerOf` does, in WebAssembly: a relay spends most of its time on
 * it. What is signed for a candidate is worked out once.
 * @returns A function of a ballot and a signature of 64 bytes (EIP-2098); it gives undefined where no key can have made
 * that signature.
 */
export function createRecovery(): (paper: BallotPaper, signature: Hex) => Address | undefined {
  const digests = new Map<string, Uint8Array>();

  function digestOf(paper: BallotPaper): Uint8Array {
    const key = JSON.stringify([paper.chainId, paper.election, paper.title, paper.choice]);
    const known = digests.get(key);
    if (known) return known;
    const digest = hexToBytes(ballotDigest(paper));
    const [oldest] = digests.keys();
    if (digests.size >= mostDigests && oldest !== undefined) digests.delete(oldest);
    digests.set(key, digest);
    return digest;
  }

  return (paper, signature) => {
    if (size(signature) !== 64) return undefined;
    const bytes = hexToBytes(signature);
    const top = bytes[32] ?? 0;
    // The highest bit of s is the parity of the recovery.
    bytes[32] = top & 0x7f;
    const signer = recoverQuickly(digestOf(paper), bytes, top >= 0x80 ? 1 : 0);
    return signer && getAddress(signer);
  };
}
