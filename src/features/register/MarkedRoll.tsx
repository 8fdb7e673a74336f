import { useState } from "react";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Election, ElectionRoll } from "@/election/election";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { Pager } from "@/ui/Pager";
import { registerWords as words } from "@/words/register";
import { words as common } from "@/words/words";
import { FindVoter } from "./FindVoter";
import styles from "./Register.module.css";
import { useVoters } from "./useVoters";
import { VoterLines } from "./VoterLines";

/** How many voters stand on a page. */
const size = 50;

type MarkedRollProps = {
  node: Node;
  election: Election;
  roll: ElectionRoll;
  head: Count["head"];
  /** A byte for each voter: 0 where they have not voted. */
  marks: Uint8Array;
  /** The reader's own index; undefined where there is none. */
  own: number | undefined;
};

/** The roll page by page, with the marks of one block, and a search in it. */
export function MarkedRoll({ node, election, roll, head, marks, own }: MarkedRollProps) {
  const [page, setPage] = useState(0);
  const [found, setFound] = useState<number>();
  const { value, error } = useVoters(node, election.chainId, roll, page, size, head);
  const find = (index: number | undefined) => {
    setFound(index);
    if (index !== undefined) setPage(Math.floor(index / size));
  };
  const tell = found !== undefined && marks[found] === 0 ? words.hasNotVoted : words.hasVoted;
  const answer = found === undefined ? undefined : tell(formatCount(BigInt(found + 1)));

  return (
    <>
      <FindVoter node={node} roll={roll} head={head} answer={answer} onFind={find} />
      {own !== undefined && (
        <Button look="link" className={styles.ownLink} onClick={() => find(own)}>
          {words.findOwn(formatCount(BigInt(own + 1)))}
        </Button>
      )}
      {Boolean(error) && (
        <Notice tone="caution" lead={common.fault.node}>
          {explainError(error)}
        </Notice>
      )}
      {!value && !error && <p className={styles.soft}>{words.readingVoters}</p>}
      {value && (
        <VoterLines
          voters={value.voters}
          receipts={`#/${election.chainId}/${election.address}/receipt/`}
          from={value.from}
          marks={marks}
          own={own}
          found={found}
        />
      )}
      <Pager of={words.voters} page={page} size={size} total={marks.length} onChange={setPage} />
    </>
  );
}
