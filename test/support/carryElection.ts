import type { SignedBallot } from "@/election/signedBallot";
import { countAccepted, type HandedIn, handInFrom, openLines, ownAddress } from "./openLines";
import { waitForFinal } from "./readCarried";
import type { SigningElection } from "./signBallots";
import type { TestChain } from "./startChain";

/** How an election went through a relay. Times are in milliseconds from the first ballot on. */
export type CarriedElection = {
  /** In the order of the ballots. */
  handedIn: HandedIn[];
  /** When the last ballot was accepted, and when all of them were counted in a block that is final. */
  accepted: number;
  final: number;
};

/** Hands ballots in, so many at a time and each line from an address of its own, and waits until all that it accepted are final. */
export async function carryElection(
  chain: TestChain,
  url: string,
  election: SigningElection,
  ballots: readonly SignedBallot[],
  atATime: number,
): Promise<CarriedElection> {
  const lines = openLines(url);
  const handedIn: HandedIn[] = [];
  const left = ballots.entries();
  const begin = performance.now();
  const voters = Array.from({ length: atATime }, async (_, place) => {
    for (const [number, ballot] of left) handedIn[number] = await handInFrom(lines, ballot, ownAddress(1, place));
  });
  await Promise.all(voters);
  const accepted = performance.now() - begin;
  await waitForFinal(chain, election, countAccepted(handedIn));
  const final = performance.now() - begin;
  lines.close();
  return { handedIn, accepted, final };
}

/** What the ballot box must hold once these ballots are counted, by place on the roll, and the tally. */
export function countSigned(election: SigningElection, ballots: readonly SignedBallot[]) {
  const marks = new Uint8Array(election.voters.length);
  const tally = election.candidates.map(() => 0n);
  for (const { index, choice } of ballots) {
    const number = election.candidates.indexOf(choice);
    marks[index] = number + 1;
    tally[number] = (tally[number] ?? 0n) + 1n;
  }
  return { marks, tally };
}
