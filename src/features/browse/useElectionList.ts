import { useQueryClient } from "@tanstack/react-query";
import { type ElectionList, listElections } from "@/chain/listElections";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { type Live, useLive } from "@/ui/useLive";

/** A chain's newest elections at the head's block, looked up again at every new head. */
export function useElectionList(node: Node, chainId: number, head: Head | undefined, most: bigint): Live<ElectionList> {
  const queries = useQueryClient();
  return useLive<ElectionList>(["elections", chainId], head && `${head.hash} ${most}`, async (previous) => {
    if (!head) throw new RangeError("No head to read at.");
    const list = await listElections(node, chainId, head, most, previous);
    // What the list has read and checked, an election's own page need not read again.
    for (const election of list.elections) {
      const key = ["election", chainId, election.address];
      if (queries.getQueryData(key) === undefined) queries.setQueryData(key, election);
    }
    return list;
  });
}
