import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { readSignedBy } from "@/chain/readSignedBy";
import type { Head } from "@/chain/watchHead";

/** How long until a failed question is asked again, in milliseconds. */
const pause = 2000;

/** Who signs a ballot for the account; undefined while that is not known. */
export function useSignedBy(node: Node, chainId: number, account: Address | undefined, head: Head) {
  const { data } = useQuery({
    queryKey: ["signedBy", chainId, account],
    queryFn: async () => {
      if (!account) throw new RangeError("Nobody is connected.");
      return readSignedBy(node, account, head.hash);
    },
    enabled: account !== undefined,
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
  return data;
}
