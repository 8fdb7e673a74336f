import { explainError } from "@/chain/explainError";
import { type Count, CountConflictError } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { formatAgo, formatCount, formatList } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { Stamp } from "@/ui/Stamp";
import { useNow } from "@/ui/useNow";
import { words } from "@/words/words";
import { Bars } from "./Bars";
import styles from "./CountPanel.module.css";
import { Outcome } from "./Outcome";
import { SpokenCount } from "./SpokenCount";
import type { CountState } from "./useCount";

type CountPanelProps = CountState & {
  election: Election;
  /** The phase at the newest block: a result is one only when a block stands after the close. */
  phase: Phase;
};

/** How many blocks a node may lie behind the others without a word: they do not hear of a block at the same moment. */
const lag = 3n;

/** How long without a new block until the figures are called possibly out of date, in seconds. */
const stalePatience = 60;

/** What the count is called in each phase. */
const headings = { upcoming: words.count.upcoming, open: words.count.soFar, closed: words.count.final };

/** The count: figures that the record and the contract agree on, at which block, and how fresh they are. */
export function CountPanel({ election, phase, count, error }: CountPanelProps) {
  return (
    <section
      className={phase === "closed" ? `${styles.panel} ${styles.sheet}` : styles.panel}
      aria-labelledby="count-heading"
    >
      <header className={styles.head}>
        <h2 id="count-heading">{headings[phase]}</h2>
        {phase === "closed" && <Stamp tone="ink">{words.stamps.closed}</Stamp>}
      </header>
      {error instanceof CountConflictError ? (
        <Notice tone="fault" lead={words.count.conflict}>
          {explainConflict(error)}
        </Notice>
      ) : count ? (
        <Figures election={election} phase={phase} count={count} error={error} />
      ) : (
        <Waiting error={error} />
      )}
    </section>
  );
}

function explainConflict({ head, contradictions: [first] }: CountConflictError): string {
  if (first?.kind === "nodes") return words.count.conflictOfNodes(formatCount(head.number));
  if (first?.kind === "rewritten") return words.count.conflictWithFinal(formatCount(first.block));
  return words.count.conflictLead(formatCount(head.number));
}

function Waiting({ error }: { error: unknown }) {
  if (!error) return <p className={styles.soft}>{words.count.loading}</p>;
  return (
    <Notice tone="fault" lead={words.fault.node}>
      {explainError(error)}
    </Notice>
  );
}

type FiguresProps = { election: Election; phase: Phase; count: Count; error: unknown };

function Figures({ election, phase, count, error }: FiguresProps) {
  const { head, tally, asked, agreeing } = count;
  const ballots = words.list.ballots(formatCount(tally.ballots), tally.ballots === 1n);

  return (
    <>
      <Freshness count={count} error={error} />
      <TakenBack ballots={count.takenBack} />
      {phase === "closed" && <Outcome election={election} tally={tally} />}
      {phase === "upcoming" ? (
        <p>{words.count.none}</p>
      ) : (
        <>
          <Bars election={election} tally={tally} />
          <p className={styles.total}>
            <span>{words.count.ballots}</span>
            <strong>{formatCount(tally.ballots)}</strong>
          </p>
          {phase === "closed" && head.finalizedTimestamp < election.closes && (
            <p className={styles.soft}>{words.count.closedInBlocks}</p>
          )}
          <Notice tone="good" lead={words.count.agrees(ballots).lead}>
            {words.count.agrees(ballots).rest}{" "}
            {agreeing === asked ? words.count.allNodes(asked) : words.count.someNodes(agreeing, asked)}
          </Notice>
          <SpokenCount election={election} tally={tally} />
        </>
      )}
      <p className={styles.soft}>{words.openPoll}</p>
    </>
  );
}

/** Ballots that were counted and are no more, and why: a count that goes down must say so. */
function TakenBack({ ballots }: { ballots: Count["takenBack"] }) {
  if (ballots.length === 0) return null;
  const blocks = [...new Set(ballots.map(({ block }) => formatCount(block)))];
  const lost = words.list.ballots(formatCount(BigInt(ballots.length)), ballots.length === 1);
  return (
    <Notice tone="caution" lead={words.count.takenBack(lost)}>
      {words.count.takenBackLead(formatList(blocks))}
    </Notice>
  );
}

/** At which block, how long ago, and a warning where no newer block came. */
function Freshness({ count: { head, newest }, error }: { count: Count; error: unknown }) {
  const age = (useNow(1000) - head.seenAt) / 1000;
  const ago = formatAgo(Math.max(0, age));
  const at = words.count.at(formatCount(head.number), ago);
  if (error) {
    return (
      <>
        <p className={styles.soft}>{at}</p>
        <Notice tone="caution" lead={words.count.unreachable(ago)}>
          {explainError(error)}
        </Notice>
      </>
    );
  }
  return (
    <>
      <p className={styles.soft}>{at}</p>
      {newest - head.number > lag && <Notice tone="caution" lead={words.count.behind(formatCount(newest))} />}
      {age > stalePatience && <Notice tone="caution" lead={words.count.stale(ago)} />}
    </>
  );
}
