import { type DraftStep, draftSteps, type Problem } from "@/election/checkDraft";
import { createWords } from "@/words/create";
import styles from "./StepList.module.css";

const words = createWords.form;

type StepListProps = { current: DraftStep; problems: readonly Problem[]; onStep: (step: DraftStep) => void };

/** The steps, each within reach at any time, with what is still missing in it. */
export function StepList({ current, problems, onStep }: StepListProps) {
  return (
    <nav aria-label={words.steps}>
      <ol className={styles.steps}>
        {draftSteps.map((step) => (
          <li key={step}>
            <button type="button" aria-current={step === current ? "step" : undefined} onClick={() => onStep(step)}>
              <span className={styles.name}>{words.step[step]}</span>
              <StepState step={step} problems={problems} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepState({ step, problems }: { step: DraftStep; problems: readonly Problem[] }) {
  const faults = problems.filter(({ isFault }) => isFault);
  if (step === "review") {
    return <small>{faults.length > 0 ? words.notReady : words.ready}</small>;
  }
  const first = faults.find((fault) => fault.step === step);
  const missing = Object.entries(createWords.missing).find(([kind]) => kind === first?.kind);
  return <small className={missing ? undefined : styles.complete}>{missing ? missing[1] : words.complete}</small>;
}
