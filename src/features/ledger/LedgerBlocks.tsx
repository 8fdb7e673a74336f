import type { Node } from "@/chain/node";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { formatCount, formatList } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { Notice } from "@/ui/Notice";
import { ledgerWords } from "@/words/ledger";
import { recordWords } from "@/words/record";
import { Block } from "./Block";
import { BlockBallots } from "./BlockBallots";
import styles from "./Ledger.module.css";
import { useCreation } from "./useCreation";
import type { Ledger } from "./useLedger";

type LedgerBlocksProps = {
  node: Node;
  election: Election;
  count: Count;
  ledger: Ledger;
  /** The reader's own address in lower case. */
  voter: string | undefined;
};

/** The blocks that hold an election's ballots, newest first, and the one in which it was put up. */
export function LedgerBlocks({ node, election, count, ledger, voter }: LedgerBlocksProps) {
  const { blocks, shown, showOlder, replaced } = ledger;
  const { head, takenBack } = count;
  const creation = useCreation(node, election, head);
  const isWhole = shown.length === blocks.length;
  // What was in the others is told of as taken back.
  const moved = replaced.filter((number) => !takenBack.some(({ block }) => block === number));
  const [newest] = shown;
  const since = newest ? head.number - newest.number : 0n;

  return (
    <section className={styles.blocks} aria-labelledby="blocks-heading">
      <header className={styles.head}>
        <h2 id="blocks-heading">{ledgerWords.blocks}</h2>
        {blocks.length > 0 && (
          <p className={styles.soft}>
            {recordWords.of(formatCount(BigInt(shown.length)), formatCount(BigInt(blocks.length)))}
          </p>
        )}
      </header>
      {moved.length > 0 && (
        <Notice tone="caution" lead={ledgerWords.replaced(formatList(moved.map(formatCount)))}>
          {ledgerWords.replacedRest}
        </Notice>
      )}
      {blocks.length === 0 && <p className={styles.soft}>{ledgerWords.none}</p>}
      {since > 0n && (
        <p className={`${styles.joint} ${styles.apart}`}>{ledgerWords.since(formatCount(since), since === 1n)}</p>
      )}
      <ol className={styles.chain}>
        {shown.map((block, index) => (
          <Block
            key={block.hash}
            node={node}
            block={block}
            heading={ledgerWords.block(formatCount(block.number))}
            isFinal={block.number <= head.finalized}
            older={shown[index + 1] ?? (isWhole ? (creation ?? undefined) : undefined)}
          >
            <BlockBallots election={election} ballots={block.ballots} voter={voter} />
          </Block>
        ))}
        {!isWhole && (
          <li className={`${styles.joint} ${styles.apart}`}>
            <Button onClick={showOlder}>{ledgerWords.older}</Button>
          </li>
        )}
        {creation ? (
          <Block
            key={creation.hash}
            node={node}
            block={creation}
            heading={ledgerWords.createdIn(formatCount(creation.number))}
            isFinal={creation.number <= head.finalized}
            older={undefined}
          >
            {null}
          </Block>
        ) : (
          <li className={styles.block}>
            <h3>{ledgerWords.created}</h3>
            <p className={styles.soft}>
              <Moment seconds={election.createdAt} />. {creation === null && ledgerWords.createdUnknown}
            </p>
          </li>
        )}
      </ol>
    </section>
  );
}
