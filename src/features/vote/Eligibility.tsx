import type { ChainConfiguration } from "@/chain/configuration";
import type { Connection } from "@/chain/connection";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { Phase } from "@/election/phase";
import { formatMoment, shorten } from "@/ui/format";
import { useNow } from "@/ui/useNow";
import { words } from "@/words/words";
import styles from "./Eligibility.module.css";

type EligibilityProps = {
  chain: ChainConfiguration;
  election: Election;
  phase: Phase;
  connection: Connection;
  vote: OwnVote | undefined;
  isUnderWay: boolean;
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
  { chain, election, phase, connection, vote, isUnderWay, hasCoin, error }: EligibilityProps,
  now: number,
) {
  if (connection.status === "connected" && vote && vote.stage !== "none") {
    const name = election.candidates.find(({ id }) => id === vote.candidate)?.short ?? "";
    return words.eligibility.voted(name);
  }
  if (isUnderWay) return words.eligibility.underWay;
  if (phase === "upcoming") return words.eligibility.upcoming(formatMoment(election.opens, now));
  if (phase === "closed") return words.eligibility.closed(formatMoment(election.closes, now));
  if (connection.status === "starting") return words.eligibility.lookingForWallet;
  if (connection.status !== "connected") return words.eligibility.connectFirst;
  if (!vote) return error ? words.eligibility.unknown : words.eligibility.checking;
  if (connection.chainId !== chain.id) return words.eligibility.otherChain(chain.name);
  if (hasCoin === false) return words.eligibility.noCoin(shorten(connection.address), chain.currency.symbol);
  return words.eligibility.mayVote(shorten(connection.address));
}
