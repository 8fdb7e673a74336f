import styles from "./Stamp.module.css";

/** A small stamped word. Decoration: the text beside it must say the same. */
export function Stamp({ tone, children }: { tone: "good" | "ink" | "caution"; children: string }) {
  return (
    <span className={`${styles.stamp} ${styles[tone]}`} aria-hidden="true">
      {children}
    </span>
  );
}
