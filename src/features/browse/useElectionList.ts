import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ElectionList, listElections } from "@/chain/listElections";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";

/** A chain's newest elections at the head's block, read again at every new head. */
export function useElectionList(
  node: Node,
  chainId: number,
  head: Head | undefined,
  most: bigint,
): { list: ElectionList | undefined; error: unknown } {
  const { data, error } = useQuery({
    queryKey: ["elections", chainId, most.toString(), head?.hash],
    queryFn: () => (head ? listElections(node, head.number, most) : Promise.reject(new RangeError("No head yet."))),
    enabled: head !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  return { list: data, error };
}
