import type { ChainConfiguration } from "@/chain/configuration";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import { formatCount } from "@/ui/format";
import { formatMomentIn, readersZone } from "@/ui/zonedFormat";
import { minutesWords } from "@/words/minutes";
import { words } from "@/words/words";
import styles from "./Minutes.module.css";

type RecordedProps = {
  chain: ChainConfiguration;
  election: Election;
  count: Count;
  link: string;
  organiser: string | undefined;
};

/** Where the ballots lie, at which block they were counted, and who said so: what anybody needs to count again. */
export function Recorded({ chain, election, count, link, organiser }: RecordedProps) {
  const { head, asked, agreeing } = count;
  const nodes =
    agreeing === asked
      ? words.count.allNodes(asked)
      : `${words.count.someNodes(agreeing, asked)} ${
          asked - agreeing === 1 ? words.count.oneNotConfirmed : words.count.someNotConfirmed
        }`;
  return (
    <section className={styles.part}>
      <h2>{minutesWords.record}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{minutesWords.link}</dt>
          <dd className={styles.mono}>{link}</dd>
        </div>
        <div>
          <dt>{minutesWords.election}</dt>
          <dd className={styles.mono}>{election.address}</dd>
        </div>
        <div>
          <dt>{minutesWords.chain}</dt>
          <dd>
            {chain.name} ({chain.id})
          </dd>
        </div>
        <div>
          <dt>{minutesWords.organiser}</dt>
          <dd>
            {organiser && `${organiser} `}
            <span className={styles.mono}>{election.organiser}</span>
          </dd>
        </div>
        {election.roll && (
          <div>
            <dt>{minutesWords.roll}</dt>
            <dd>
              <span className={styles.mono}>{election.roll.address}</span>
            </dd>
          </div>
        )}
        {election.roll && (
          <div>
            <dt>{minutesWords.digest}</dt>
            <dd className={styles.mono}>{election.roll.digest}</dd>
          </div>
        )}
        <div>
          <dt>{minutesWords.countedAt}</dt>
          <dd>
            <Block number={head.number} hash={head.hash} timestamp={head.timestamp} />
          </dd>
        </div>
        <div>
          <dt>{minutesWords.finalUpTo}</dt>
          <dd>
            <Block number={head.finalized} hash={head.finalizedHash} timestamp={head.finalizedTimestamp} />
          </dd>
        </div>
        <div>
          <dt>{minutesWords.nodes}</dt>
          <dd>{nodes}</dd>
        </div>
      </dl>
      <p className={styles.soft}>{minutesWords.recount}</p>
    </section>
  );
}

/** A block by its number, time and hash. */
function Block({ number, hash, timestamp }: { number: bigint; hash: string; timestamp: bigint }) {
  return (
    <>
      {minutesWords.block(formatCount(number))}, {formatMomentIn(timestamp, readersZone())}
      <span className={`${styles.mono} ${styles.hash}`}>{hash}</span>
    </>
  );
}
