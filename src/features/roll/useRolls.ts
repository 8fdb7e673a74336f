import { listRolls, type RollList } from "@/chain/listRolls";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { type Live, useLive } from "@/ui/useLive";

/** A chain's newest rolls at the head's block, looked up again at every new head. */
export function useRolls(node: Node, chainId: number, head: Head | undefined, most: bigint): Live<RollList> {
  return useLive<RollList>(["rolls", chainId], head && `${head.hash} ${most}`, async (previous) => {
    if (!head) throw new RangeError("No head to read at.");
    return listRolls(node, head, most, previous);
  });
}
