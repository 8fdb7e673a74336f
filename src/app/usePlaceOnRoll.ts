import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";

/** How long until a failed question is asked again, in milliseconds. */
const pause = 2000;

/**
 * A voter's index on the election's roll, from 0; null where the roll does not hold the address, undefined while that is
 * not known, and where there is no roll. A closed roll never changes, so it is asked once.
 */
export function usePlaceOnRoll(node: Node, election: Election, voter: Address | undefined, head: Head) {
  const { chainId, roll } = election;
  const { data, error } = useQuery({
    queryKey: ["place", chainId, roll?.address, voter],
    queryFn: async () => {
      if (!roll || !voter) throw new RangeError("There is no roll, or nobody is connected.");
      // Loaded with the first roll: an open election needs none of it.
      const { readPlace } = await import("@/chain/readPlace");
      return readPlace(node, roll.address, voter, head.hash);
    },
    enabled: roll !== undefined && voter !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
  return { place: data, error };
}
