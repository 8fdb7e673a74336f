import type { Address } from "viem";
import type { Candidate, Election } from "@/election/election";
import { contractWalletWords as words } from "@/words/contractWallet";
import styles from "./BallotSlip.module.css";

type WalletSlipProps = { election: Election; candidate: Candidate; voter: Address };

/** The ballot as the owners of a contract wallet are shown it, with the wallet in it; and how they sign. */
export default function WalletSlip({ election, candidate, voter }: WalletSlipProps) {
  return (
    <>
      <div className={styles.slip}>
        <p>{words.ballot}</p>
        <dl>
          <dt>{words.election}</dt>
          <dd>
            <bdi>{election.title}</bdi>
          </dd>
          <dt>{words.choice}</dt>
          <dd>
            <bdi>{candidate.name}</bdi>
          </dd>
          <dt>{words.voter}</dt>
          <dd>{voter}</dd>
        </dl>
      </div>
      <p className={styles.note}>{words.note}</p>
    </>
  );
}
