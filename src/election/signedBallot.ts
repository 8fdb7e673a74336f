import {
  type Address,
  concatHex,
  type Hex,
  hashTypedData,
  hexToBigInt,
  hexToNumber,
  isHex,
  numberToHex,
  recoverAddress,
  size,
  slice,
} from "viem";

/**
 * What a signed ballot says: a choice in words, for one election on one chain. `title` and `choice` (a candidate's name)
 * are the exact texts, as the contract holds them.
 */
export type BallotPaper = { chainId: number; election: Address; title: string; choice: string };

/**
 * Who has signed for the voter: `key`, the voter's own, 64 bytes (EIP-2098), delivered many at once by `castBatch`; or
 * `wallet`, whatever the voter's contract wallet takes for a signature (ERC-1271), delivered singly by `castSigned`.
 */
export type SignedBy = "key" | "wallet";

/**
 * A ballot that its voter has signed and that anybody may deliver. `index` is the voter's place on the roll, from 0;
 * `choice` the candidate's exact name.
 */
export type SignedBallot = {
  chainId: number;
  election: Address;
  voter: Address;
  index: number;
  choice: string;
  signedBy: SignedBy;
  signature: Hex;
};

/** A wallet gave something that is no signature of an account. */
export class SignatureFormError extends Error {
  override name = "SignatureFormError";
}

/** The order of the curve secp256k1 (SEC 2, version 2, 2.4.1). */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** What a wallet shows and signs (EIP-712, `eth_signTypedData_v4`). */
export function ballotTypedData({ chainId, election, title, choice }: BallotPaper) {
  return {
    domain: { name: "Recount", version: "1", chainId, verifyingContract: election },
    types: {
      Ballot: [
        { name: "election", type: "string" },
        { name: "choice", type: "string" },
      ],
    },
    primaryType: "Ballot",
    message: { election: title, choice },
  } as const;
}

/** What the signature is made over: the EIP-712 hash that the contract works out. */
export function ballotDigest(paper: BallotPaper): Hex {
  return hashTypedData(ballotTypedData(paper));
}

/**
 * A wallet's signature in the 64 bytes that the contract takes (EIP-2098).
 * @param signature 65 bytes that end with 0, 1, 27 or 28, or 64 bytes already. Of the two forms that every signature
 * has, wallets may give the one with the high s, for which 64 bytes have no room: it is turned into the other.
 * @throws {SignatureFormError} where it is neither.
 */
export function compactSignature(signature: Hex): Hex {
  if (!isHex(signature)) throw new SignatureFormError("It is no hexadecimal text.");
  const length = size(signature);
  if (length !== 64 && length !== 65) throw new SignatureFormError(`It has ${length} bytes, not 64 or 65.`);
  if (length === 64) return signature;

  const last = hexToNumber(slice(signature, 64));
  const parity = last >= 27 ? last - 27 : last;
  if (parity > 1) throw new SignatureFormError(`It ends with ${last}, not with 0, 1, 27 or 28.`);
  const s = hexToBigInt(slice(signature, 32, 64));
  if (s === 0n || s >= order) throw new SignatureFormError("Its second number is not on the curve.");
  const isHigh = s > order / 2n;
  const low = isHigh ? order - s : s;
  const isOdd = (parity === 1) !== isHigh;
  return concatHex([slice(signature, 0, 32), numberToHex(low | (isOdd ? 1n << 255n : 0n), { size: 32 })]);
}

/**
 * The address whose key has signed the ballot.
 * @param signature 64 bytes (EIP-2098).
 * @throws {SignatureFormError} where no key can have made it.
 */
export async function signerOf(paper: BallotPaper, signature: Hex): Promise<Address> {
  if (!isHex(signature) || size(signature) !== 64) throw new SignatureFormError("It has not 64 bytes.");
  const last = hexToBigInt(slice(signature, 32));
  const s = numberToHex(last & ((1n << 255n) - 1n), { size: 32 });
  const recovered = { r: slice(signature, 0, 32), s, yParity: Number(last >> 255n) };
  try {
    return await recoverAddress({ hash: ballotDigest(paper), signature: recovered });
  } catch (cause) {
    throw new SignatureFormError("No key can have made it.", { cause });
  }
}
