import { useEffect, useRef, useState } from "react";
import type { Address } from "viem";
import { carryBallots, type Delivery } from "@/chain/carryBallots";
import type { GetSigner } from "@/chain/connection";
import type { Node } from "@/chain/node";
import { writeBallotCode } from "@/election/ballotCode";
import type { Election } from "@/election/election";
import { rememberSent } from "./sentDeliveries";

/** What this page is doing with the wallet: which of several transactions it is at, from 1. */
export type Carrying =
  | { stage: "idle" }
  | { stage: "checking" | "signing"; number: number; all: number }
  | { stage: "failed"; error: unknown; carrier: Address };

/** Has the reader's own account deliver ballots, one transaction after the other. */
export function useCarry(node: Node, election: Election) {
  const [carrying, setCarrying] = useState<Carrying>({ stage: "idle" });
  const waiting = useRef<AbortController>(undefined);
  useEffect(() => () => waiting.current?.abort(), []);

  /**
   * @param sentAt Chain time now, in unix seconds.
   * @returns Whether all of it was sent.
   */
  async function carry(
    getSigner: GetSigner,
    carrier: Address,
    deliveries: readonly Delivery[],
    sentAt: bigint,
  ): Promise<boolean> {
    const stop = new AbortController();
    waiting.current = stop;
    const { chainId, address } = election;
    try {
      for (const [index, delivery] of deliveries.entries()) {
        await carryBallots(
          node,
          getSigner,
          { chainId, election, carrier },
          delivery,
          {
            onStep: (stage) => setCarrying({ stage, number: index + 1, all: deliveries.length }),
            onSent: (hash) => {
              const codes = delivery.ballots.map(writeBallotCode);
              rememberSent({ chainId, election: address, hash, from: carrier, codes, sentAt: sentAt.toString() });
            },
          },
          stop.signal,
        );
      }
      setCarrying({ stage: "idle" });
      return true;
    } catch (error) {
      setCarrying({ stage: "failed", error, carrier });
      return false;
    }
  }

  const stopWaiting = () => waiting.current?.abort();
  const reset = () => setCarrying({ stage: "idle" });
  return { carrying, carry, stopWaiting, reset };
}
