import type { ReactNode } from "react";
import { explainError } from "@/chain/explainError";
import { type Count, CountConflictError } from "@/chain/readCount";
import { stalePatience } from "@/election/stalePatience";
import { formatAgo, formatCount, formatList } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { useNow } from "@/ui/useNow";
import { words } from "@/words/words";
import styles from "./CountPanel.module.css";
import type { CountState } from "./useCount";

/** How many blocks a node may lie behind the others without a word: they do not hear of a block at the same moment. */
const lag = 3n;

/**
 * What stands before the figures of a count wherever they are shown: at which block, how fresh, what was taken back.
 * Without a count that was reconciled it tells why, and nothing is drawn.
 */
export function Reconciled({ count, error, children }: CountState & { children: (count: Count) => ReactNode }) {
  if (error instanceof CountConflictError) {
    return (
      <Notice tone="fault" lead={words.count.conflict}>
        {explainConflict(error)}
      </Notice>
    );
  }
  if (!count) return <Waiting error={error} />;
  return (
    <>
      <Freshness count={count} error={error} />
      <Unconfirmed count={count} />
      <TakenBack ballots={count.takenBack} />
      {children(count)}
    </>
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

/** A warning where one node or some had to be believed, because the others gave no tally. */
function Unconfirmed({ count: { asked, agreeing } }: { count: Count }) {
  if (agreeing === asked) return null;
  return (
    <Notice tone="caution" lead={words.count.someNodes(agreeing, asked)}>
      {asked - agreeing === 1 ? words.count.oneNotConfirmed : words.count.someNotConfirmed}
    </Notice>
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
      {age > stalePatience(head) && <Notice tone="caution" lead={words.count.stale(ago)} />}
    </>
  );
}
