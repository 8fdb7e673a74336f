import { textRoom, titleRoom } from "@/election/checkDraft";
import { shownText, stripHidden } from "@/election/shownText";
import { createWords } from "@/words/create";
import { Field } from "./Field";
import styles from "./Form.module.css";
import type { StepProps } from "./step";

const words = createWords.question;

/** The question and what voters should know before they answer it. */
export function QuestionStep({ draft, problems, onChange }: StepProps) {
  return (
    <>
      <Field
        label={words.title}
        hint={words.titleHint}
        problems={problems.filter(({ field }) => field === "title")}
        room={titleRoom(draft)}
        closeAt={40}
        onStrip={() => onChange({ title: shownText(draft.title) })}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            autoComplete="off"
            className={styles.title}
            value={draft.title}
            onChange={({ target }) => onChange({ title: target.value })}
          />
        )}
      </Field>
      <Field
        label={words.text}
        hint={words.textHint}
        problems={problems.filter(({ field }) => field === "text")}
        room={textRoom(draft)}
        closeAt={1000}
        onStrip={() => onChange({ text: stripHidden(draft.text) })}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            rows={6}
            value={draft.text}
            onChange={({ target }) => onChange({ text: target.value })}
          />
        )}
      </Field>
      <details className={styles.help}>
        <summary>{words.markdown}</summary>
        <dl>
          {words.markdownExamples.map(([written, shown]) => (
            <div key={written}>
              <dt>{written}</dt>
              <dd>{shown}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
