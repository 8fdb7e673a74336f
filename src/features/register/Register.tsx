import { memo, useRef, useState } from "react";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import { type Count, CountConflictError } from "@/chain/readCount";
import type { Election, ElectionRoll } from "@/election/election";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { Pager } from "@/ui/Pager";
import { useNear } from "@/ui/useNear";
import { registerWords as words } from "@/words/register";
import { words as common } from "@/words/words";
import { FindVoter } from "./FindVoter";
import styles from "./Register.module.css";
import { useBox } from "./useBox";
import { useVoters } from "./useVoters";
import { VoterLines } from "./VoterLines";

/** How many voters stand on a page. */
const size = 50;

type RegisterProps = {
  node: Node;
  election: Election;
  roll: ElectionRoll;
  count: Count;
  /** The reader's own index on the roll; null or undefined where there is none. */
  ownPlace: bigint | null | undefined;
};

/** The roll with a mark for everybody who has voted, from the ballot box that adds up to the count. */
export default memo(function Register({ node, election, roll, count, ownPlace }: RegisterProps) {
  const section = useRef<HTMLElement>(null);
  const isNear = useNear(section);
  const { value: box, error } = useBox(node, election, roll, count, isNear);
  const isConflict = error instanceof CountConflictError;

  return (
    <section ref={section} className={styles.register} aria-labelledby="register-heading">
      <h2 id="register-heading">{words.heading}</h2>
      <p className={styles.soft}>{words.lead}</p>
      {!box && !error && <p className={styles.soft}>{words.reading}</p>}
      {isConflict && (
        <Notice tone="fault" lead={words.conflict}>
          {words.conflictLead(formatCount(error.head.number))}
        </Notice>
      )}
      {Boolean(error) && !isConflict && (
        <Notice tone={box ? "caution" : "fault"} lead={common.fault.node}>
          {explainError(error)} {box && words.older(formatCount(box.head.number))}
        </Notice>
      )}
      {box && !isConflict && (
        <>
          <p>
            <strong>{words.have(formatCount(box.ballots), formatCount(roll.size))}</strong>{" "}
            <span className={styles.soft}>{words.at(formatCount(box.head.number))}</span>
          </p>
          <Marked
            node={node}
            election={election}
            roll={roll}
            head={count.head}
            marks={box.marks}
            own={typeof ownPlace === "bigint" ? Number(ownPlace) : undefined}
          />
        </>
      )}
    </section>
  );
});

type MarkedProps = Pick<RegisterProps, "node" | "election" | "roll"> & {
  head: Count["head"];
  marks: Uint8Array;
  own: number | undefined;
};

function Marked({ node, election, roll, head, marks, own }: MarkedProps) {
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
      {value && <VoterLines voters={value.voters} from={value.from} marks={marks} own={own} found={found} />}
      <Pager of={words.voters} page={page} size={size} total={marks.length} onChange={setPage} />
    </>
  );
}
