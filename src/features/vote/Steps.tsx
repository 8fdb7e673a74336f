import { words } from "@/words/words";
import styles from "./Steps.module.css";

/** The four steps of a ballot; `current` counts from 0, and 4 means that all are done. */
export function Steps({ current }: { current: number }) {
  const { choose, sign, inBlock, final } = words.cast.steps;
  return (
    <ol className={styles.steps} aria-label={words.cast.progress}>
      {[choose, sign, inBlock, final].map((step, index) => (
        <li
          key={step}
          className={index < current ? styles.done : undefined}
          aria-current={index === current ? "step" : undefined}
        >
          {index + 1} · {step}
          {index < current && <span className="visually-hidden"> ({words.cast.done})</span>}
        </li>
      ))}
    </ol>
  );
}
