import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import type { OpenedChain } from "./chains";

/** What never changes about an election, read once. */
export function useElection({ chain, node }: OpenedChain, address: Address, head: Head | undefined) {
  const { data, error, refetch } = useQuery<Election>({
    queryKey: ["election", chain.id, address],
    queryFn: () =>
      head ? readElection(node, chain.id, address, head.number) : Promise.reject(new RangeError("No head yet.")),
    enabled: head !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (failures, error) => failures < 2 && !(error instanceof NotAnElectionError),
  });
  return { election: data, error, readAgain: () => void refetch() };
}
