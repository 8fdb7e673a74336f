import { useId } from "react";
import type { Rule } from "@/election/rules";
import { rulesWords as words } from "@/words/rules";
import styles from "./QuotedRules.module.css";

/** What the organiser wrote on quorum, majority and the like, word for word: whether it is met is for people to say. */
export default function QuotedRules({ rules }: { rules: readonly Rule[] }) {
  const id = useId();
  return (
    <section className={styles.rules} aria-labelledby={id}>
      <h3 id={id}>{words.heading}</h3>
      <dl>
        {rules.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
      </dl>
      <p>{words.notEnforced}</p>
    </section>
  );
}
