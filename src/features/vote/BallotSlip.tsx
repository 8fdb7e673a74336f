import type { Candidate, Election } from "@/election/election";
import { signWords } from "@/words/sign";
import styles from "./BallotSlip.module.css";

const words = signWords.review;

/** The ballot as a wallet shows it: to be compared, word for word. */
export function BallotSlip({ election, candidate }: { election: Election; candidate: Candidate }) {
  return (
    <div className={styles.slip}>
      <p>{words.ballot}</p>
      <dl>
        <dt>{words.ballotElection}</dt>
        <dd>
          <bdi>{election.title}</bdi>
        </dd>
        <dt>{words.ballotChoice}</dt>
        <dd>
          <bdi>{candidate.name}</bdi>
        </dd>
      </dl>
    </div>
  );
}
