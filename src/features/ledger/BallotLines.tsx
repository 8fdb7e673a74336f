import { memo } from "react";
import { type Address, getAddress, type Hex } from "viem";
import type { Election } from "@/election/election";
import { shorten } from "@/ui/format";
import { recordWords } from "@/words/record";
import styles from "./Ledger.module.css";

type BallotLinesProps = {
  election: Election;
  /** In lower case, as the voters of ballots are. */
  voter: string | undefined;
  ballots: readonly { voter: Address; candidate: Hex }[];
};

/** Ballots as lines: for whom, and by which address; the reader's own is marked. Drawn again only for other ballots. */
export const BallotLines = memo(function BallotLines({ election, voter, ballots }: BallotLinesProps) {
  return (
    <ul className={styles.ballots}>
      {ballots.map((ballot) => {
        const address = getAddress(ballot.voter);
        const isOwn = ballot.voter === voter;
        return (
          <li key={ballot.voter} className={isOwn ? styles.own : undefined}>
            <span>
              {isOwn && <strong>{recordWords.you} · </strong>}
              <bdi>{election.candidates.find(({ id }) => id === ballot.candidate)?.short}</bdi>
            </span>
            <span className={styles.address} title={address}>
              {shorten(address)}
            </span>
          </li>
        );
      })}
    </ul>
  );
});
