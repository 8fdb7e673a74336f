import { createWords } from "@/words/create";
import styles from "./Powers.module.css";

const words = createWords.powers;

type Part = "before" | "after" | "sees" | "keys";

/** What an organiser can do, sees, and cannot mend: said before anything is published. */
export function Powers({ parts }: { parts: readonly Part[] }) {
  return (
    <dl className={styles.powers}>
      {parts.map((part) => (
        <div key={part}>
          <dt>{words[part]}</dt>
          <dd>{words[`${part}Lead`]}</dd>
        </div>
      ))}
    </dl>
  );
}
