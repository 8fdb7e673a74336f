import { setImmediate as turn } from "node:timers/promises";
import type { Address, Hex } from "viem";
import { createQueue } from "@/chain/queue";
import type { BallotPaper } from "@/election/signedBallot";
import { createRecovery } from "./recoverSigner";
import { RefusedError } from "./refusal";

/**
 * The address whose key has signed the ballot; undefined where no key can have made the signature.
 * @throws {RefusedError} where too many others wait already.
 */
export type FindSigner = (paper: BallotPaper, signature: Hex) => Promise<Address | undefined>;

/** How many signatures wait at most, at a third of a millisecond to one each. */
const mostWaiting = 250;
/** How far ahead anybody is told to come again, in seconds. */
const farthest = 60;

/**
 * Looks into one signature after the other, with everything else that the relay has to do in between: it is the longest
 * piece of work that a stranger can ask for, and many of them in one go would let nobody else's request arrive in time.
 * @param clock The time in milliseconds, from any beginning; it never goes back.
 */
export function checkInTurn(clock: () => number = () => performance.now()): FindSigner {
  const inTurn = createQueue(1);
  const recoverSigner = createRecovery();
  let waiting = 0;
  /** How long one takes, in milliseconds: of late, and with all that is done in between. */
  let pace = 2;
  let lastPlace = 0;

  /**
   * When to come again, in seconds. Everybody who is sent away is told another moment, as many in a second as can be
   * checked in one: were all told the same, they would come back together and keep the relay busy with refusing them.
   */
  function nextPlace(): number {
    const now = clock();
    lastPlace = Math.min(Math.max(lastPlace, now + waiting * pace) + pace, now + farthest * 1000);
    return Math.ceil((lastPlace - now) / 1000);
  }

  return async (paper, signature) => {
    if (waiting >= mostWaiting) {
      throw new RefusedError("tooMany", "More ballots arrive just now than this relay can check.", nextPlace());
    }
    waiting += 1;
    try {
      return await inTurn(async () => {
        const begin = clock();
        await turn();
        const signer = recoverSigner(paper, signature);
        pace += (clock() - begin - pace) / 20;
        return signer;
      });
    } finally {
      waiting -= 1;
    }
  };
}
