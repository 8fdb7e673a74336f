import { words } from "@/words/words";
import styles from "./Steps.module.css";

/** One step of a ballot on its way. */
export type Step = keyof typeof words.cast.steps;

/** The steps of a ballot; `current` is the one under way, undefined where all are done. */
export function Steps({ current, isByRelay }: { current: Step | undefined; isByRelay: boolean }) {
  const steps: Step[] = ["choose", "sign", ...(isByRelay ? (["withRelay"] as const) : []), "inBlock", "final"];
  const reached = current ? steps.indexOf(current) : steps.length;
  return (
    <ol className={styles.steps} aria-label={words.cast.progress}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < reached ? styles.done : undefined}
          aria-current={index === reached ? "step" : undefined}
        >
          <span className={styles.number}>{index + 1} · </span>
          {words.cast.steps[step]}
          {index < reached && <span className="visually-hidden"> ({words.cast.done})</span>}
        </li>
      ))}
    </ol>
  );
}
