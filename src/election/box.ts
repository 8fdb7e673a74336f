import type { Tally } from "./tally";

/** How many voters a word of the ballot box holds, the first in its most significant byte. */
export const votersInWord = 32;

/**
 * What each voter on the roll has in the ballot box, by index: 0 for no ballot, else the candidate's number from 1.
 * @param words The whole box, as the contract gives it.
 * @param size How many voters the roll has.
 * @returns Undefined where the words cannot be the box of such a roll: too few, too many, or a ballot past its end.
 */
export function openBox(words: readonly bigint[], size: number): Uint8Array | undefined {
  if (words.length !== Math.ceil(size / votersInWord)) return undefined;
  const marks = new Uint8Array(words.length * votersInWord);
  for (const [index, word] of words.entries()) {
    let rest = word;
    for (let place = votersInWord - 1; rest > 0n && place >= 0; place -= 1) {
      // The cast is exact: one byte.
      marks[index * votersInWord + place] = Number(rest & 0xffn);
      rest >>= 8n;
    }
  }
  return marks.subarray(size).some((mark) => mark !== 0) ? undefined : marks.subarray(0, size);
}

/** What a word of the box holds for the voter at that index on the roll: 0 for no ballot, else the candidate's number. */
export function markIn(word: bigint, index: number): number {
  // The cast is exact: one byte.
  return Number((word >> BigInt(8 * (votersInWord - 1 - (index % votersInWord)))) & 0xffn);
}

/** Whether the ballots in the box are those of the contract's tally at the same block: in all, and for each candidate. */
export function isBoxOf(tally: Tally, marks: Uint8Array): boolean {
  const counts = Array<bigint>(256).fill(0n);
  for (const mark of marks) counts[mark] = (counts[mark] ?? 0n) + 1n;
  const [, ...byNumber] = counts;
  const isEach = byNumber.every((count, index) => count === (tally.votes[index]?.count ?? 0n));
  return isEach && byNumber.reduce((sum, count) => sum + count, 0n) === tally.ballots;
}
