import type { PublishingActivity } from "@/chain/publish";
import { isStepDone, type PublishingProgress, type PublishingStep } from "@/election/publishing";
import { formatCount } from "@/ui/format";
import { publishWords as words } from "@/words/publish";
import styles from "./Publish.module.css";

type StepLinesProps = {
  steps: readonly PublishingStep[];
  progress: PublishingProgress | undefined;
  /** What the newest final block shows. */
  final: PublishingProgress | undefined;
  activity: { activity: PublishingActivity; step: number } | undefined;
};

/** So many steps are all shown; of more, those around the next one, until somebody asks for all. */
const few = 12;

/** Every transaction of a publishing, and how far it has come. */
export function StepLines({ steps, progress, final, activity }: StepLinesProps) {
  const next = steps.findIndex((step) => !progress || !isStepDone(step, progress));
  const lines = steps.map((step, index) => {
    const isDone = progress !== undefined && isStepDone(step, progress);
    const isFinal = isDone && final !== undefined && isStepDone(step, final);
    const isCurrent = !isDone && activity?.step === index;
    const state = isFinal ? words.state.final : isDone ? words.state.inBlock : words.state.toDo;
    return (
      <li
        key={JSON.stringify(step)}
        className={isDone ? styles.done : undefined}
        aria-current={isCurrent ? "step" : undefined}
      >
        <span className={styles.number}>{formatCount(BigInt(index + 1))}</span>
        <span className={styles.name}>{nameStep(step)}</span>
        <span className={styles.state}>{isCurrent ? words.activity[activity.activity] : state}</span>
      </li>
    );
  });

  const isOver = next === -1;
  if (!isOver && lines.length <= few) return <ol className={styles.steps}>{lines}</ol>;
  return (
    <>
      {!isOver && <ol className={styles.steps}>{lines.slice(Math.max(0, next - 1), next + 2)}</ol>}
      <details className={styles.fold}>
        <summary>
          {lines.length === 1 ? words.under.oneStep : words.under.allSteps(formatCount(BigInt(lines.length)))}
        </summary>
        <ol className={styles.steps}>{lines}</ol>
      </details>
    </>
  );
}

/** A step in words, to stand in a sentence. */
export function nameStep(step: PublishingStep): string {
  if (step.kind !== "addVoters") return words.step[step.kind];
  return words.step.addVoters(formatCount(BigInt(step.from + 1)), formatCount(BigInt(step.to)));
}
