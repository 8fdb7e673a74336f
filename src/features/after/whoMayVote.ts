import type { Election } from "@/election/election";
import { formatCount } from "@/ui/format";
import { afterWords } from "@/words/after";

/** Who may vote, in a sentence for those who are asked to. */
export function whoMayVote({ roll }: Election): string {
  return roll ? afterWords.listed(formatCount(roll.size)) : afterWords.anyone;
}
