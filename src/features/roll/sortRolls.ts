import type { Address } from "viem";
import type { Roll } from "@/chain/readRoll";
import { type Acquaintances, organiserName } from "@/election/organiser";

/** The reader's own rolls first, then those of publishers whom the reader knows by name, then strangers'; each newest first. */
export function sortRolls(
  rolls: readonly Roll[],
  own: Address | undefined,
  named: Acquaintances["named"],
): readonly Roll[] {
  const rank = ({ publisher }: Roll) => {
    if (publisher === own) return 0;
    return organiserName({ named, opened: [] }, publisher) === undefined ? 2 : 1;
  };
  return rolls.toSorted((a, b) => rank(a) - rank(b));
}
