import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Candidate, Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { words } from "@/words/words";
import styles from "./CastActions.module.css";
import { NameFlags } from "./NameFlags";
import { ReviewSheet } from "./ReviewSheet";

type ReviewProps = {
  chain: ChainConfiguration;
  election: Election;
  candidate: Candidate;
  voter: Address;
  /** A practice voter: no wallet asks once more. */
  isPractice: boolean;
  onSign: () => void;
  onChange: () => void;
};

/** What will be signed, by which address, on which chain, and what becomes public: the last look before signing. */
export function Review({ chain, election, candidate, voter, isPractice, onSign, onChange }: ReviewProps) {
  return (
    <ReviewSheet heading={words.cast.reviewHeading}>
      <dl>
        <dt>{words.cast.reviewChoice}</dt>
        <dd className={styles.choice}>
          <bdi>{candidate.name}</bdi>
          <NameFlags election={election} candidate={candidate} />
        </dd>
        <dt>{words.cast.reviewQuestion}</dt>
        <dd>
          <bdi>{election.title}</bdi>
        </dd>
        <dt>{words.cast.reviewAddress}</dt>
        <dd className={styles.address}>{voter}</dd>
        <dt>{words.cast.reviewChain}</dt>
        <dd>{chain.name}</dd>
        <dt>{words.cast.reviewSigned}</dt>
        <dd>
          {words.cast.signedTo} <span className={styles.address}>{election.address}</span>.{" "}
          {words.cast.signedFor(candidate.short)} {!isPractice && words.cast.signedShown(shorten(candidate.id))}
        </dd>
        <dt>{words.cast.reviewFee}</dt>
        <dd>{isPractice ? words.cast.reviewNoFee : words.cast.reviewFeeText}</dd>
        <dt>{words.cast.reviewPublic}</dt>
        <dd>
          {election.roll ? words.ballot.organiserSees : words.ballot.publicNotice} {words.ballot.unchangeable}
        </dd>
      </dl>
      <div className={styles.row}>
        <Button look="main" onClick={onSign}>
          {words.cast.signAs(shorten(voter))}
        </Button>
        <Button look="link" onClick={onChange}>
          {words.cast.change}
        </Button>
      </div>
    </ReviewSheet>
  );
}
