import { useState } from "react";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { ledgerWords } from "@/words/ledger";
import { BallotLines } from "./BallotLines";

/** How many ballots of one block are shown at first. */
const room = 8;

type BlockBallotsProps = { election: Election; ballots: readonly Ballot[]; voter: string | undefined };

/** The ballots of one block, the reader's own among the first; the rest on request. */
export function BlockBallots({ election, ballots, voter }: BlockBallotsProps) {
  const [isWhole, setWhole] = useState(false);
  const own = ballots.find((ballot) => ballot.voter === voter);
  const first = ballots.slice(0, room);
  const shown = isWhole ? ballots : own && !first.includes(own) ? [own, ...first] : first;
  return (
    <>
      <BallotLines election={election} voter={voter} ballots={shown} />
      {shown.length < ballots.length && (
        <Button look="link" onClick={() => setWhole(true)}>
          {ledgerWords.allBallots(formatCount(BigInt(ballots.length)))}
        </Button>
      )}
    </>
  );
}
