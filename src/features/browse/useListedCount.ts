import type { Node } from "@/chain/node";
import { createQueue } from "@/chain/queue";
import type { Count } from "@/chain/readCount";
import { recheckCount } from "@/chain/recheckCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { type Live, useLive } from "@/ui/useLive";

/** A whole record may be large: few are read at the same time. */
const inTurn = createQueue(3);

/**
 * The reconciled count of an election in a list, the same that its own page shows.
 * @param head At which to count; undefined while there is no need to.
 */
export function useListedCount(node: Node, election: Election, head: Head | undefined): Live<Count> {
  const { chainId, address } = election;
  // Not the version of the election's own page, which wants a count at the very head.
  const version = head && `list ${head.hash} ${head.finalized}`;
  return useLive<Count>(["count", chainId, address], version, async (previous) => {
    if (!head) throw new RangeError("No head to count at.");
    return inTurn(() => recheckCount(node, election, head, previous));
  });
}
