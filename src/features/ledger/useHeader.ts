import { useQuery } from "@tanstack/react-query";
import type { Hash } from "viem";
import type { Node } from "@/chain/node";
import { readHeader } from "@/chain/readHeader";

/** How long until a failed reading is tried again, in milliseconds. */
const pause = 5000;

/** What a block says of itself; a reading that failed is tried again by itself. */
export function useHeader(node: Node, hash: Hash) {
  return useQuery({
    queryKey: ["header", hash],
    queryFn: () => readHeader(node, hash),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
}
