import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Address } from "viem";
import { Link } from "wouter";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { isStepDone, publishingSteps } from "@/election/publishing";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { formatCoin } from "@/ui/formatCoin";
import { Notice } from "@/ui/Notice";
import { Stamp } from "@/ui/Stamp";
import { publishWords } from "@/words/publish";
import { words as shared } from "@/words/words";
import { Cost } from "./Cost";
import { NextStep } from "./NextStep";
import type { Organiser } from "./organiser";
import styles from "./Publish.module.css";
import type { PublishingRecord } from "./publishingRecord";
import { StepLines } from "./StepLines";
import { useCost } from "./useCost";
import { usePublishing } from "./usePublishing";

const words = publishWords.under;

type PublishingProps = {
  draft: string;
  record: PublishingRecord;
  /** Whether the browser will not keep it. */
  isUnkept: boolean;
  chain: ChainConfiguration;
  node: Node;
  head: Head | undefined;
  organiser: Organiser;
  /** Whether it was begun a moment ago: then the first step is signed at once. */
  isFresh: boolean;
  /** Forgets that it was begun: the draft can be edited again. */
  onLeave: () => void;
  /** Shown with the election once it is on the chain. */
  drawShare: (election: Address) => ReactNode;
};

/** A draft on its way to the chain: how far it has come, what comes next, and in the end the election. */
export function Publishing(props: PublishingProps) {
  const { draft, record, isUnkept, chain, node, head, organiser, isFresh, onLeave, drawShare } = props;
  const publishing = usePublishing(draft, record, node, head, organiser);
  const { progress, final, paid } = publishing;
  const steps = publishingSteps(record);
  const done = progress ? steps.filter((step) => isStepDone(step, progress)).length : 0;
  const isOver = progress !== undefined && done === steps.length;
  const cost = useCost(
    [draft, record.begun, done],
    node,
    head,
    isOver ? undefined : record,
    record.publisher,
    progress,
  );

  const heading = useRef<HTMLHeadingElement>(null);
  const { goOn } = publishing;
  useEffect(() => {
    if (!isFresh) return;
    heading.current?.focus();
    // A moment later: React, trying effects twice in development, would begin twice.
    const timer = setTimeout(() => goOn(false));
    return () => clearTimeout(timer);
  }, [isFresh, goOn]);

  return (
    <section className={styles.publish} aria-labelledby="publishing-heading">
      <h2 id="publishing-heading" ref={heading} tabIndex={-1}>
        {isOver ? publishWords.published.heading : words.heading}
      </h2>
      {isOver && progress && (
        <Published
          chainId={chain.id}
          election={progress.election.address}
          roll={progress.roll?.address}
          isFinal={final?.election.isCreated ?? false}
        />
      )}
      {isUnkept && !isOver && <Notice tone="caution" lead={words.unkept} />}
      <div className={styles.progress}>
        <progress value={done} max={steps.length} aria-label={words.progress} />
        <p role="status">
          {progress ? words.done(formatCount(BigInt(done)), formatCount(BigInt(steps.length))) : words.reading}
        </p>
      </div>
      <StepLines steps={steps} progress={progress} final={final} activity={publishing.activity} />
      {paid !== undefined && paid > 0n && <p className={styles.soft}>{words.paid(formatCoin(paid, chain.currency))}</p>}
      {!isOver && (
        <>
          <Cost chain={chain} transactions={steps.length - done} cost={cost} />
          {progress && (
            <NextStep chain={chain} record={record} steps={steps} publishing={publishing} organiser={organiser} />
          )}
          <p className={styles.soft}>{words.locked}</p>
        </>
      )}
      {isOver && progress && drawShare(progress.election.address)}
      {/* What is on its way would arrive all the same. */}
      {!publishing.isRunning && (isOver || !publishing.isUnderWay) && <Leave isOver={isOver} onLeave={onLeave} />}
    </section>
  );
}

type PublishedProps = { chainId: number; election: string; roll: string | undefined; isFinal: boolean };

function Published({ chainId, election, roll, isFinal }: PublishedProps) {
  const { published } = publishWords;
  return (
    <div className={styles.published}>
      <p role="status">{isFinal ? published.final : published.provisional}</p>
      {isFinal && <Stamp tone="good">{shared.stamps.final}</Stamp>}
      <p className={styles.links}>
        <Link href={`/${chainId}/${election}`}>{published.open}</Link>
        {roll && <Link href={`/${chainId}/rolls/${roll}`}>{published.roll}</Link>}
        <Link href="/organise">{published.toDesk}</Link>
      </p>
    </div>
  );
}

/** The way back to the draft: what is on the chain stays there, which has to be said before. */
function Leave({ isOver, onLeave }: { isOver: boolean; onLeave: () => void }) {
  const [isAsking, setAsking] = useState(false);
  if (isOver) {
    return (
      <div className={styles.row}>
        <Button look="link" onClick={onLeave}>
          {publishWords.published.again}
        </Button>
      </div>
    );
  }
  if (!isAsking) {
    return (
      <div className={styles.row}>
        <Button look="link" onClick={() => setAsking(true)}>
          {words.leave}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.leave} role="alert">
      <p>{words.leaveLead}</p>
      <div className={styles.row}>
        <Button onClick={onLeave}>{words.leaveConfirm}</Button>
        <Button look="link" onClick={() => setAsking(false)}>
          {words.leaveCancel}
        </Button>
      </div>
    </div>
  );
}
