import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import * as v from "valibot";
import type { Address, Hash, Hex } from "viem";
import type { Fate } from "@/chain/followBallot";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import { store, useStored } from "@/ui/stored";
import { StoredHash } from "./storedHash";

/** What this browser remembers of a ballot on its way, until it is final. */
const SentBallot = v.object({
  hash: StoredHash,
  candidate: StoredHash,
  /** Chain time when it was first looked for, in unix seconds: a wallet may have taken long to send it. */
  sentAt: v.optional(v.pipe(v.string(), v.digits())),
  nonce: v.optional(v.pipe(v.number(), v.safeInteger())),
  /** Whether the contract has counted it: where it does so no longer, its block was replaced. */
  counted: v.optional(v.boolean()),
});

/** How long until a failed question is asked again, in milliseconds. */
const pause = 2000;

/** How long a transaction may be unknown to every node until it is called lost, in seconds of chain time. */
const grace = 60n;

/**
 * What has become of a ballot that this browser sent. `lost`: no node has known of it for a while. `asking`: whether it
 * is counted is not known at the moment.
 */
type SentState = Fate["state"] | "asking" | "lost" | "tooLate";

/** A ballot that this browser sent and that the contract does not count at the head. */
export type Sent = {
  candidate: Hex;
  /** Whether the contract had counted it already. */
  isTakenBack: boolean;
  state: SentState;
  /** Whether nothing is left to wait for. */
  isOver: boolean;
};

const overStates: readonly SentState[] = ["refused", "other", "replaced", "lost", "tooLate"];

/** What stands in a block is not called late or lost. */
const settledStates: readonly SentState[] = ["taken", "refused", "other", "replaced"];

function keyOf(election: Election, voter: Address | undefined): string {
  return `recount.sent.${election.chainId}.${election.address}.${voter ?? ""}`;
}

/** Remembers a ballot that the wallet has sent. By its voter, whoever is connected by then. */
export function rememberSent(election: Election, voter: Address, hash: Hash, candidate: Hex): void {
  store("lasting", keyOf(election, voter), { hash, candidate });
}

/**
 * The voter's ballot on its way, found again after a reload and in other tabs, and what forgets it.
 * @param vote What the contract says of the voter's ballot at `head`; undefined while that is not known.
 */
export function useSentBallot(
  node: Node,
  election: Election,
  voter: Address | undefined,
  vote: OwnVote | undefined,
  head: Head | undefined,
): { sent: Sent | undefined; forget: () => void } {
  const [stored, change] = useStored("lasting", keyOf(election, voter), SentBallot);
  const isCounted = vote !== undefined && vote.stage !== "none";

  const { data: fate } = useQuery<Fate>({
    queryKey: ["fate", election.chainId, stored?.hash, head?.hash],
    queryFn: async () => {
      if (!stored || !voter) throw new RangeError("Nothing was sent.");
      // Loaded with the first ballot: who only watches needs none of it.
      const { followBallot } = await import("@/chain/followBallot");
      return followBallot(node, { ...stored, election: election.address, voter });
    },
    enabled: stored !== undefined && voter !== undefined && head !== undefined && vote?.stage === "none",
    placeholderData: (previous, query) => (query?.queryKey[2] === stored?.hash ? previous : undefined),
    refetchInterval: ({ state }) => (state.error ? pause : false),
    gcTime: 10_000,
  });

  useEffect(() => {
    if (!stored) return;
    if (vote?.stage === "final") change(undefined);
    else if (isCounted && !stored.counted) change({ ...stored, counted: true });
    else if (head && stored.sentAt === undefined) change({ ...stored, sentAt: head.timestamp.toString() });
    else if (fate?.nonce !== undefined && stored.nonce === undefined) change({ ...stored, nonce: fate.nonce });
  }, [stored, vote, isCounted, head, fate, change]);

  const forget = () => change(undefined);
  if (!stored || isCounted || !head) return { sent: undefined, forget };
  const { candidate, counted = false } = stored;
  // Not known is not taken back: the contract has to say that it counts nothing.
  if (!vote && (counted || !fate)) {
    return { sent: { candidate, isTakenBack: false, state: "asking", isOver: false }, forget };
  }
  const sentAt = stored.sentAt === undefined ? head.timestamp : BigInt(stored.sentAt);
  const state = stateOf(fate?.state ?? "waiting", sentAt, election, head);
  return { sent: { candidate, isTakenBack: counted, state, isOver: overStates.includes(state) }, forget };
}

function stateOf(state: Fate["state"], sentAt: bigint, { closes }: Election, { timestamp }: Head): SentState {
  if (settledStates.includes(state)) return state;
  if (timestamp >= closes) return "tooLate";
  return state === "unknown" && timestamp > sentAt + grace ? "lost" : state;
}
