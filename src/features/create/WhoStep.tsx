import { type ReactNode, useId } from "react";
import { createWords } from "@/words/create";
import styles from "./Form.module.css";
import { Powers } from "./Powers";
import type { StepProps } from "./step";

const words = createWords.who;

type WhoStepProps = StepProps & {
  /** Where a list of voters is made or a roll chosen; shown once the voters of a roll are to vote. */
  rollInput: ReactNode;
};

/** Who may vote: anyone with an address, or the voters on a roll. */
export function WhoStep({ draft, onChange, rollInput }: WhoStepProps) {
  const id = useId();
  return (
    <>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{words.legend}</legend>
        {(["anyone", "roll"] as const).map((who) => (
          <label key={who} className={styles.choice}>
            <input
              type="radio"
              name={`${id}who`}
              checked={draft.who === who}
              onChange={() => onChange({ who })}
              aria-describedby={`${id}${who}`}
            />
            <span>
              <strong>{words[who]}</strong>
              <span id={`${id}${who}`}>{who === "anyone" ? words.anyoneHint : words.rollHint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {draft.who === "roll" && rollInput}
      <Powers parts={["sees", "keys"]} />
    </>
  );
}
