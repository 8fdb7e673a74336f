import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { useFailure } from "@/ui/useFailure";
import type { OpenedChain } from "./chains";

/** How long until a failed reading is tried again, in milliseconds. */
const pause = 5000;

/** What never changes about an election, read once; a reading that failed is tried again by itself. */
export function useElection({ chain, node }: OpenedChain, address: Address, head: Head | undefined) {
  const { data, error, isSuccess } = useQuery<Election>({
    queryKey: ["election", chain.id, address],
    queryFn: () =>
      head ? readElection(node, chain.id, address, head.number) : Promise.reject(new RangeError("No head yet.")),
    enabled: head !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, cause) => failures < 2 && !(cause instanceof NotAnElectionError),
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
  return { election: data, error: useFailure(error, isSuccess) };
}
