import type { RelayTrouble } from "@/chain/askRelay";
import { RelayError } from "@/chain/askRelay";
import { lookUpBallot, type RelayWord, submitBallot } from "@/chain/submitBallot";
import type { SignedBallot } from "@/election/signedBallot";

/** Why a relay has not got the ballot. `void`: it says that it will not deliver it any more. */
export type Trouble = RelayTrouble | "void";

/** What one relay answers about a ballot: its word alone. */
export type Answer =
  | {
      relay: string;
      state: Exclude<RelayWord["state"], "void">;
      /** Whether it knew nothing of the ballot any more, and was given it again. */
      hasLost: boolean;
    }
  | {
      relay: string;
      reason: Trouble;
      /** Whom the other ballot is for that it holds of this voter, where it tells. */
      held?: string | undefined;
    };

/**
 * Asks a relay what became of a ballot that it had accepted, and hands it in where it has not got it.
 * @param hadIt Whether it once said that it had it.
 * @throws the signal's reason where nobody waits any longer.
 */
export async function handIn(
  relay: string,
  ballot: SignedBallot,
  hadIt: boolean,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const known = hadIt ? await lookUpBallot(relay, ballot, signal) : undefined;
    const { state, choice } = known ?? (await submitBallot(relay, ballot, signal));
    if (choice !== undefined && choice !== ballot.choice) return { relay, reason: "otherBallotHeld", held: choice };
    if (state === "void") return { relay, reason: state };
    return { relay, state, hasLost: hadIt && !known };
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    const { trouble } = error;
    if (trouble !== "otherBallotHeld") return { relay, reason: trouble };
    // Why is known already: for whom the other one is, is told where it can be found out.
    const other = await lookUpBallot(relay, ballot, signal).catch(() => undefined);
    return { relay, reason: trouble, held: other?.choice };
  }
}
