import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { RelayError, type RelayTrouble } from "@/chain/askRelay";
import { lookUpBallot, type RelayWord, submitBallot } from "@/chain/submitBallot";
import type { SignedBallot } from "@/election/signedBallot";
import type { KeptBallot } from "./keptBallot";

/** How long until a relay that has the ballot is asked again what became of it, in milliseconds. */
const lookUpPause = 5000;
/** How long until a ballot is handed in again: twice as long after every failure, up to a minute; in milliseconds. */
const firstPause = 2000;
const longestPause = 60_000;

/** How long a relay may have a ballot before every other one gets it too, in seconds of chain time. */
const patience = 600n;

/** Why one relay has not got the ballot. `void`: it says that it will not deliver it any more. */
export type Trouble = { relay: string; reason: RelayTrouble | "void" };

/** What the relays say of a ballot: one holds it, or none does and each has its reason. Their word alone. */
export type Delivery =
  | { relay: string; state: Exclude<RelayWord["state"], "void"> }
  | { troubles: readonly Trouble[]; failures: number };

/** What another try does not mend. */
const lastingTroubles: readonly Trouble["reason"][] = [
  "malformed",
  "tooLarge",
  "unknownChain",
  "notGenuine",
  "notOnRoll",
  "unknownCandidate",
  "badSignature",
  "tooCostly",
  "alreadyVoted",
  "otherBallotHeld",
  "void",
];

/** Whether a relay may yet take the ballot. */
export function isPassing({ reason }: Trouble): boolean {
  return !lastingTroubles.includes(reason);
}

/** Whether a relay has had the ballot for too long without the contract counting it. */
export function isLate({ since }: KeptBallot, time: bigint): boolean {
  return since !== undefined && time > BigInt(since) + patience;
}

/**
 * Hands a signed ballot to the relays, the preferred first, until one has it; then asks that one what became of it, and
 * hands it in again where it is gone. One that takes too long is not the only one to have it. Goes on by itself while
 * the page is open.
 * @param time Chain time of the newest block, in unix seconds.
 * @param isWanted False once nothing can deliver the ballot any more.
 */
export function useDelivery(
  relays: readonly string[],
  ballot: SignedBallot,
  kept: KeptBallot,
  change: (kept: KeptBallot) => void,
  time: bigint,
  isWanted: boolean,
) {
  const isToAll = isLate(kept, time);
  const holder = relays.find((relay) => relay === kept.relay);
  const queryKey = ["delivery", ballot.chainId, ballot.election, ballot.signature, relays];
  const { data, isFetching, refetch } = useQuery<Delivery>({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const delivery = await deliver(relays, holder, ballot, signal);
      if (isToAll) await Promise.allSettled(relays.map((relay) => submitBallot(relay, ballot, signal)));
      const before = client.getQueryData<Delivery>(queryKey);
      const failures = before && "failures" in before ? before.failures + 1 : 0;
      return "troubles" in delivery ? { ...delivery, failures } : delivery;
    },
    enabled: isWanted,
    networkMode: "always",
    refetchInterval: ({ state: { data } }) => (data ? pauseAfter(data) : firstPause),
    // Wallets come before the page, or open in another tab.
    refetchIntervalInBackground: true,
    gcTime: 0,
  });

  const newHolder = data && "relay" in data ? data.relay : undefined;
  useEffect(() => {
    if (!newHolder || (newHolder === kept.relay && kept.since)) return;
    change({ ...kept, relay: newHolder, since: kept.since ?? time.toString() });
  }, [newHolder, kept, time, change]);
  return { delivery: data, isTrying: isFetching, tryNow: () => void refetch() };
}

function pauseAfter(delivery: Delivery): number | false {
  if ("relay" in delivery) return lookUpPause;
  if (!delivery.troubles.some(isPassing)) return false;
  return Math.min(firstPause * 2 ** delivery.failures, longestPause);
}

/** Asks the relay that has the ballot, if there is one, and hands it in where none has it. */
async function deliver(
  relays: readonly string[],
  holder: string | undefined,
  ballot: SignedBallot,
  signal: AbortSignal,
): Promise<Exclude<Delivery, { failures: number }> | { troubles: Trouble[] }> {
  if (holder) {
    const word = await lookUpBallot(holder, ballot, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (word && word.state !== "void" && (word.choice ?? ballot.choice) === ballot.choice) {
      return { relay: holder, state: word.state };
    }
  }
  const troubles: Trouble[] = [];
  for (const relay of relays) {
    try {
      const { state } = await submitBallot(relay, ballot, signal);
      if (state !== "void") return { relay, state };
      troubles.push({ relay, reason: "void" });
    } catch (error) {
      if (!(error instanceof RelayError)) throw error;
      troubles.push({ relay, reason: error.trouble });
    }
  }
  return { troubles };
}
