import type { Candidate, Election } from "@/election/election";
import { signWords } from "@/words/sign";
import { BallotSlip } from "./BallotSlip";
import styles from "./CastActions.module.css";

/** The words to compare, beside the wallet that shows them. */
export function WhileWalletAsks({ election, candidate }: { election: Election; candidate: Candidate }) {
  return (
    <div className={styles.review}>
      <div>
        <p>{signWords.review.signedLead}</p>
        <BallotSlip election={election} candidate={candidate} />
      </div>
    </div>
  );
}
