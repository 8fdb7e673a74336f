import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import type { Hash } from "viem";
import type { Node } from "@/chain/node";
import { type Header, readHeader } from "@/chain/readHeader";

/** How long until a failed reading is tried again, in milliseconds. */
const pause = 5000;

/** The headers of these blocks, as far as they are read. A header never changes, so each is read once for all parts. */
export function useHeaders(node: Node, blocks: readonly Hash[]): ReadonlyMap<Hash, Header> {
  return useQueries({
    queries: [...new Set(blocks)].map((hash) => ({
      queryKey: ["header", hash],
      queryFn: () => readHeader(node, hash),
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: ({ state }: { state: { error: unknown } }) => (state.error ? pause : (false as const)),
    })),
    combine: byHash,
  });
}

function byHash(results: UseQueryResult<Header>[]): ReadonlyMap<Hash, Header> {
  return new Map(results.flatMap(({ data }) => (data ? [[data.hash, data] as const] : [])));
}
