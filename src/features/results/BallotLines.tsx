import { memo, useRef } from "react";
import type { Hex } from "viem";
import type { Node } from "@/chain/node";
import { useNear } from "@/ui/useNear";
import { BallotLine } from "./BallotLine";
import styles from "./BallotRecord.module.css";
import { type BallotGroup, isSameGroup } from "./groupBallots";
import { useHeaders } from "./useHeaders";

type BallotLinesProps = {
  node: Node;
  /** The candidates' names by their ids. */
  names: ReadonlyMap<Hex, string>;
  group: BallotGroup;
  /** The newest final block, if it is not above all blocks of the group. */
  finalized: bigint;
  /** The reader's own address in small letters. */
  voter: string | undefined;
  /** The link to a receipt, but for the voter's address. */
  receipts: string;
  /** The reader's clock when the record was opened, in milliseconds. */
  now: number;
};

/**
 * A few ballots of the record. With 10,000 on the page each head may change only those that it concerns, and the browser
 * lays out only those near the screen; the times of blocks are read when somebody comes near them.
 */
export const BallotLines = memo(
  function BallotLines({ node, names, group, finalized, voter, receipts, now }: BallotLinesProps) {
    const list = useRef<HTMLOListElement>(null);
    const isNear = useNear(list);
    const headers = useHeaders(node, isNear ? group.ballots.map(({ blockHash }) => blockHash) : []);

    return (
      <ol
        ref={list}
        className={styles.lines}
        style={{ containIntrinsicBlockSize: `auto ${5 * group.ballots.length}rem` }}
      >
        {group.ballots.map((ballot, index) => {
          // The reader's own stands before all others.
          if (ballot.voter === voter) return null;
          return (
            <BallotLine
              key={ballot.voter}
              ballot={ballot}
              number={group.newest - index}
              name={names.get(ballot.candidate)}
              header={headers.get(ballot.blockHash)}
              isFinal={ballot.block <= finalized}
              receipts={receipts}
              now={now}
            />
          );
        })}
      </ol>
    );
  },
  (before, after) => {
    const { group, ...others } = before;
    const areSame = Object.entries(others).every(([key, value]) => after[key as keyof typeof others] === value);
    return areSame && isSameGroup(group, after.group);
  },
);
