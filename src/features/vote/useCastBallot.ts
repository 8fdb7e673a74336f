import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Address, Hash } from "viem";
import type { BallotToCast, CastStep } from "@/chain/castBallot";
import type { GetSigner } from "@/chain/connection";
import { PartMissingError, WalletGoneError } from "@/chain/errors";
import type { Node } from "@/chain/node";

/** Where the casting of a ballot stands on this page, until the wallet has sent it. */
export type CastStage = { stage: "idle" } | { stage: CastStep } | { stage: "failed"; error: unknown };

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
 * @param onSent Called once the wallet has sent a ballot, also where nobody waits any longer.
 */
export function useCastBallot(
  node: Node,
  getSigner: GetSigner | undefined,
  voter: Address | undefined,
  onSent: (hash: Hash, ballot: BallotToCast) => void,
): CastBallot {
  // By voter: each account of a wallet casts its own ballot, whatever another one's is waiting for.
  const [stages, setStages] = useState<ReadonlyMap<Address, CastStage>>(new Map());
  const waits = useRef(new Map<Address, AbortController>());
  const tell = (of: Address, stage: CastStage) => setStages((before) => new Map(before).set(of, stage));

  const { mutate } = useMutation({
    mutationFn: async (ballot: BallotToCast) => {
      if (!getSigner) throw new WalletGoneError();
      const wait = new AbortController();
      waits.current.set(ballot.voter, wait);
      tell(ballot.voter, { stage: "checking" });
      // Loaded with the first ballot: who only watches needs none of it.
      const { castBallot } = await import("@/chain/castBallot").catch((cause: unknown) => {
        throw new PartMissingError("The part that casts ballots could not be loaded.", { cause });
      });
      const listener = {
        onStep: (step: CastStep) => tell(ballot.voter, { stage: step }),
        onSent: (hash: Hash) => {
          onSent(hash, ballot);
          tell(ballot.voter, { stage: "idle" });
        },
      };
      await castBallot(node, getSigner, ballot, listener, wait.signal);
    },
    onError: (error, ballot) => tell(ballot.voter, { stage: "failed", error }),
  });

  return {
    stage: (voter && stages.get(voter)) ?? { stage: "idle" },
    cast: mutate,
    stopWaiting: () => voter && waits.current.get(voter)?.abort(),
    reset: () => voter && tell(voter, { stage: "idle" }),
  };
}
