import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { findBlock } from "@/chain/findBlock";
import type { Node } from "@/chain/node";
import { type Count, readCount } from "@/chain/readCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";

/** The last reconciled count, and why there is no newer one. */
export type CountState = { count: Count | undefined; error: unknown };

/**
 * The election's count, read again at every new head.
 * `error` is set where the newest reading failed or did not reconcile; `count` is then an older one.
 */
export function useCount(node: Node, election: Election, head: Head): CountState {
  const { chainId, address, createdAt } = election;
  const creation = useQuery({
    queryKey: ["creationBlock", chainId, address],
    queryFn: () => findBlock(node, createdAt, head.number),
    staleTime: Number.POSITIVE_INFINITY,
  });

  const queries = useQueryClient();
  const fromBlock = creation.data;
  const key = ["count", chainId, address];
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: key,
    // The key leaves out the head: a new one refreshes the same count instead of starting another.
    queryFn: () => readCount(node, address, fromBlock ?? 0n, head, queries.getQueryData<Count>(key)),
    enabled: fromBlock !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // A block replaced between two reads looks like a contradiction; the next reading tells.
    retry: 1,
    retryDelay: 500,
  });

  const isBehind = data !== undefined && (data.head.hash !== head.hash || data.head.finalized !== head.finalized);
  // Changes with each new head, and once more where a reading took longer than a block.
  const due = isBehind || error ? `${head.hash} ${head.finalized} ${dataUpdatedAt}` : undefined;
  useEffect(() => {
    if (due) void refetch({ cancelRefetch: false });
  }, [due, refetch]);

  return { count: data, error: error ?? creation.error };
}
