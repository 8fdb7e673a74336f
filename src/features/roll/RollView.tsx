import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import { type Roll, RollConflictError } from "@/chain/readRoll";
import type { Head } from "@/chain/watchHead";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { Stamp } from "@/ui/Stamp";
import { useTitle } from "@/ui/useTitle";
import { rollsWords as words } from "@/words/rolls";
import { words as common } from "@/words/words";
import { RollElections } from "./RollElections";
import { Freshness } from "./RollList";
import { RollPlace } from "./RollPlace";
import styles from "./RollView.module.css";
import { RollVoters } from "./RollVoters";
import { Publisher, tellSize } from "./tellRoll";
import { useRollVoters } from "./useRoll";

type RollViewProps = {
  chain: ChainConfiguration;
  node: Node;
  roll: Roll;
  head: Head;
  /** The reader's own address, where a wallet is connected. */
  own: Address | undefined;
  /** Begins an election on this roll. */
  onUse: () => void;
};

/** One roll: what it is, who is on it, and what it serves. */
export function RollView({ chain, node, roll, head, own, onUse }: RollViewProps) {
  const { voters, error, read } = useRollVoters(node, chain.id, roll, head);
  const size = tellSize(roll.size);
  useTitle(words.rollTitle(size));

  return (
    <>
      <header className={styles.head}>
        <h1>{words.rollHeading(size)}</h1>
        <p className={styles.state}>
          {roll.closed ? words.closedFor : words.open} {roll.closed && <Stamp tone="ink">{words.closed}</Stamp>}
        </p>
        {!roll.closed && <Notice tone="caution" lead={words.openLead} />}
        <Freshness head={head} />
      </header>
      <Checked roll={roll} voters={voters} error={error} read={read} />
      <dl className={styles.facts}>
        <dt>{words.publisher}</dt>
        <dd>
          <Publisher publisher={roll.publisher} own={own} named={chain.organisers} />
          <span className={styles.mono}>{roll.publisher}</span>
        </dd>
        <dt>{words.digest}</dt>
        <dd>
          <span className={styles.mono}>{roll.digest}</span>
          <span className={styles.soft}>{words.digestHint}</span>
        </dd>
        <dt>{words.address}</dt>
        <dd className={styles.mono}>{roll.address}</dd>
        <dt>{words.chain}</dt>
        <dd>{chain.name}</dd>
      </dl>
      {voters && voters.length > 0 && (
        <>
          <RollPlace roll={roll} voters={voters} own={own} />
          <RollVoters voters={voters} name={`roll-${roll.address}`} />
        </>
      )}
      {roll.closed && (
        <p>
          <Button look="main" onClick={onUse}>
            {words.use}
          </Button>
        </p>
      )}
      <RollElections node={node} chainId={chain.id} roll={roll} head={head} />
    </>
  );
}

type CheckedProps = { roll: Roll; voters: readonly Address[] | undefined; error: unknown; read: bigint };

/** What was checked of the roll: its address, and the fingerprint of its voters. */
function Checked({ roll, voters, error, read }: CheckedProps) {
  return (
    <div className={styles.checks}>
      <Notice tone="good" lead={words.genuine}>
        {words.genuineLead}
      </Notice>
      {voters && (
        <Notice tone="good" lead={words.matches}>
          {words.matchesLead(formatCount(roll.size))}
        </Notice>
      )}
      {!voters && !error && (
        <p className={styles.soft}>
          {words.hashing} {words.progress(formatCount(read), formatCount(roll.size))}
        </p>
      )}
      {error instanceof RollConflictError && (
        <Notice tone="fault" lead={words.mismatch}>
          {words.mismatchLead}
        </Notice>
      )}
      {Boolean(error) && !(error instanceof RollConflictError) && (
        <Notice tone="caution" lead={common.fault.node}>
          {explainError(error)}
        </Notice>
      )}
    </div>
  );
}
