import { type ElectionList, listElections } from "@/chain/listElections";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { type Live, useLive } from "@/ui/useLive";

/** A chain's newest elections at the head's block, read again at every new head. */
export function useElectionList(node: Node, chainId: number, head: Head | undefined, most: bigint): Live<ElectionList> {
  return useLive<ElectionList>(["elections", chainId, most.toString()], head?.hash, async (previous) => {
    if (!head) throw new RangeError("No head to read at.");
    return listElections(node, head, most, previous);
  });
}
