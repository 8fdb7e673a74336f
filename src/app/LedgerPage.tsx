import { Link } from "wouter";
import { LedgerBlocks } from "@/features/ledger/LedgerBlocks";
import { useLedger } from "@/features/ledger/useLedger";
import { usePending } from "@/features/ledger/usePending";
import { Waiting } from "@/features/ledger/Waiting";
import { Reconciled } from "@/features/results/Reconciled";
import { useTitle } from "@/ui/useTitle";
import { ledgerWords } from "@/words/ledger";
import styles from "./LedgerPage.module.css";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { useWallet } from "./wallet";

/** The blocks that hold one election's ballots: `#/<chainId>/<address>/ledger`. */
export function LedgerPage() {
  return <OpenedElection page={Opened} />;
}

function Opened({ opened: { node }, election, phase, count, countError, headError }: WatchedElection) {
  const { connection } = useWallet().state;
  const voter = connection.status === "connected" ? connection.address.toLowerCase() : undefined;
  const ledger = useLedger(count);
  const pending = usePending(node, election, count);
  useTitle(ledgerWords.pageTitle(election.title));

  return (
    <article className={styles.page}>
      <header className={styles.head}>
        <p className={styles.question}>
          <bdi>{election.title}</bdi>
        </p>
        <h1>{ledgerWords.heading}</h1>
        <p className={styles.lead}>{ledgerWords.lead}</p>
        <Link href={`/${election.chainId}/${election.address}`}>{ledgerWords.back}</Link>
      </header>
      <Reconciled count={count} error={countError ?? headError}>
        {(reconciled) => (
          <>
            {phase === "open" && <Waiting election={election} pending={pending} voter={voter} />}
            <LedgerBlocks node={node} election={election} count={reconciled} ledger={ledger} voter={voter} />
          </>
        )}
      </Reconciled>
    </article>
  );
}
