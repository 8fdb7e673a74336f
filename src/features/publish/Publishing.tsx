import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Address } from "viem";
import type { ChainConfiguration } from "@/chain/configuration";
import type { WalletAtChain } from "@/chain/connection";
import { explainPublishing } from "@/chain/explainPublishing";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import { isStepDone, publishingSteps } from "@/election/publishing";
import { formatCount } from "@/ui/format";
import { formatCoin } from "@/ui/formatCoin";
import { Notice } from "@/ui/Notice";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { publishWords } from "@/words/publish";
import { Cost } from "./Cost";
import { Leave } from "./Leave";
import { NextStep } from "./NextStep";
import styles from "./Publish.module.css";
import { Published } from "./Published";
import type { PublishingRecord } from "./publishingRecord";
import { nameStep, StepLines } from "./StepLines";
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
  organiser: WalletAtChain;
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
  const { progress, final, paid, activity } = publishing;
  const steps = publishingSteps(record);
  const done = progress ? steps.filter((step) => isStepDone(step, progress)).length : 0;
  const isOver = progress !== undefined && done === steps.length;
  const current = activity && steps[activity.step];
  const rest = done > 0 ? publishWords.cost.rest : publishWords.cost.heading;
  const cost = useCost(
    [draft, record.begun, done],
    node,
    head,
    isOver ? undefined : record,
    record.publisher,
    progress,
  );

  const [most, setMost] = useState(0);
  if (done > most) setMost(done);

  const heading = useRef<HTMLHeadingElement>(null);
  const keepFocus = useKeptFocus(heading);
  const { goOn } = publishing;
  useEffect(() => {
    if (!isFresh) return;
    heading.current?.focus();
    // A moment later: React, trying effects twice in development, would begin twice.
    const timer = setTimeout(() => goOn(false));
    return () => clearTimeout(timer);
  }, [isFresh, goOn]);

  return (
    <section className={styles.publish} aria-labelledby="publishing-heading" onFocus={keepFocus}>
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
      {publishing.readError !== undefined && publishing.readError !== null && (
        <Notice tone="fault" lead={words.unreadable}>
          {explainPublishing(publishing.readError)}
        </Notice>
      )}
      {done < most && (
        <Notice tone="caution" lead={words.takenBack}>
          {words.takenBackLead}
        </Notice>
      )}
      {isUnkept && !isOver && <Notice tone="caution" lead={words.unkept} />}
      {isOver && progress && drawShare(progress.election.address)}
      <div className={styles.progress}>
        <progress value={done} max={steps.length} aria-label={words.progress} />
        <p role="status">
          {progress ? words.done(formatCount(BigInt(done)), formatCount(BigInt(steps.length))) : words.reading}
        </p>
      </div>
      <p role="status" className="visually-hidden">
        {activity && current && words.spoken(nameStep(current), publishWords.activity[activity.activity])}
      </p>
      <StepLines steps={steps} progress={progress} final={final} activity={activity} />
      {paid !== undefined && paid > 0n && <p className={styles.soft}>{words.paid(formatCoin(paid, chain.currency))}</p>}
      {!isOver && (
        <>
          <Cost
            chain={chain}
            heading={rest}
            transactions={steps.length - done}
            electorate={record.electorate}
            cost={cost}
          />
          {progress && <NextStep {...{ chain, record, steps, publishing, organiser }} time={head?.timestamp} />}
          <p className={styles.soft}>{words.locked}</p>
        </>
      )}
      {/* What is on its way would arrive all the same. */}
      {!publishing.isRunning && (isOver || !publishing.isUnderWay) && <Leave isOver={isOver} onLeave={onLeave} />}
    </section>
  );
}
