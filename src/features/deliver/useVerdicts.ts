import { judgeBallots, type Verdict } from "@/chain/judgeBallots";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { useLive } from "@/ui/useLive";
import type { BroughtBallot } from "./brought";

/** Whether each ballot would count at the newest block, by its code; asked again at every block. */
export function useVerdicts(node: Node, election: Election, head: Head, items: readonly BroughtBallot[]) {
  // A code ends with a hash of all of it: enough to tell one list from another.
  const list = items.map(({ code }) => code.slice(-6)).join("");
  return useLive<ReadonlyMap<string, Verdict>>(
    ["verdicts", election.chainId, election.address, list],
    head.hash,
    async () => {
      const verdicts = await judgeBallots(
        node,
        election,
        head,
        items.map(({ ballot }) => ballot),
      );
      return new Map(verdicts.map((verdict, index) => [items[index]?.code ?? "", verdict]));
    },
  );
}
