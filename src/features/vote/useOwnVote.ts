import { useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { NoAnswerError } from "@/chain/errors";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import { readOwnBallot } from "@/chain/readOwnBallot";
import type { Election } from "@/election/election";
import { type OwnVote, ownVote } from "@/election/ownVote";

/** How long until a failed question is asked again, in milliseconds. */
const pause = 2000;
const contradicted = new NoAnswerError("The contract and the record contradict each other on the voter's ballot.");

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
  const recorded = count?.ballots.find((ballot) => ballot.voter === voter?.toLowerCase());
  const inRecord = recorded?.candidate ?? null;
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["ownBallot", election.chainId, election.address, voter, count?.head.hash],
    queryFn: async () => {
      if (!voter || !count) return null;
      const candidate = await readOwnBallot(node, election.address, voter, count.head.hash);
      return { candidate, isContradicted: candidate !== inRecord };
    },
    enabled: voter !== undefined && count !== undefined,
    placeholderData: (previous, query) => (query?.queryKey[3] === voter ? previous : undefined),
    // Asked again after a failure: the next block may be far.
    refetchInterval: ({ state }) => (state.error || state.data?.isContradicted ? pause : false),
    gcTime: 10_000,
  });

  if (!data || !count) return { vote: undefined, error };
  if (data.candidate !== inRecord) {
    // The count and the contract's answer are of different blocks for a moment: not known until they meet. Of one and the
    // same block they contradict each other.
    const isPassing = isPlaceholderData && !data.isContradicted;
    return { vote: undefined, error: error ?? (isPassing ? null : contradicted) };
  }
  if (!recorded) return { vote: { stage: "none" }, error };
  return { vote: ownVote(recorded, count.head.finalized), error };
}
