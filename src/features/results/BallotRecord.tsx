import { memo, useMemo, useState, useTransition } from "react";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { recordWords } from "@/words/record";
import { BallotLine } from "./BallotLine";
import { BallotLines } from "./BallotLines";
import styles from "./BallotRecord.module.css";
import { groupBallots } from "./groupBallots";
import { useHeaders } from "./useHeaders";

/** How many ballots are shown at first, and how many times as many at each request for more. */
const page = { first: 10, growth: 5 };

type BallotRecordProps = {
  node: Node;
  election: Election;
  count: Count;
  /** The reader's own address, any case; its ballot stands first. */
  voter: string | undefined;
};

/** The ballots of the record, newest first, the reader's own before all others. */
export default memo(function BallotRecord({ node, election, count, voter }: BallotRecordProps) {
  const [most, setMost] = useState(page.first);
  const [isGrowing, startGrowing] = useTransition();
  const [now] = useState(Date.now);
  const names = useMemo(() => new Map(election.candidates.map(({ id, short }) => [id, short])), [election]);

  const { ballots } = count;
  const { finalized } = count.head;
  const ownVoter = voter?.toLowerCase();
  const ownIndex = ownVoter ? ballots.findIndex((ballot) => ballot.voter === ownVoter) : -1;
  const own = ballots[ownIndex];
  const headers = useHeaders(node, own ? [own.blockHash] : []);

  const receipts = `#/${election.chainId}/${election.address}/receipt/`;
  const groups = groupBallots(ballots, most);
  const isOwnBeyond = own !== undefined && ownIndex < ballots.length - most;
  const shown = Math.min(most, ballots.length) + (isOwnBeyond ? 1 : 0);

  return (
    <section className={styles.record} aria-labelledby="record-heading">
      <header className={styles.head}>
        <h2 id="record-heading">{recordWords.heading}</h2>
        {shown > 0 && (
          <p className={styles.soft}>{recordWords.of(formatCount(BigInt(shown)), formatCount(count.tally.ballots))}</p>
        )}
      </header>
      {shown === 0 && <p className={styles.soft}>{recordWords.none}</p>}
      {own && (
        <ol className={styles.lines}>
          <BallotLine
            ballot={own}
            number={ownIndex + 1}
            name={names.get(own.candidate)}
            header={headers.get(own.blockHash)}
            isFinal={own.block <= finalized}
            isOwn
            receipts={receipts}
            now={now}
          />
        </ol>
      )}
      {groups.map((group) => {
        const newest = group.ballots[0]?.block ?? finalized;
        return (
          <BallotLines
            key={group.key}
            node={node}
            names={names}
            group={group}
            finalized={finalized < newest ? finalized : newest}
            voter={ownVoter}
            receipts={receipts}
            now={now}
          />
        );
      })}
      {shown < ballots.length && (
        <Button
          look="link"
          className={styles.more}
          aria-busy={isGrowing}
          onClick={() => startGrowing(() => setMost(most * page.growth))}
        >
          {recordWords.more}
        </Button>
      )}
    </section>
  );
});
