import type { Verdict } from "@/chain/judgeBallots";
import type { Election } from "@/election/election";
import { formatMoment } from "@/ui/format";
import { deliverWords } from "@/words/deliver";

const words = deliverWords.verdict;

/** How a verdict is set: `good` where the vote is counted, `fault` where the ballot is of no use any more. */
export type VerdictTone = "plain" | "good" | "caution" | "fault";

/** A verdict in one sentence: whether the ballot would count, and if not, why and what to do. */
export function tellVerdict(verdict: Verdict, election: Election, now: number): { said: string; tone: VerdictTone } {
  switch (verdict.kind) {
    case "counts":
      return { said: words.counts, tone: "plain" };
    case "counted": {
      const { isThis, isFinal, candidate } = verdict;
      if (!isThis) return { said: words.countedOther(candidate.short), tone: "fault" };
      return { said: isFinal ? words.countedFinal : words.countedThis, tone: "good" };
    }
    case "notOpenYet":
      return { said: words.notOpenYet(formatMoment(election.opens, now)), tone: "caution" };
    case "closed":
      return { said: words.closed(formatMoment(election.closes, now)), tone: "fault" };
    default:
      return { said: words[verdict.kind], tone: "fault" };
  }
}
