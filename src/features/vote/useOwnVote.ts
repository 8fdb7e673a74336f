import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import { readOwnBallot } from "@/chain/readOwnBallot";
import type { Election } from "@/election/election";
import { type OwnVote, ownVote } from "@/election/ownVote";

/** How long until a failed question is asked again, in milliseconds. */
const pause = 2000;

/**
 * How far the voter's ballot has come, by the contract's word at the count's block.
 * `vote` is undefined while that is not known; it goes back to `none` where a block is replaced.
 */
export function useOwnVote(
  node: Node,
  election: Election,
  voter: Address | undefined,
  count: Count | undefined,
): { vote: OwnVote | undefined; error: unknown } {
  const { data, error } = useQuery({
    queryKey: ["ownBallot", election.chainId, election.address, voter, count?.head.hash],
    queryFn: () => (voter && count ? readOwnBallot(node, election.address, voter, count.head.hash) : null),
    enabled: voter !== undefined && count !== undefined,
    placeholderData: (previous, query) => (query?.queryKey[3] === voter ? previous : undefined),
    // Asked again after a failure: the next block may be far.
    refetchInterval: ({ state }) => (state.error ? pause : false),
    gcTime: 10_000,
  });

  if (data === undefined || !voter || !count) return { vote: undefined, error };
  const recorded = count.ballots.find((ballot) => ballot.voter === voter.toLowerCase());
  // The count and the contract's answer are of different blocks for a moment: not known until they meet.
  if (data !== (recorded?.candidate ?? null)) return { vote: undefined, error };
  if (!recorded) return { vote: { stage: "none" }, error };
  return { vote: ownVote(recorded, count.head.finalized), error };
}
