import type { SignedBallot } from "@/election/signedBallot";
import { type SigningElection, signBallot } from "./signBallots";

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many places of a roll of that size, at random and in random order. */
export function drawPlaces(size: number, count: number, random: () => number): number[] {
  const places = Array.from({ length: size }, (_, index) => index);
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (size - at));
    [places[at], places[other]] = [places[other] ?? other, places[at] ?? at];
  }
  return places.slice(0, count);
}

/** Ballots of these voters, each with a choice at random. */
export async function signAtRandom(
  election: SigningElection,
  places: readonly number[],
  random: () => number,
): Promise<SignedBallot[]> {
  const signed: SignedBallot[] = [];
  for (const index of places) {
    const choice = election.candidates[Math.floor(random() * election.candidates.length)] ?? "";
    signed.push(await signBallot(election, index, choice));
  }
  return signed;
}
