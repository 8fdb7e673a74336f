import { findBlock } from "@/chain/findBlock";
import type { Node } from "@/chain/node";
import { type Count, CountConflictError, readCount } from "@/chain/readCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { useLive } from "@/ui/useLive";

/** The last reconciled count, and why there is no newer one. None while record and contract contradict each other. */
export type CountState = { count: Count | undefined; error: unknown };

/**
 * The election's count, read again at every new head.
 * `error` is set where the newest reading failed or did not reconcile; `count` is then an older one.
 */
export function useCount(node: Node, election: Election, head: Head): CountState {
  const { chainId, address, createdAt } = election;
  const { value, error } = useLive<Count>(
    ["count", chainId, address],
    `${head.hash} ${head.finalized}`,
    async (previous) => {
      const fromBlock = await findBlock(node, createdAt, head);
      return readCount(node, election, fromBlock, head, previous);
    },
  );

  return { count: error instanceof CountConflictError ? undefined : value, error };
}
