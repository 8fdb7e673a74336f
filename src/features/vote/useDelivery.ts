import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { hasMovedOn } from "@/election/lateness";
import { faultOf, hear, type RelayStatement } from "@/election/relayStatement";
import type { SignedBallot } from "@/election/signedBallot";
import { type Answer, handIn, type Trouble } from "./handIn";
import { keepStatements } from "./keptBallot";

/** How long until a relay that has the ballot is asked again what became of it, in milliseconds. */
const lookUpPause = 5000;
/** How long until a ballot is handed in again: twice as long after every failure, up to a minute; in milliseconds. */
const firstPause = 2000;
const longestPause = 60_000;

/** What another try does not mend. */
const lastingTroubles: readonly Trouble[] = [
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

/** Whether a relay may yet take the ballot, or deliver it. */
export function isPassing(answer: Answer, { signedBy }: Pick<SignedBallot, "signedBy">): boolean {
  if ("state" in answer || !lastingTroubles.includes(answer.reason)) return true;
  // The contract of a wallet may accept what it refused, and a relay's node may be a block behind its owners' approval.
  return answer.reason === "badSignature" && signedBy === "wallet";
}

/** What the relays last answered, and how often in a row none had the ballot that is not named for anything. */
type Round = { answers: readonly Answer[]; failures: number };

type Wishes = {
  relays: readonly string[];
  election: Election;
  ballot: SignedBallot;
  /** What relays have said of it so far. */
  told: readonly RelayStatement[];
  /** The block at which the contract counts nothing of it. */
  head: Head;
  /** Whether every relay is to have it at once. */
  isToAll: boolean;
  /** False once nothing can deliver the ballot any more. */
  isWanted: boolean;
};

/**
 * Hands a signed ballot to the relays in turn, until one has it; then asks that one what became of it, and hands it in
 * again where it is gone. One that is named for anything (`faultOf`) is not relied on: the next one gets it too. Goes on by
 * itself while the page is open.
 */
export function useDelivery({ relays, election, ballot, told, head, isToAll, isWanted }: Wishes) {
  const isNamed = (relay: string) =>
    told.some((statement) => statement.relay === relay && faultOf(statement, head, election.closes));
  const hadIt = (relay: string) => told.some((statement) => statement.relay === relay);
  // Once somebody asks for it.
  const isAskedOfAll = useRef(false);
  const queryKey = ["delivery", ballot.chainId, ballot.election, ballot.signature, relays];
  const { data, isFetching, refetch } = useQuery<Round>({
    queryKey,
    queryFn: async ({ client, signal }) => {
      const ask = (relay: string) => handIn(relay, ballot, hadIt(relay), signal);
      const isForAll = isToAll || isAskedOfAll.current;
      isAskedOfAll.current = false;
      const answers = isForAll ? await Promise.all(relays.map(ask)) : await inTurn(sort(relays, hadIt, isNamed), ask);
      keepStatements(election, ballot, (before) => answers.reduce((now, answer) => note(now, answer, head), before));
      // Mostly the ballot is in a block before it matters how long a relay means to wait.
      const unsaid = told.filter(
        ({ block, longestWait }) => longestWait === undefined && hasMovedOn(block, head.number),
      );
      if (unsaid.length > 0) {
        void import("./keepAnnouncedWaits")
          .then(({ keepAnnouncedWaits }) => keepAnnouncedWaits(election, ballot, unsaid))
          .catch(() => undefined);
      }
      if (answers.some((answer) => isGood(answer, isNamed))) return { answers, failures: 0 };
      return { answers, failures: (client.getQueryData<Round>(queryKey)?.failures ?? 0) + 1 };
    },
    enabled: isWanted,
    networkMode: "always",
    refetchInterval: ({ state: { data } }) => (data ? pauseAfter(data, ballot, isToAll) : firstPause),
    // Wallets come before the page, or open in another tab.
    refetchIntervalInBackground: true,
    gcTime: 0,
  });
  return {
    answers: data?.answers,
    isTrying: isFetching,
    tryAll: () => {
      isAskedOfAll.current = true;
      void refetch();
    },
  };

  /** Asks one relay after the other until one has the ballot that is named for nothing. */
  async function inTurn(order: readonly string[], ask: (relay: string) => Promise<Answer>): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const relay of order) {
      const answer = await ask(relay);
      answers.push(answer);
      if (isGood(answer, isNamed)) break;
    }
    return answers;
  }
}

/** The one that has the ballot first, those that are named for something last. */
function sort(relays: readonly string[], hadIt: (relay: string) => boolean, isNamed: (relay: string) => boolean) {
  const rank = (relay: string) => (isNamed(relay) ? 2 : hadIt(relay) ? 0 : 1);
  return [...relays].sort((a, b) => rank(a) - rank(b));
}

function isGood(answer: Answer, isNamed: (relay: string) => boolean): boolean {
  return "state" in answer && !answer.hasLost && !isNamed(answer.relay);
}

function pauseAfter({ answers, failures }: Round, ballot: SignedBallot, isToAll: boolean): number | false {
  if (failures === 0) return lookUpPause;
  if (!answers.some((answer) => isPassing(answer, ballot))) return false;
  return Math.min(firstPause * 2 ** failures, isToAll ? lookUpPause : longestPause);
}

/** What relays have said, after an answer of one of them. */
function note(told: readonly RelayStatement[], answer: Answer, head: Head): readonly RelayStatement[] {
  const { relay } = answer;
  if ("reason" in answer) return answer.reason === "void" ? hear(told, relay, "void", head) : told;
  return hear(answer.hasLost ? hear(told, relay, "gone", head) : told, relay, answer.state, head);
}
