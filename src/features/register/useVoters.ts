import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { readVoters } from "@/chain/readVoters";
import type { Head } from "@/chain/watchHead";
import type { ElectionRoll } from "@/election/election";
import { useFailure } from "@/ui/useFailure";

/** How long until a failed reading is tried again, in milliseconds. */
const pause = 2000;

/** Voters that stand together on a page, and the index of the first. */
type Voters = { from: number; voters: readonly Address[] };

/** The voters on one page of the roll, from 0; the page before while they are read. A closed roll never changes. */
export function useVoters(node: Node, chainId: number, roll: ElectionRoll, page: number, size: number, head: Head) {
  const from = page * size;
  // The cast is exact: a roll has at most 1,493,248 voters.
  const to = Math.min(from + size, Number(roll.size));
  const { data, error, isSuccess } = useQuery<Voters>({
    queryKey: ["voters", chainId, roll.address, from, to],
    queryFn: async () => ({
      from,
      voters: await readVoters(node, roll.address, BigInt(from), BigInt(to), head.hash),
    }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.error ? pause : false),
  });
  return { value: data, error: useFailure(error, isSuccess) };
}
