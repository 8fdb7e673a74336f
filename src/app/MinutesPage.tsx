import { lazy, Suspense } from "react";
import { organiserName } from "@/election/organiser";
import { splitRules } from "@/election/rules";
import { mayHoldMarkdown } from "@/features/describe/mayHoldMarkdown";
import Exports from "@/features/exports/Exports";
import { Minutes } from "@/features/minutes/Minutes";
import { Outcome } from "@/features/results/Outcome";
import { Reconciled } from "@/features/results/Reconciled";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { useTitle } from "@/ui/useTitle";
import { minutesWords } from "@/words/minutes";
import { ChainMark } from "./ChainMark";
import { electionLink } from "./electionLink";
import styles from "./MinutesPage.module.css";
import { OpenedElection, type WatchedElection } from "./OpenedElection";
import { PrintBar } from "./PrintBar";

const Markdown = lazy(() => import("@/features/describe/Markdown"));

/** An election's minutes, to be printed and signed: `#/<chainId>/<address>/minutes`. */
export function MinutesPage() {
  return <OpenedElection page={Opened} />;
}

function Opened({ opened: { chain, node }, election, countPhase, count, countError, headError }: WatchedElection) {
  useTitle(minutesWords.pageTitle(election.title));
  const error = countError ?? headError;
  const link = electionLink(election);
  const { text } = splitRules(election.description);

  return (
    <>
      <PrintBar election={election} print={minutesWords.print} back={minutesWords.back} />
      {/* On paper the minutes say themselves at which block; why there are none is printed too. */}
      <div className={count && styles.freshness}>
        <Reconciled count={count} error={error}>
          {() => null}
        </Reconciled>
      </div>
      {count && (
        <Minutes
          chain={chain}
          election={election}
          phase={countPhase}
          count={count}
          isStale={Boolean(error)}
          link={link}
          organiser={organiserName({ named: chain.organisers, opened: [] }, election.organiser)}
          mark={<ChainMark chain={chain} />}
          description={text && <Whole text={text} />}
          outcome={<Outcome election={election} tally={count.tally} />}
        />
      )}
      <div className={styles.after}>
        <Exports chain={chain} node={node} election={election} link={link} count={count} error={error} />
      </div>
    </>
  );
}

/** The description in full: paper has no button that unfolds it. */
function Whole({ text }: { text: string }) {
  const plain = (
    <p className={styles.text} dir="auto">
      {text}
    </p>
  );
  if (!mayHoldMarkdown(text)) return plain;
  return (
    <ErrorBoundary fallback={plain}>
      <Suspense fallback={plain}>
        <Markdown text={text} isCut={false} />
      </Suspense>
    </ErrorBoundary>
  );
}
