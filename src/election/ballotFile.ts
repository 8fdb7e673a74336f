import type { SignedBallot } from "./signedBallot";

/** A signed ballot as a file that anybody may deliver. */
export function writeBallotFile(ballot: SignedBallot): string {
  const { chainId, election, voter, index, choice, signedBy, signature } = ballot;
  const kind = signedBy === "key" ? "recount-ballot" : "recount-wallet-ballot";
  const file = { kind, version: 1, chainId, election, voter, index, choice, signature };
  return `${JSON.stringify(file, null, 2)}\n`;
}
