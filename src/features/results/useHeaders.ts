import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Hash } from "viem";
import type { Node } from "@/chain/node";
import { type Header, readHeader } from "@/chain/readHeader";

/** How long until what could not be read is tried again, in milliseconds. */
const pause = 5000;
const none: ReadonlyMap<Hash, Header> = new Map();

/** The headers of these blocks, as far as they are read. A header never changes, so each is read once for all parts. */
export function useHeaders(node: Node, blocks: readonly Hash[]): ReadonlyMap<Hash, Header> {
  const hashes = [...new Set(blocks)];
  const { data = none } = useQuery({
    queryKey: ["headers", hashes],
    queryFn: async ({ client }) => {
      const reads = hashes.map((hash) =>
        client.fetchQuery({
          queryKey: ["header", hash],
          queryFn: () => readHeader(node, hash),
          staleTime: Number.POSITIVE_INFINITY,
        }),
      );
      const read = await Promise.allSettled(reads);
      return new Map(
        read.flatMap((header) => (header.status === "fulfilled" ? [[header.value.hash, header.value] as const] : [])),
      );
    },
    enabled: hashes.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) => (data && data.size < hashes.length ? pause : false),
    structuralSharing: false,
  });
  return data;
}
