import {
  type Address,
  bytesToHex,
  bytesToString,
  concatBytes,
  hexToBytes,
  keccak256,
  numberToBytes,
  stringToBytes,
} from "viem";
import { writeBallotFile } from "./ballotFile";
import { BallotFileError, parseBallotFile } from "./parseBallotFile";
import type { SignedBallot } from "./signedBallot";

/** The first byte of a code: its version, and who signed. */
const marks = { key: 1, wallet: 2 } as const;
/** Where the parts of a code begin, in bytes. */
const at = { chain: 1, election: 9, voter: 29, index: 49, length: 52, choice: 53 };
/** How many bytes of its hash end a code: a line that was cut off in a message is told from a wrong signature. */
const checkBytes = 4;

/**
 * A signed ballot as a short text, for a link or a code to be scanned: what its file holds, in base64url (RFC 4648, 5)
 * of: a mark (1 byte), chain id (8), election (20), voter (20), index (3), the choice's length (1) and bytes, the
 * signature, and the first 4 bytes of the Keccak-256 hash of all of it.
 */
export function writeBallotCode(ballot: SignedBallot): string {
  const { chainId, election, voter, index, choice, signedBy, signature } = ballot;
  const name = stringToBytes(choice);
  const content = concatBytes([
    Uint8Array.of(marks[signedBy]),
    numberToBytes(chainId, { size: 8 }),
    hexToBytes(election),
    hexToBytes(voter),
    numberToBytes(index, { size: 3 }),
    Uint8Array.of(name.length),
    name,
    hexToBytes(signature),
  ]);
  const bytes = concatBytes([content, checkOf(content)]);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/**
 * The signed ballot that such a text holds.
 * @throws {BallotFileError} where it holds none, or is damaged.
 */
export function parseBallotCode(code: string): SignedBallot {
  const bytes = decode(code);
  const mark = bytes[0];
  const content = bytes.slice(0, -checkBytes);
  if (content.length < at.choice || bytesToHex(bytes.slice(-checkBytes)) !== bytesToHex(checkOf(content))) {
    throw new BallotFileError("The code is not whole: some of it is missing or was changed.");
  }
  const signedBy = mark === marks.key ? "key" : "wallet";
  if (mark !== marks[signedBy]) {
    throw new BallotFileError("The code is of another version than this page.", { field: "version" });
  }
  const end = at.choice + (content[at.length] ?? 0);
  // Through the file's own border: whatever a file may not hold, a code may not either.
  const text = writeBallotFile({
    chainId: Number(BigInt(bytesToHex(content.slice(at.chain, at.election)))),
    election: addressAt(content, at.election),
    voter: addressAt(content, at.voter),
    index: Number(bytesToHex(content.slice(at.index, at.length))),
    choice: bytesToString(content.slice(at.choice, end)),
    signedBy,
    signature: bytesToHex(content.slice(end)),
  });
  return parseBallotFile(JSON.parse(text));
}

function addressAt(bytes: Uint8Array, from: number): Address {
  return bytesToHex(bytes.slice(from, from + 20));
}

function checkOf(content: Uint8Array): Uint8Array {
  return keccak256(content, "bytes").slice(0, checkBytes);
}

function decode(code: string): Uint8Array {
  try {
    const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch (cause) {
    throw new BallotFileError("It is no ballot code.", { cause });
  }
}
