import { lazy, Suspense } from "react";
import { Link } from "wouter";
import { organiserName } from "@/election/organiser";
import { CountPanel } from "@/features/results/CountPanel";
import { Vote } from "@/features/vote/Vote";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Notice } from "@/ui/Notice";
import { useTitle } from "@/ui/useTitle";
import { whenIdle } from "@/ui/whenIdle";
import { words } from "@/words/words";
import { ChainMark } from "./ChainMark";
import { ElectionHead } from "./ElectionHead";
import styles from "./ElectionPage.module.css";
import { electionLink } from "./electionLink";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { useWallet } from "./wallet";

// Ballot and tally come first.
const VotesOverTime = lazy(() => whenIdle().then(() => import("@/features/results/VotesOverTime")));
const BallotRecord = lazy(() => whenIdle().then(() => import("@/features/results/BallotRecord")));
const Exports = lazy(() => whenIdle().then(() => import("@/features/exports/Exports")));
const ShareFold = lazy(() => whenIdle().then(() => import("@/features/after/ShareFold")));

/** The page of one election, named by its link: `#/<chainId>/<address>`. */
export function ElectionPage() {
  return <OpenedElection page={Opened} />;
}

function Opened(watched: WatchedElection) {
  const { election, phase, countPhase, time, count, countError: error, headError } = watched;
  const { chain, node } = watched.opened;
  const { wallet, state, open } = useWallet();
  const { connection } = state;
  const link = electionLink(election);
  useTitle(words.election.pageTitle(election.title));

  const countPanel = <CountPanel election={election} phase={countPhase} count={count} error={error ?? headError} />;
  const chart = count && countPhase !== "upcoming" && (
    <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.unexpected} />}>
      <Suspense>
        <VotesOverTime node={node} election={election} count={count} />
      </Suspense>
    </ErrorBoundary>
  );
  const record = count && countPhase !== "upcoming" && (
    <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.unexpected} />}>
      <Suspense>
        <BallotRecord
          node={node}
          election={election}
          count={count}
          voter={connection.status === "connected" ? connection.address : undefined}
        />
      </Suspense>
    </ErrorBoundary>
  );
  // After the count: before it they would be among the bytes that a reader waits for.
  const isRead = Boolean(count ?? error ?? headError);
  const exports = isRead && countPhase !== "upcoming" && (
    <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.partMissing} />}>
      <Suspense>
        <Exports chain={chain} node={node} election={election} link={link} count={count} error={error ?? headError} />
      </Suspense>
    </ErrorBoundary>
  );
  const organiser = organiserName({ named: chain.organisers, opened: [] }, election.organiser);
  const voter = {
    connection,
    getSigner: wallet?.signer,
    onConnect: open,
    onSwitchChain: async () => wallet?.switchChain(chain.id),
  };

  return (
    <article className={styles.page}>
      <ElectionHead election={election} phase={phase} time={time} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {countPhase === "closed" && countPanel}
          <Vote
            chain={chain}
            node={node}
            election={election}
            phase={phase}
            isDecided={countPhase === "closed"}
            count={count}
            countError={error}
            voter={voter}
          />
          {countPhase === "closed" && chart}
        </div>
        <div className={styles.side}>
          {countPhase !== "closed" && countPanel}
          {countPhase !== "closed" && chart}
          {record}
          {exports}
          <p className={styles.elsewhere}>
            <Link href={`/${chain.id}/${election.address}/ledger`}>{words.election.ledger}</Link>
            <Link href={`/${chain.id}/${election.address}/wall`}>{words.election.wall}</Link>
            <Link href={`/organise/from/${chain.id}/${election.address}`}>{words.election.template}</Link>
          </p>
          {isRead && (
            <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.partMissing} />}>
              <Suspense>
                <ShareFold election={election} link={link} />
              </Suspense>
            </ErrorBoundary>
          )}
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{words.election.address}</dt>
        <dd>{election.address}</dd>
        <dt>{words.election.organiser}</dt>
        <dd>
          {organiser && <span className={styles.organiser}>{organiser} · </span>}
          {election.organiser}
        </dd>
        <dt>{words.election.chain}</dt>
        <dd>
          {chain.name} ({chain.id}) <ChainMark chain={chain} />
        </dd>
      </dl>
    </article>
  );
}
