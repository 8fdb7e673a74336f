import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { readSignedBy } from "@/chain/readSignedBy";
import type { Head } from "@/chain/watchHead";

/** How long until a failed question is asked again, in milliseconds. */
const pause = 2000;

/** Whether the account has a key that can sign a ballot; undefined while that is not known. */
export function useSignsByKey(node: Node, chainId: number, account: Address | undefined, head: Head) {
  const { data } = useQuery({
    queryKey: ["signsByKey", chainId, account],
    queryFn: async () => {
      if (!account) throw new RangeError("Nobody is connected.");
      return (await readSignedBy(node, account, head.hash)) === "key";
    },
    enabled: account !== undefined,
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
  return data;
}
