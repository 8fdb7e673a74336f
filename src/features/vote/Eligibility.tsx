import type { ChainConfiguration } from "@/chain/configuration";
import type { Connection } from "@/chain/connection";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { Phase } from "@/election/phase";
import { formatCount, formatMoment, shorten } from "@/ui/format";
import { useNow } from "@/ui/useNow";
import { words } from "@/words/words";
import styles from "./Eligibility.module.css";

type EligibilityProps = {
  chain: ChainConfiguration;
  election: Election;
  phase: Phase;
  connection: Connection;
  vote: OwnVote | undefined;
  /** The address's index on the roll; null where it is not on it, undefined while that is not known. */
  place: bigint | null | undefined;
  isUnderWay: boolean;
  /** Whether a ballot was signed that nobody has delivered yet. */
  isSigned: boolean;
  /** Whether the address can pay any network fee; undefined while that is not known. */
  hasCoin: boolean | undefined;
  error: unknown;
};

/** One sentence, before any choice, on whether this reader may vote, and if not why and what to do. */
export function Eligibility(props: EligibilityProps) {
  const now = useNow(60_000);
  const { lead, rest } = sentence(props, now);
  return (
    <p className={styles.eligibility} aria-live="polite">
      <strong>{lead}</strong> {rest}
    </p>
  );
}

function sentence(
  { chain, election, phase, connection, vote, place, isUnderWay, isSigned, hasCoin, error }: EligibilityProps,
  now: number,
) {
  const { roll } = election;
  const tellPlace = () =>
    roll && typeof place === "bigint"
      ? words.eligibility.place(formatCount(place + 1n), formatCount(roll.size))
      : undefined;
  if (connection.status === "connected" && vote && vote.stage !== "none") {
    const name = election.candidates.find(({ id }) => id === vote.candidate)?.short ?? "";
    return words.eligibility.voted(name, formatCount(vote.block));
  }
  if (isUnderWay) return words.eligibility.underWay;
  if (isSigned && phase === "open") return words.eligibility.signed;
  if (phase === "closed") return words.eligibility.closed(formatMoment(election.closes, now));
  const isConnected = connection.status === "connected";
  if (isConnected && place === null) return words.eligibility.notOnRoll(shorten(connection.address));
  if (phase === "upcoming") {
    const onRoll = roll && (isConnected ? tellPlace() : words.eligibility.connectToCheck);
    return words.eligibility.upcoming(formatMoment(election.opens, now), onRoll);
  }
  if (connection.status === "starting") return words.eligibility.lookingForWallet;
  if (!isConnected) return roll ? words.eligibility.connectOnRoll : words.eligibility.connectFirst;
  if (!vote || (roll && place === undefined)) return error ? words.eligibility.unknown : words.eligibility.checking;
  if (connection.chainId !== chain.id) return words.eligibility.otherChain(chain.name);
  if (hasCoin === false) return words.eligibility.noCoin(shorten(connection.address), chain.currency.symbol);
  const told = tellPlace();
  return told ? words.eligibility.mayVoteOnRoll(told) : words.eligibility.mayVote(shorten(connection.address));
}
