import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { estimatePublishing } from "@/chain/estimatePublishing";
import type { Node } from "@/chain/node";
import { readBalance } from "@/chain/readBalance";
import type { Head } from "@/chain/watchHead";
import type { Publishing, PublishingProgress } from "@/election/publishing";

/** How often the price is asked again, in milliseconds. */
const freshness = 15_000;

/**
 * About what is left to pay, and what the payer holds of the coin, in wei; `payer` undefined while nobody is connected.
 * @param key What tells this publishing, and how far it has come, from any other.
 */
export function useCost(
  key: readonly unknown[],
  node: Node,
  head: Head | undefined,
  publishing: Omit<Publishing, "publisher"> | undefined,
  payer: Address | undefined,
  progress?: PublishingProgress,
) {
  return useQuery({
    queryKey: ["publishing cost", ...key, payer],
    queryFn: async () => {
      if (!publishing || !head) throw new RangeError("Nothing is to be published.");
      const [cost, balance] = await Promise.all([
        estimatePublishing(node, publishing, payer, progress),
        payer && readBalance(node, payer, head.number),
      ]);
      return { ...cost, balance };
    },
    enabled: publishing !== undefined && head !== undefined,
    staleTime: freshness,
    refetchInterval: freshness,
  });
}
