import { concatHex, type Hex } from "viem";

// Contract wallets as bare code, honest and not, to be put where a voter is: each asked by ERC-1271 whether a signature is
// theirs.

/** Answers with the word that means yes, shifted to where it belongs. */
const yes: Hex = "0x631626ba7e60e01b5f5260205ff3";

export const walletCode = {
  /** Says yes to everything. */
  yes,
  /** Answers with a word that does not mean yes. */
  no: "0x5f5f5260205ff3",
  /** Reverts with the word that means yes. */
  reverting: "0x631626ba7e60e01b5f5260205ffd",
  /** Takes all the gas it is given. */
  greedy: "0x5b5f56",
  /** Takes the gas it is given but for 5,000, and says yes then. */
  nearlyGreedy: concatHex(["0x5b6113885a115f57", yes]),
  /** Says yes, and 100 kB behind it. */
  longWinded: "0x631626ba7e60e01b5f52620186a05ff3",
  /** Says yes, and more behind it than the gas pays for. */
  bomb: "0x631626ba7e60e01b5f52621e84805ff3",
  /** Says yes while nobody pays for it; in a transaction it takes all the gas it is given. */
  fickle: concatHex(["0x3a601257", yes, "0x5b601256"]),
  /** Says yes where it is given more than 500,000 gas, else no. */
  demanding: concatHex(["0x5a6207a12010601057", "0x5f5f5260205ff3", "0x5b", yes]),
  /** Says yes where it is given more than 880,000 gas, else no. */
  costly: concatHex(["0x5a620d6d8010601057", "0x5f5f5260205ff3", "0x5b", yes]),
} as const satisfies Record<string, Hex>;

/** Says yes to what has this hash alone, whatever the signature. */
export function codeApproving(digest: Hex): Hex {
  return concatHex(["0x6004357f", digest, "0x14631626ba7e0260e01b5f5260205ff3"]);
}

/** Says yes to signatures that begin with these 32 bytes alone, whatever was signed. */
export function codeAccepting(beginning: Hex): Hex {
  return concatHex(["0x6064357f", beginning, "0x14631626ba7e0260e01b5f5260205ff3"]);
}
