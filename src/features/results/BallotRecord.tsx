import { useState } from "react";
import { getAddress } from "viem";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { Button } from "@/ui/Button";
import { formatCount, shorten } from "@/ui/format";
import { Stamp } from "@/ui/Stamp";
import { words } from "@/words/words";
import styles from "./BallotRecord.module.css";

/** How many ballots one screenful adds. */
const page = 10;

type BallotRecordProps = {
  election: Election;
  count: Count;
  /** The reader's own address, any case; its ballot stands first. */
  voter: string | undefined;
};

/** The ballots of the record, newest first, the reader's own before all others. */
export function BallotRecord({ election, count, voter }: BallotRecordProps) {
  const [shown, setShown] = useState(page);
  const own = voter && count.ballots.find((ballot) => ballot.voter === voter.toLowerCase());
  // From the end, and no further than shown: an election may hold 100,000 ballots.
  const newest = count.ballots.slice(-shown).reverse();
  const listed = own ? [own, ...newest.filter((ballot) => ballot !== own)] : newest;

  return (
    <section className={styles.record} aria-labelledby="record-heading">
      <header className={styles.head}>
        <h2 id="record-heading">{words.record.heading}</h2>
        {listed.length > 0 && (
          <p className={styles.soft}>
            {words.record.of(formatCount(BigInt(listed.length)), formatCount(count.tally.ballots))}
          </p>
        )}
      </header>
      {listed.length === 0 ? (
        <p className={styles.soft}>{words.record.none}</p>
      ) : (
        <ol className={styles.list}>
          {listed.map((ballot) => (
            <Line
              key={ballot.voter}
              election={election}
              ballot={ballot}
              isOwn={ballot === own}
              isFinal={ballot.block <= count.head.finalized}
            />
          ))}
        </ol>
      )}
      {listed.length < count.ballots.length && (
        <Button look="link" className={styles.more} onClick={() => setShown(shown + page)}>
          {words.record.more}
        </Button>
      )}
    </section>
  );
}

type LineProps = { election: Election; ballot: Ballot; isOwn: boolean; isFinal: boolean };

function Line({ election, ballot, isOwn, isFinal }: LineProps) {
  const name = election.candidates.find(({ id }) => id === ballot.candidate)?.short;
  const voter = getAddress(ballot.voter);
  return (
    <li className={isOwn ? styles.own : undefined}>
      <p>
        {isOwn && <strong>{words.record.you} · </strong>}
        <bdi>{name}</bdi>
      </p>
      {isOwn && (
        <Stamp tone={isFinal ? "good" : "caution"}>{isFinal ? words.stamps.final : words.stamps.counted}</Stamp>
      )}
      <p className={styles.where}>
        <span title={voter}>{shorten(voter)}</span> · {words.record.block(formatCount(ballot.block))}
        {!isFinal && ` · ${words.record.notFinal}`}
      </p>
    </li>
  );
}
