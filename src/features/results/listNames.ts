import type { Hex } from "viem";
import type { Election } from "@/election/election";
import { formatCount, formatList } from "@/ui/format";
import { words } from "@/words/words";

/** The most names that a sentence can bear. */
const most = 10;

/** The names of these candidates in one sentence, in ballot order; of very many only how many they are. */
export function listNames(election: Election, ids: readonly Hex[]): string {
  if (ids.length > most) return words.count.candidates(formatCount(BigInt(ids.length)));
  return formatList(election.candidates.filter(({ id }) => ids.includes(id)).map(({ short }) => short));
}
