import { isAddressEqual } from "viem";
import { type BallotPaper, SignatureFormError, type SignedBallot, signerOf } from "@/election/signedBallot";

/** How long signatures are looked into at a stretch, in milliseconds: each takes one or two, and more on a phone. */
const stretch = 12;

/** How many answers are kept: those of a few of the largest batches. */
const mostKept = 20_000;

/** What was found out, by all that was signed, voter and signature: at every new head the same is asked again. */
const known = new Map<string, boolean>();

/** When the stretch began, by a clock of which only differences count. */
let begun = 0;

/**
 * Whether the voter's own key has signed the ballot. Looking into one takes a moment, and many of them seconds: whatever
 * else the page has to do gets its turn in between.
 * @param ballot With the paper it was written on.
 */
export async function isSignedBy(ballot: BallotPaper & Pick<SignedBallot, "voter" | "signature">): Promise<boolean> {
  const { voter, signature, ...paper } = ballot;
  // Not by the digest, which takes nearly as long to work out for a thousand ballots.
  const key = JSON.stringify([paper.chainId, paper.election, paper.title, paper.choice, voter, signature]);
  const before = known.get(key);
  if (before !== undefined) return before;

  if (performance.now() - begun > stretch) {
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  }
  const isOwn = await signerOf(paper, signature).then(
    (signer) => isAddressEqual(signer, voter),
    (error: unknown) => {
      if (error instanceof SignatureFormError) return false;
      throw error;
    },
  );
  const [oldest] = known.keys();
  if (known.size >= mostKept && oldest !== undefined) known.delete(oldest);
  known.set(key, isOwn);
  return isOwn;
}
