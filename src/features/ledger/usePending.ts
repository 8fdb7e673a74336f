import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import { readPending, type SentBallot, type SentBatch } from "@/chain/readPending";
import { waitingBallots } from "@/election/blocks";
import type { Election } from "@/election/election";

/** How often the node is asked what waits, in milliseconds, and how often where it does not tell. */
const [often, seldom] = [2000, 30_000];

/** What was sent and is not counted at the count's block. */
type Waiting = { ballots: readonly SentBallot[]; batches: readonly SentBatch[] };

/** What waits for a block: undefined until asked, null where no node tells. */
export type Pending = Waiting | null | undefined;

/** What waits for a block, asked again and again. */
export function usePending(node: Node, election: Election, count: Count | undefined): Pending {
  const { chainId, address, candidates } = election;
  const { data } = useQuery({
    queryKey: ["pending", chainId, address],
    queryFn: async () => (await readPending(node, address)) ?? null,
    refetchInterval: ({ state }) => (state.data === null ? seldom : often),
  });
  return useMemo(() => {
    if (!data) return data;
    const ballots = data.filter((sent) => "voter" in sent);
    const batches = data.filter((sent) => "carrier" in sent);
    return { ballots: waitingBallots(ballots, candidates, count?.ballots ?? []), batches };
  }, [data, candidates, count]);
}
