import type { Problem } from "@/election/checkDraft";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { createWords as words } from "@/words/create";
import styles from "./Field.module.css";

/** What is merely not there yet: told by the steps and the review, not beside a field that nobody has come to. */
const unwritten: readonly Problem["kind"][] = [
  "titleMissing",
  "tooFew",
  "opensMissing",
  "closesMissing",
  "whoMissing",
  "rollMissing",
];

/** The problems that stand beside their place. */
export function shownProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ kind }) => !unwritten.includes(kind));
}

/** What is wrong, or worth another look, in a sentence. */
export function problemSentence({ kind, letters = 0 }: Problem): string {
  return words.problems[kind](formatCount(BigInt(letters)));
}

type ProblemsProps = { id: string; problems: readonly Problem[]; onStrip?: (() => void) | undefined };

/** What is wrong with a field's text, beneath it and said aloud. */
export function Problems({ id, problems, onStrip }: ProblemsProps) {
  const shown = shownProblems(problems);
  const isHidden = shown.some(({ kind }) => kind === "titleHidden" || kind === "textHidden" || kind === "nameHidden");
  return (
    <div className={styles.problems}>
      <div id={id} role="status">
        {shown.map((problem) => (
          <p key={problem.kind} className={problem.isFault ? styles.fault : styles.caution}>
            {problemSentence(problem)}
          </p>
        ))}
      </div>
      {isHidden && onStrip && (
        <Button look="link" onClick={onStrip}>
          {words.form.strip}
        </Button>
      )}
    </div>
  );
}
