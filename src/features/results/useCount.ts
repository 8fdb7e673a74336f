import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { findBlock } from "@/chain/findBlock";
import type { Node } from "@/chain/node";
import { type Count, CountConflictError, readCount } from "@/chain/readCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { useFailure } from "@/ui/useFailure";

/** The last reconciled count, and why there is no newer one. None while record and contract contradict each other. */
export type CountState = { count: Count | undefined; error: unknown };

/**
 * The election's count, read again at every new head.
 * `error` is set where the newest reading failed or did not reconcile; `count` is then an older one.
 */
export function useCount(node: Node, election: Election, head: Head): CountState {
  const { chainId, address, createdAt } = election;
  const queries = useQueryClient();
  const key = ["count", chainId, address];

  const { data, error, isSuccess, dataUpdatedAt, refetch } = useQuery({
    // The key leaves out the head: a new one refreshes the same count instead of starting another.
    queryKey: key,
    queryFn: async () => {
      const fromBlock = await queries.fetchQuery({
        queryKey: ["creationBlock", chainId, address],
        queryFn: () => findBlock(node, createdAt, head.number),
        staleTime: Number.POSITIVE_INFINITY,
      });
      return readCount(node, address, fromBlock, head, queries.getQueryData<Count>(key));
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A block replaced between two reads looks like a contradiction; the next reading tells.
    retry: 1,
    retryDelay: 500,
  });
  const failure = useFailure(error, isSuccess);

  const isBehind = data !== undefined && (data.head.hash !== head.hash || data.head.finalized !== head.finalized);
  // Changes with each new head, and once more where a reading took longer than a block.
  const due = isBehind || error ? `${head.hash} ${head.finalized} ${dataUpdatedAt}` : undefined;
  useEffect(() => {
    if (due) void refetch({ cancelRefetch: false });
  }, [due, refetch]);

  return { count: failure instanceof CountConflictError ? undefined : data, error: failure };
}
