import { lazy, Suspense } from "react";
import { Link } from "wouter";
import type { SignedBallot } from "@/election/signedBallot";
import { CountPanel } from "@/features/results/CountPanel";
import { Vote } from "@/features/vote/Vote";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { Notice } from "@/ui/Notice";
import { useTitle } from "@/ui/useTitle";
import { whenIdle } from "@/ui/whenIdle";
import { words } from "@/words/words";
import { ElectionFacts } from "./ElectionFacts";
import { ElectionHead } from "./ElectionHead";
import styles from "./ElectionPage.module.css";
import { electionLink } from "./electionLink";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { usePlaceOnRoll } from "./usePlaceOnRoll";
import { useWalletAtChain } from "./useWalletAtChain";

// Ballot and tally come first.
const VotesOverTime = lazy(() => whenIdle().then(() => import("@/features/results/VotesOverTime")));
const BallotRecord = lazy(() => whenIdle().then(() => import("@/features/results/BallotRecord")));
const Exports = lazy(() => whenIdle().then(() => import("@/features/exports/Exports")));
const ShareFold = lazy(() => whenIdle().then(() => import("@/features/after/ShareFold")));
const Register = lazy(() => whenIdle().then(() => import("@/features/register/Register")));

/** Loaded when somebody asks for it: what writes codes is of no use to who only watches. */
const linkToDeliver = async (ballot: SignedBallot) => (await import("./deliverLink")).deliverLink(ballot);

/** The page of one election, named by its link: `#/<chainId>/<address>`. */
export function ElectionPage() {
  return <OpenedElection page={Opened} />;
}

function Opened(watched: WatchedElection) {
  const { election, head, phase, countPhase, time, count, countError: error, headError } = watched;
  const { chain, node } = watched.opened;
  const voter = useWalletAtChain(watched.opened);
  const { connection } = voter;
  const link = electionLink(election);
  const address = connection.status === "connected" ? connection.address : undefined;
  const { place, error: placeError } = usePlaceOnRoll(node, election, address, head);
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
        <BallotRecord node={node} election={election} count={count} voter={address} />
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
            head={head}
            count={count}
            countError={error}
            voter={voter}
            place={place}
            placeError={placeError}
            deliverLink={linkToDeliver}
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
                <ShareFold election={election} phase={phase} link={link} />
              </Suspense>
            </ErrorBoundary>
          )}
        </div>
      </div>
      {count && countPhase !== "upcoming" && election.roll && (
        <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.unexpected} />}>
          <Suspense>
            <Register node={node} election={election} roll={election.roll} count={count} ownPlace={place} />
          </Suspense>
        </ErrorBoundary>
      )}
      <ElectionFacts chain={chain} election={election} />
    </article>
  );
}
