import { useQuery } from "@tanstack/react-query";
import type { Node } from "@/chain/node";
import { readCreation } from "@/chain/readCreation";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";

/** How long until the block is looked for again while it is unknown or not final, in milliseconds. */
const pause = 5000;

/** The block of the election's creation: undefined until it is read, null where the node does not tell. */
export function useCreation(node: Node, election: Election, head: Head) {
  const { data } = useQuery({
    queryKey: ["creation", election.chainId, election.address],
    queryFn: async () => (await readCreation(node, election, head)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) => (data && data.number <= head.finalized ? false : pause),
  });
  return data;
}
