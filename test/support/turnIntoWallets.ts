import type { SignedBallot } from "@/election/signedBallot";
import { type SigningElection, signWalletBallot, voterAt } from "./signBallots";
import type { TestChain } from "./startChain";
import { walletCode } from "./walletCode";

/**
 * Makes contract wallets of the voters of every so many ballots, and gives the ballots with theirs in place of those that
 * keys have signed. Each wallet accepts whatever it is asked.
 */
export async function turnIntoWallets(
  { node }: TestChain,
  election: SigningElection,
  ballots: readonly SignedBallot[],
  every: number,
): Promise<SignedBallot[]> {
  const signed: SignedBallot[] = [];
  for (const [place, ballot] of ballots.entries()) {
    const isWallet = place % every === 0;
    if (isWallet) {
      await node.setCode({ address: voterAt(election, ballot.index).address, bytecode: walletCode.yes });
    }
    signed.push(isWallet ? await signWalletBallot(election, ballot.index, ballot.choice) : ballot);
  }
  return signed;
}
