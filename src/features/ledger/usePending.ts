import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import { readPending, type SentBallot } from "@/chain/readPending";
import { waitingBallots } from "@/election/blocks";
import type { Election } from "@/election/election";

/** How often the node is asked what waits, in milliseconds, and how often where it does not tell. */
const [often, seldom] = [2000, 30_000];

/** The ballots that were sent and are not counted at the count's block: undefined until asked, null where no node tells. */
export type Pending = readonly SentBallot[] | null | undefined;

/** What waits for a block, asked again and again. */
export function usePending(node: Node, election: Election, count: Count | undefined): Pending {
  const { chainId, address, candidates } = election;
  const { data } = useQuery({
    queryKey: ["pending", chainId, address],
    queryFn: async () => (await readPending(node, address)) ?? null,
    refetchInterval: ({ state }) => (state.data === null ? seldom : often),
  });
  return useMemo(() => data && waitingBallots(data, candidates, count?.ballots ?? []), [data, candidates, count]);
}
