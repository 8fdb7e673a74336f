import type { ChainConfiguration } from "@/chain/configuration";
import type { Casting } from "@/chain/readCasting";
import type { Receipt } from "@/chain/readReceipt";
import type { Election } from "@/election/election";
import type { Ballot } from "@/election/tally";
import { formatCount } from "@/ui/format";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { receiptWords } from "@/words/receipt";
import { words } from "@/words/words";
import { Fact } from "./Fact";
import styles from "./Receipt.module.css";

type RecordedProps = {
  chain: ChainConfiguration;
  election: Election;
  receipt: Receipt & { ballot: Ballot };
  casting: Casting | undefined;
};

/** In which contract the ballot lies, at which block that was asked, and how many nodes said so. */
export function Recorded({ chain, election, receipt, casting }: RecordedProps) {
  const { head, ballot, asked } = receipt;
  // The fewest that vouch for any of it.
  const agreeing = casting && casting.agreeing < receipt.agreeing ? casting.agreeing : receipt.agreeing;
  const nodes =
    agreeing === asked
      ? words.count.allNodes(asked)
      : `${words.count.someNodes(agreeing, asked)} ${
          asked - agreeing === 1 ? words.count.oneNotConfirmed : words.count.someNotConfirmed
        }`;
  return (
    <section className={styles.part}>
      <h2>{receiptWords.record}</h2>
      <dl className={styles.facts}>
        <Fact name={receiptWords.chain}>
          {chain.name} ({chain.id})
        </Fact>
        <Fact name={receiptWords.election}>
          <span className={styles.mono}>{election.address}</span>
        </Fact>
        {election.roll && (
          <Fact name={receiptWords.roll}>
            <span className={styles.mono}>{election.roll.address}</span>
          </Fact>
        )}
        <Fact name={receiptWords.candidate}>
          <span className={`${styles.mono} ${styles.hash}`}>{ballot.candidate}</span>
        </Fact>
        <Fact name={receiptWords.readAt}>
          <Block number={head.number} hash={head.hash} timestamp={head.timestamp} />
        </Fact>
        <Fact name={receiptWords.finalUpTo}>
          <Block number={head.finalized} hash={head.finalizedHash} timestamp={head.finalizedTimestamp} />
        </Fact>
        <Fact name={receiptWords.nodes}>{nodes}</Fact>
      </dl>
    </section>
  );
}

/** A block by its number, time and hash. */
function Block({ number, hash, timestamp }: { number: bigint; hash: string; timestamp: bigint }) {
  return (
    <>
      {receiptWords.blockNumber(formatCount(number))}, {formatMomentIn(timestamp, readersZone())}
      <span className={`${styles.mono} ${styles.hash}`}>{hash}</span>
    </>
  );
}
