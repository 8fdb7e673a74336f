import { useState } from "react";
import { partsOf } from "@/election/blocks";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { ledgerWords } from "@/words/ledger";
import { BallotLines } from "./BallotLines";
import { BatchHead } from "./BatchHead";
import styles from "./Ledger.module.css";

/** How many ballots of one block, or of one batch in it, are shown at first. */
const room = 8;

type BlockBallotsProps = { election: Election; ballots: readonly Ballot[]; voter: string | undefined };

/** The ballots of one block in their order; what a relay brought in one transaction stands together. */
export function BlockBallots({ ballots, ...others }: BlockBallotsProps) {
  return partsOf(ballots).map(({ logIndex, carrier, ballots: part }) =>
    carrier ? (
      <div key={logIndex} className={styles.batch}>
        <BatchHead carrier={carrier} count={part.length} />
        <FirstBallots {...others} ballots={part} all={ledgerWords.allOfBatch} />
      </div>
    ) : (
      <FirstBallots key={logIndex} {...others} ballots={part} all={ledgerWords.allBallots} />
    ),
  );
}

/** A few ballots, the reader's own among the first; the rest on request. */
function FirstBallots({ election, ballots, voter, all }: BlockBallotsProps & { all: (count: string) => string }) {
  const [isWhole, setWhole] = useState(false);
  const own = ballots.find((ballot) => ballot.voter === voter);
  const first = ballots.slice(0, room);
  const shown = isWhole ? ballots : own && !first.includes(own) ? [own, ...first] : first;
  return (
    <>
      <BallotLines election={election} voter={voter} ballots={shown} />
      {shown.length < ballots.length && (
        <Button look="link" onClick={() => setWhole(true)}>
          {all(formatCount(BigInt(ballots.length)))}
        </Button>
      )}
    </>
  );
}
