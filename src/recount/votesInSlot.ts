import type { Hex } from "viem";

/** How many bits of a tally slot count votes: the last ones. What stands above them depends on the kind of election. */
const countBits = 40;

/** The votes that a tally slot (32 bytes) counts. */
export function votesInSlot(slot: Hex): bigint {
  return BigInt.asUintN(countBits, BigInt(slot));
}

/** What a tally slot holds above the count: on a roll the candidate's number on the ballot, from 1; in a poll the seal. */
export function aboveCount(slot: Hex): bigint {
  return BigInt(slot) >> BigInt(countBits);
}
