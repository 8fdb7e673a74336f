import { lazy, Suspense } from "react";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { splitRules } from "@/election/rules";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { formatCount, formatPart } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { Stamp } from "@/ui/Stamp";
import { words } from "@/words/words";
import { Bars } from "./Bars";
import styles from "./CountPanel.module.css";
import { Outcome } from "./Outcome";
import { Reconciled } from "./Reconciled";
import { SpokenCount } from "./SpokenCount";
import type { CountState } from "./useCount";

const QuotedRules = lazy(() => import("./QuotedRules"));

type CountPanelProps = CountState & {
  election: Election;
  /** The phase at the newest block: a result is one only when a block stands after the close. */
  phase: Phase;
};

/** What the count is called in each phase. */
const headings = { upcoming: words.count.upcoming, open: words.count.soFar, closed: words.count.final };

/** The count: figures that the record and the contract agree on, at which block, and how fresh they are. */
export function CountPanel({ election, phase, count, error }: CountPanelProps) {
  const { rules } = splitRules(election.description);
  const isFinal = count !== undefined && phase === "closed" && count.head.finalizedTimestamp >= election.closes;
  return (
    <section
      className={phase === "closed" ? `${styles.panel} ${styles.sheet}` : styles.panel}
      aria-labelledby="count-heading"
    >
      <header className={styles.head}>
        <h2 id="count-heading">{headings[phase]}</h2>
        {phase === "closed" && (
          <Stamp tone={isFinal ? "good" : "ink"}>{isFinal ? words.stamps.final : words.stamps.closed}</Stamp>
        )}
      </header>
      <Reconciled count={count} error={error}>
        {(reconciled) => <Figures election={election} phase={phase} count={reconciled} />}
      </Reconciled>
      {rules.length > 0 && (
        <ErrorBoundary fallback={<Notice tone="fault" lead={words.fault.partMissing} />}>
          <Suspense>
            <QuotedRules rules={rules} />
          </Suspense>
        </ErrorBoundary>
      )}
    </section>
  );
}

type FiguresProps = { election: Election; phase: Phase; count: Count };

function Figures({ election, phase, count }: FiguresProps) {
  const { head, tally, asked, agreeing } = count;
  const { roll } = election;
  const agrees = words.count.agrees(words.list.ballots(formatCount(tally.ballots), tally.ballots === 1n));

  return (
    <>
      {phase === "closed" && <Outcome election={election} tally={tally} />}
      {phase === "upcoming" ? (
        <p>{words.count.none}</p>
      ) : (
        <>
          <Bars election={election} tally={tally} />
          <p className={styles.total}>
            <span>{roll ? words.count.turnout : words.count.ballots}</span>
            <strong>{roll ? formatPart(tally.ballots, roll.size) : formatCount(tally.ballots)}</strong>
          </p>
          {phase === "closed" && (
            <p className={styles.soft}>
              {head.finalizedTimestamp < election.closes ? words.count.closedInBlocks : words.count.closedForGood}
            </p>
          )}
          {agreeing === asked ? (
            <Notice tone="good" lead={agrees.lead}>
              {agrees.rest} {words.count.allNodes(asked)}
            </Notice>
          ) : (
            <p className={styles.soft}>
              {agrees.lead} {agrees.rest}
            </p>
          )}
          <SpokenCount election={election} tally={tally} />
        </>
      )}
      <p className={styles.soft}>{roll ? words.onRoll(formatCount(roll.size)) : words.openPoll}</p>
    </>
  );
}
