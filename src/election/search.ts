import type { Election } from "./election";
import { type Phase, phaseAt } from "./phase";

/** What a reader looks for among elections. */
export type Search = { text: string; phase: Phase | "all" };

/** Looks for nothing in particular. */
export const everything: Search = { text: "", phase: "all" };

/** From how many characters on a word is looked for in addresses: nearly every digit stands in nearly every address. */
const telling = 4;

/**
 * The elections in which every word of the search is found: in the title, a candidate's name, the organiser's name, or
 * one of the addresses. Case and accents do not matter, so "nguyen" finds "Nguyễn".
 * @param nameOf The organiser's name, where it is known.
 * @param time Chain time in unix seconds, which decides the phase.
 */
export function searchElections(
  elections: readonly Election[],
  { text, phase }: Search,
  nameOf: (election: Election) => string | undefined,
  time: bigint,
): Election[] {
  const words = fold(text).split(/\s+/);
  return elections.filter((election) => {
    if (phase !== "all" && phaseAt(election, time) !== phase) return false;
    const { title, candidates, address, organiser } = election;
    const texts = fold([title, ...candidates.map(({ name }) => name), nameOf(election) ?? ""].join("\n"));
    const addresses = fold(`${address}\n${organiser}`);
    return words.every((word) => texts.includes(word) || (word.length >= telling && addresses.includes(word)));
  });
}

/** The letters without case and accents. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
