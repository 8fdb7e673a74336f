import type { ReactNode } from "react";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Candidate, Election } from "@/election/election";
import { relayName } from "@/election/relayName";
import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { signWords } from "@/words/sign";
import { words as shared } from "@/words/words";
import styles from "./CastActions.module.css";
import { NameFlags } from "./NameFlags";
import { ReviewSheet } from "./ReviewSheet";

const words = signWords.review;

type SignReviewProps = {
  chain: ChainConfiguration;
  election: Election;
  candidate: Candidate;
  voter: Address;
  /** The words that the wallet shows. */
  slip: ReactNode;
  /** A practice voter: no wallet asks once more. */
  isPractice: boolean;
  /** Absent while it is not known whether the address can sign. */
  onSign: (() => void) | undefined;
  onPay: () => void;
  onChange: () => void;
};

/** What will be signed, in the words that the wallet shows, and who delivers it: the last look before signing. */
export function SignReview(props: SignReviewProps) {
  const { chain, election, candidate, voter, slip, isPractice, onSign, onPay, onChange } = props;
  return (
    <ReviewSheet heading={words.heading}>
      <dl>
        <dt>{words.choice}</dt>
        <dd className={styles.choice}>
          <bdi>{candidate.name}</bdi>
          <NameFlags election={election} candidate={candidate} />
        </dd>
        <dt>{words.signed}</dt>
        <dd>
          {isPractice ? words.noWallet : words.signedLead}
          {slip}
        </dd>
        <dt>{words.by}</dt>
        <dd className={styles.address}>{voter}</dd>
        <dt>{words.election}</dt>
        <dd>
          <span className={styles.address}>{election.address}</span> {words.electionOn(chain.name)}
        </dd>
        <dt>{words.fee}</dt>
        <dd>{words.feeText}</dd>
        <dt>{words.delivery}</dt>
        <dd>{words.deliveryText(chain.relays.map(relayName).join(", "), chain.relays.length === 1)}</dd>
        <dt>{words.public}</dt>
        <dd>
          {shared.ballot.organiserSees} {shared.ballot.unchangeable}
        </dd>
      </dl>
      <div className={styles.row}>
        <Button look="main" disabled={!onSign} onClick={onSign}>
          {words.sign(shorten(voter))}
        </Button>
        <Button look="link" onClick={onPay}>
          {words.pay}
        </Button>
        <Button look="link" onClick={onChange}>
          {words.change}
        </Button>
      </div>
      {!onSign && <p role="status">{words.checkingAccount}</p>}
    </ReviewSheet>
  );
}
