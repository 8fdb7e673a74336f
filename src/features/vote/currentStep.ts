import type { OwnVote } from "@/election/ownVote";
import type { KeptBallot } from "./keptBallot";
import type { Step } from "./Steps";

/** The step under way; undefined once all are done. */
export function currentStep(
  vote: OwnVote | undefined,
  isSigning: boolean,
  isSent = false,
  signed?: KeptBallot,
): Step | undefined {
  if (vote?.stage === "final") return undefined;
  if (vote?.stage === "inBlock") return "final";
  if (isSent || signed?.told.length) return "inBlock";
  if (signed) return "withRelay";
  return isSigning ? "sign" : "choose";
}
