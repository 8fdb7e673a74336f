import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { readBalance } from "@/chain/readBalance";
import type { Head } from "@/chain/watchHead";

/** How long an answer is good for, in milliseconds: coin seldom comes or goes. */
const freshness = 5000;

/** Whether the voter has anything at all to pay a network fee with; undefined while that is not known. */
export function useHasCoin(node: Node, chainId: number, voter: Address | undefined, head: Head | undefined) {
  const { data } = useQuery({
    queryKey: ["balance", chainId, voter],
    queryFn: async () => {
      if (!voter || !head) throw new RangeError("Nobody is connected.");
      return readBalance(node, voter, head.number);
    },
    enabled: voter !== undefined && head !== undefined,
    staleTime: freshness,
    refetchInterval: freshness,
    select: (balance) => balance > 0n,
  });
  return data;
}
