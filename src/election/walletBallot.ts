import type { Address } from "viem";
import type { BallotPaper } from "./signedBallot";

/** The longest signature of a contract wallet, in bytes: 22 owners of 65 bytes each, and some. */
export const longestSignature = 1500;

/**
 * What the owners of a contract wallet are shown and sign. Another type than an account's, with the voter in it: one
 * owner's signature would else count for the owner, and for every wallet of that owner.
 * @param voter The wallet.
 */
export function walletBallotTypedData({ chainId, election, title, choice }: BallotPaper, voter: Address) {
  return {
    domain: { name: "Recount", version: "1", chainId, verifyingContract: election },
    types: {
      WalletBallot: [
        { name: "election", type: "string" },
        { name: "choice", type: "string" },
        { name: "voter", type: "address" },
      ],
    },
    primaryType: "WalletBallot",
    message: { election: title, choice, voter },
  } as const;
}
