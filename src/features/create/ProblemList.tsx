import { type DraftStep, draftSteps, type Problem } from "@/election/checkDraft";
import type { Draft } from "@/election/draft";
import { Button } from "@/ui/Button";
import { createWords } from "@/words/create";
import { problemSentence } from "./Problems";
import styles from "./Review.module.css";
import { rowName } from "./useCandidateList";

const words = createWords.review;

type ProblemListProps = {
  heading: string;
  draft: Draft;
  problems: readonly Problem[];
  onStep: (step: DraftStep) => void;
};

/** What is wrong, step by step, with the way there. */
export function ProblemList({ heading, draft, problems, onStep }: ProblemListProps) {
  const steps = draftSteps.filter((step) => problems.some((problem) => problem.step === step));
  return (
    <section className={styles.part}>
      <h3>{heading}</h3>
      <ul className={styles.problems}>
        {steps.map((step) => (
          <li key={step}>
            <Button look="link" aria-label={words.goTo(createWords.form.step[step])} onClick={() => onStep(step)}>
              {createWords.form.step[step]}
            </Button>
            <div>
              {problems
                .filter((problem) => problem.step === step)
                .map((problem) => (
                  <p key={`${problem.field} ${problem.kind}`}>
                    <Whose draft={draft} problem={problem} /> {problemSentence(problem)}
                  </p>
                ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The name of the candidate with whom something is wrong. */
function Whose({ draft, problem }: { draft: Draft; problem: Problem }) {
  const index = draft.candidates.findIndex(({ key }) => key === problem.field);
  const row = draft.candidates[index];
  return row ? <strong>{words.whose(rowName(row, index))}</strong> : null;
}
