import { useId } from "react";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import { type Count, CountConflictError } from "@/chain/readCount";
import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { exportWords } from "@/words/exports";
import { words } from "@/words/words";
import styles from "./Exports.module.css";
import { type ExportKind, type ExportStage, type ReadElection, useExport } from "./useExport";

type ExportsProps = {
  chain: ChainConfiguration;
  node: Node;
  election: Election;
  /** The election's page. */
  link: string;
  /** The last reconciled count, and why there is no newer one. */
  count: Count | undefined;
  error: unknown;
};

/** So many blocks take long enough that the reader is told. */
const many = 20;

/** Ballots and figures to be saved. Where the record that was read is not whole, only what there is, marked so. */
export default function Exports({ chain, node, election, link, count, error }: ExportsProps) {
  const id = useId();
  const { stage, save, stop } = useExport(node);
  const about = { election, chainName: chain.name, link };
  const read = readOf(count, error);
  if (!read) return null;

  const { head, tally, ballots } = read;
  const offer = (kind: ExportKind, label: string) => (
    <Button look="link" onClick={() => void save({ ...about, head, tally, ballots }, kind)}>
      {label}
    </Button>
  );
  const counted = words.list.ballots(formatCount(tally.ballots), tally.ballots === 1n);

  return (
    <section className={styles.exports} aria-labelledby={id}>
      <h2 id={id}>{exportWords.heading}</h2>
      {count ? (
        <>
          <p className={styles.soft}>{exportWords.lead(counted, formatCount(head.number))}</p>
          <div className={styles.offers}>
            {offer("ballots", exportWords.ballots)}
            {offer("tally", exportWords.tally)}
            {offer("record", exportWords.record)}
          </div>
        </>
      ) : (
        <>
          <Notice tone="caution" lead={exportWords.incomplete}>
            {/* Without figures: one of them is wrong. */}
            {exportWords.incompleteRest}
          </Notice>
          <div className={styles.offers}>
            {offer("ballots", exportWords.incompleteBallots)}
            {offer("record", exportWords.incompleteRecord)}
          </div>
        </>
      )}
      <Stage stage={stage} onStop={stop} />
    </section>
  );
}

/** What can be saved: what was counted, or a record that lacks ballots. Of any other contradiction nothing can. */
function readOf(
  count: Count | undefined,
  error: unknown,
): Pick<ReadElection, "head" | "tally" | "ballots"> | undefined {
  if (count) return count;
  if (!(error instanceof CountConflictError) || !error.read) return undefined;
  const { tally, ballots } = error.read;
  return BigInt(ballots.length) < tally.ballots ? { head: error.head, tally, ballots } : undefined;
}

function Stage({ stage, onStop }: { stage: ExportStage; onStop: () => void }) {
  const blocks = stage.kind === "reading" && stage.blocks >= many ? stage.blocks : 0;
  return (
    <>
      <p className={styles.soft} role="status">
        {blocks > 0 && exportWords.reading(formatCount(BigInt(blocks)))}
        {stage.kind === "saved" && exportWords.saved(stage.name)}{" "}
        {stage.kind === "saved" && stage.untimed > 0 && (
          <strong>{exportWords.untimed(formatCount(BigInt(stage.untimed)))}</strong>
        )}
        {stage.kind === "failed" && words.fault.partMissing}
      </p>
      {stage.kind === "reading" && blocks > 0 && (
        <div className={styles.offers}>
          <progress value={stage.asked} max={blocks} aria-label={exportWords.progress} />
          <Button look="link" onClick={onStop}>
            {exportWords.stop}
          </Button>
        </div>
      )}
    </>
  );
}
