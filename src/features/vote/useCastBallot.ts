import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Address, Hash, Hex } from "viem";
import type { BallotToCast, CastStep } from "@/chain/castBallot";
import type { GetSigner } from "@/chain/connection";
import { PartMissingError, WalletGoneError } from "@/chain/errors";
import type { Node } from "@/chain/node";
import type { BallotToSign } from "@/chain/signBallot";
import type { SignedBallot } from "@/election/signedBallot";

/** Where the casting of a ballot stands on this page, until the wallet has sent or signed it. */
type CastStage = { stage: "idle" } | { stage: CastStep } | { stage: "failed"; error: unknown };

export type CastBallot = {
  stage: CastStage;
  /** By a transaction of the voter's own. */
  cast(ballot: BallotToCast): void;
  /** By a signature, for a relay to deliver. */
  sign(ballot: BallotToSign): void;
  /** Takes a signature that the voter's contract accepts after all. */
  accept(signed: SignedBallot, candidate: Hex): void;
  /** Stops waiting for the wallet's answer. */
  stopWaiting(): void;
  /** Back to idle, as after a failure. */
  reset(): void;
};

/** Told of what the wallet did, also where nobody waits for it any longer. */
export type CastOutcome = {
  onSent: (hash: Hash, ballot: BallotToCast) => void;
  onSigned: (signed: SignedBallot, candidate: Hex) => void;
};

type Task = { way: "cast"; ballot: BallotToCast } | { way: "sign"; ballot: BallotToSign };

/**
 * Casts one ballot and tells how far it has come.
 * @param voter The connected address: the stage of another address's ballot is not this one's.
 */
export function useCastBallot(
  node: Node,
  getSigner: GetSigner | undefined,
  voter: Address | undefined,
  { onSent, onSigned }: CastOutcome,
): CastBallot {
  // By voter: each account of a wallet casts its own ballot, whatever another one's is waiting for.
  const [stages, setStages] = useState<ReadonlyMap<Address, CastStage>>(new Map());
  const waits = useRef(new Map<Address, AbortController>());
  const tell = (of: Address, stage: CastStage) => setStages((before) => new Map(before).set(of, stage));

  const accept = (signed: SignedBallot, candidate: Hex) => {
    onSigned(signed, candidate);
    tell(signed.voter, { stage: "idle" });
  };

  const { mutate } = useMutation({
    mutationFn: async ({ way, ballot }: Task) => {
      if (!getSigner) throw new WalletGoneError();
      const wait = new AbortController();
      waits.current.set(ballot.voter, wait);
      tell(ballot.voter, { stage: "checking" });
      const onStep = (step: CastStep) => tell(ballot.voter, { stage: step });
      // Loaded with the first ballot: who only watches needs none of it.
      if (way === "sign") {
        const { signBallot } = await import("@/chain/signBallot").catch(missing);
        const keep = (signed: SignedBallot) => accept(signed, ballot.candidate);
        // Told also where nobody waits any longer: the owners of a contract wallet may take hours.
        const onNotAccepted = (error: Error) => tell(ballot.voter, { stage: "failed", error });
        await signBallot(node, getSigner, ballot, { onStep, onSigned: keep, onNotAccepted }, wait.signal);
      } else {
        const { castBallot } = await import("@/chain/castBallot").catch(missing);
        const remember = (hash: Hash) => {
          onSent(hash, ballot);
          tell(ballot.voter, { stage: "idle" });
        };
        await castBallot(node, getSigner, ballot, { onStep, onSent: remember }, wait.signal);
      }
    },
    onError: (error, { ballot }) => tell(ballot.voter, { stage: "failed", error }),
  });

  return {
    stage: (voter && stages.get(voter)) ?? { stage: "idle" },
    cast: (ballot) => mutate({ way: "cast", ballot }),
    sign: (ballot) => mutate({ way: "sign", ballot }),
    accept,
    stopWaiting: () => voter && waits.current.get(voter)?.abort(),
    reset: () => voter && tell(voter, { stage: "idle" }),
  };
}

function missing(cause: unknown): never {
  throw new PartMissingError("The part that casts ballots could not be loaded.", { cause });
}
