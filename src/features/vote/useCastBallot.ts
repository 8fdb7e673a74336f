import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Address } from "viem";
import type { BallotToCast, CastStep } from "@/chain/castBallot";
import type { GetSigner } from "@/chain/connection";
import type { Node } from "@/chain/node";

/** Where the casting of a ballot stands on this page. What the chain says of it afterwards is `OwnVote`. */
export type CastStage = { stage: "idle" } | CastStep | { stage: "mined" } | { stage: "failed"; error: unknown };

export type CastBallot = {
  stage: CastStage;
  cast(ballot: BallotToCast): void;
  /** Stops waiting for the wallet's answer. */
  stopWaiting(): void;
  /** Back to idle, as after a failure. */
  reset(): void;
};

/**
 * Casts one ballot and tells how far it has come.
 * @param voter The connected address: the stage of another address's ballot is not this one's.
 */
export function useCastBallot(node: Node, getSigner: GetSigner | undefined, voter: Address | undefined): CastBallot {
  const [latest, setLatest] = useState<{ voter: Address; stage: CastStage }>();
  const waiting = useRef<AbortController>(undefined);

  const { mutate } = useMutation({
    mutationFn: async (ballot: BallotToCast) => {
      if (!getSigner) return;
      const abort = new AbortController();
      waiting.current = abort;
      const tell = (stage: CastStage) => setLatest({ voter: ballot.voter, stage });
      tell({ stage: "checking" });
      // Loaded with the first ballot: who only watches needs none of it.
      const { castBallot } = await import("@/chain/castBallot");
      await castBallot(node, getSigner, ballot, tell, abort.signal);
    },
    onSuccess: (_, ballot) => setLatest({ voter: ballot.voter, stage: { stage: "mined" } }),
    onError: (error, ballot) => setLatest({ voter: ballot.voter, stage: { stage: "failed", error } }),
  });

  return {
    stage: latest && latest.voter === voter ? latest.stage : { stage: "idle" },
    cast: mutate,
    stopWaiting: () => waiting.current?.abort(),
    reset: () => setLatest(undefined),
  };
}
