import type { Election } from "@/election/election";
import { ledgerWords } from "@/words/ledger";
import { BallotLines } from "./BallotLines";
import { BatchHead } from "./BatchHead";
import styles from "./Ledger.module.css";
import type { Pending } from "./usePending";

type WaitingProps = { election: Election; pending: Pending; voter: string | undefined };

/** The ballots that were sent and that no block holds yet. That a node does not tell of any does not mean none. */
export function Waiting({ election, pending, voter }: WaitingProps) {
  const { ballots = [], batches = [] } = pending ?? {};
  return (
    <section className={styles.waiting} aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">{ledgerWords.waiting.heading}</h2>
      {ballots.length + batches.length > 0 ? (
        <>
          <p className={styles.soft}>{ledgerWords.waiting.lead}</p>
          <div className={styles.pending}>
            {ballots.length > 0 && <BallotLines election={election} voter={voter} ballots={ballots} />}
            {batches.map(({ hash, carrier, count }) => (
              <BatchHead key={hash} carrier={carrier} count={count} />
            ))}
          </div>
        </>
      ) : (
        <p className={styles.soft}>{ledgerWords.waiting[sayOf(pending)]}</p>
      )}
    </section>
  );
}

function sayOf(pending: Pending) {
  if (pending === undefined) return "reading";
  return pending === null ? "unknown" : "none";
}
