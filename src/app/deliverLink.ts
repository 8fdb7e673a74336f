import { writeBallotCode } from "@/election/ballotCode";
import type { SignedBallot } from "@/election/signedBallot";

/** The link by which anybody can deliver a signed ballot, from wherever this page is hosted. */
export function deliverLink(ballot: SignedBallot): string {
  return new URL(`#/deliver/${writeBallotCode(ballot)}`, window.location.href).href;
}
