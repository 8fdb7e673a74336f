/** Gas that a batch takes at most, as measured on the contract and rounded up; every part of it is checked in the tests. */
const gasForAll = 60_000;
const gasForCandidate = 6_500;
const gasForWord = 24_500;
const gasForBallot = 5_000;

/** The most gas that a batch takes, for so many words of the box in which its voters are the first. */
export function batchGas(candidates: number, ballots: number, words: number): number {
  return gasForAll + gasForCandidate * candidates + gasForWord * words + gasForBallot * ballots;
}
