import { createWords } from "@/words/create";
import { Field } from "./Field";
import styles from "./Form.module.css";
import type { StepProps } from "./step";

const words = createWords.time;
const labels = ["Quorum", "Majority", "In a tie", "Contact"] as const;

/** What the organiser's rules say of quorum, majority and ties, and whom to ask: a line each, none of them enforced. */
export function RuleFields({ draft, onChange }: Pick<StepProps, "draft" | "onChange">) {
  return (
    <fieldset className={styles.rules}>
      <legend>{words.rules}</legend>
      <p className={styles.soft}>{words.rulesLead}</p>
      {labels.map((label) => (
        <Field key={label} label={words.rule[label].label} hint={words.example(words.rule[label].example)}>
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              autoComplete="off"
              value={draft.rules[label]}
              onChange={({ target }) => onChange({ rules: { ...draft.rules, [label]: target.value } })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}
