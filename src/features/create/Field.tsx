import { type ReactNode, useId } from "react";
import type { Problem } from "@/election/checkDraft";
import { formatCount } from "@/ui/format";
import { createWords as words } from "@/words/create";
import styles from "./Field.module.css";
import { Problems, shownProblems } from "./Problems";

/** What a control needs to belong to its label, its hint and what is wrong with it. */
type Attributes = { id: string; "aria-describedby": string; "aria-invalid": boolean };

type FieldProps = {
  label: string;
  hint?: ReactNode;
  problems?: readonly Problem[];
  /** How many more letters fit, told where it gets close. */
  room?: number;
  /** With how many letters left it gets close. */
  closeAt?: number;
  /** Takes what a text holds that cannot be seen out of it. */
  onStrip?: (() => void) | undefined;
  children: (attributes: Attributes) => ReactNode;
};

/** A control with its label, a hint, and what is wrong with what it holds. */
export function Field({ label, hint, problems = [], room, closeAt = 0, onStrip, children }: FieldProps) {
  const id = useId();
  const isClose = room !== undefined && room >= 0 && room <= closeAt;
  return (
    <div className={styles.field}>
      <label htmlFor={`${id}field`}>{label}</label>
      {hint && (
        <p id={`${id}hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {children({
        id: `${id}field`,
        "aria-describedby": `${id}hint ${id}problems ${id}room`,
        "aria-invalid": shownProblems(problems).some(({ isFault }) => isFault),
      })}
      <p id={`${id}room`} className={styles.hint}>
        {isClose && words.form.room(words.form.letters(formatCount(BigInt(room)), room === 1))}
      </p>
      <Problems id={`${id}problems`} problems={problems} onStrip={onStrip} />
    </div>
  );
}
