import { setImmediate as turn } from "node:timers/promises";
import type { Address, Hex } from "viem";
import { createQueue } from "@/chain/queue";
import { type BallotPaper, SignatureFormError, signerOf } from "@/election/signedBallot";
import { RefusedError } from "./refusal";

/**
 * The address whose key has signed the ballot; undefined where no key can have made the signature.
 * @throws {RefusedError} where too many others wait already.
 */
export type FindSigner = (paper: BallotPaper, signature: Hex) => Promise<Address | undefined>;

/** How many signatures wait at most, at one to three milliseconds each. */
const mostWaiting = 250;
/** After how many seconds it is worth coming again. */
const patience = 2;

/**
 * Looks into one signature after the other, with everything else that the relay has to do in between: it is the longest
 * piece of work that a stranger can ask for, and many of them in one go would let nobody else's request arrive in time.
 */
export function checkInTurn(): FindSigner {
  const inTurn = createQueue(1);
  let waiting = 0;
  return async (paper, signature) => {
    if (waiting >= mostWaiting) {
      throw new RefusedError("tooMany", "More ballots arrive just now than this relay can check.", patience);
    }
    waiting += 1;
    try {
      return await inTurn(async () => {
        await turn();
        return signerOf(paper, signature);
      });
    } catch (error) {
      if (error instanceof SignatureFormError) return undefined;
      throw error;
    } finally {
      waiting -= 1;
    }
  };
}
