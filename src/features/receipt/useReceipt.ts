import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { readCasting } from "@/chain/readCasting";
import type { Count } from "@/chain/readCount";
import { type Receipt, ReceiptConflictError, readReceipt } from "@/chain/readReceipt";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { type Live, useLive } from "@/ui/useLive";

/** How long until a failed reading is tried again, in milliseconds. */
const pause = 2000;

/**
 * What the contract counts for a voter, read again with every count. None while what was read contradicts itself.
 * @param index The voter's index on the roll; null where there is no roll, undefined while it is not known.
 */
export function useReceipt(
  node: Node,
  election: Election,
  voter: Address,
  index: number | null | undefined,
  count: Count,
): Live<Receipt> {
  const { hash, finalized } = count.head;
  const version = index === undefined ? undefined : `${hash} ${finalized}`;
  const { value, error } = useLive<Receipt>(["receipt", election.chainId, election.address, voter], version, () =>
    readReceipt(node, election, voter, index ?? undefined, count),
  );
  return { value: error instanceof ReceiptConflictError ? undefined : value, error };
}

/** How a counted ballot came into its block, which never changes; a reading that failed is tried again by itself. */
export function useCasting(node: Node, election: Election, ballot: Ballot | undefined, index: number | undefined) {
  const { chainId, address } = election;
  return useQuery({
    queryKey: ["casting", chainId, address, ballot?.voter, ballot?.blockHash, ballot?.logIndex],
    queryFn: () =>
      ballot
        ? readCasting(node, election, ballot, index)
        : Promise.reject(new RangeError("There is no ballot to look for.")),
    enabled: ballot !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
}
