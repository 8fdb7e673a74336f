import { type Hex, keccak256 } from "viem";
import { decodeText } from "@/chain/readDetails";
import { shownText } from "@/election/shownText";
import type { Evidence } from "@/recount/evidence";

/** No candidate is meant by the choice, or more than one. `names`: of all candidates, ready to be shown. */
export class NoCandidateError extends Error {
  override name = "NoCandidateError";
  constructor(
    readonly choice: string,
    readonly names: readonly string[],
  ) {
    super(`No one candidate is called ${choice}.`);
  }
}

/**
 * The id of the candidate whom a choice means: by the name as it is on the chain or as it is shown, or else by its
 * beginning, since names can be long and hard to type.
 * @throws {NoCandidateError} where that is nobody, or several.
 */
export function findCandidate(choice: string, origin: Pick<Evidence["origin"], "candidates">): Hex {
  const names = origin.candidates.map(decodeText);
  const shown = names.map(shownText);
  const beginning = choice.toLowerCase();
  const meant = [
    places(names, (name) => name === choice),
    places(shown, (name) => name === choice),
    places(shown, (name) => beginning !== "" && name.toLowerCase().startsWith(beginning)),
  ].find((found) => found.length > 0);
  const [place, ...others] = meant ?? [];
  const name = place === undefined || others.length > 0 ? undefined : origin.candidates[place];
  if (name === undefined) throw new NoCandidateError(choice, shown);
  return keccak256(name);
}

function places(names: readonly string[], isMeant: (name: string) => boolean): number[] {
  return names.flatMap((name, place) => (isMeant(name) ? [place] : []));
}
