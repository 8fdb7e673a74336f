import type { ReactNode } from "react";
import styles from "./Message.module.css";

/** A page, or a part of one, that has only one thing to say: empty, loading, or why nothing can be shown. */
export function Message({ heading, lead, children }: { heading: string; lead?: string; children?: ReactNode }) {
  return (
    <section className={styles.message}>
      <h1>{heading}</h1>
      {lead && <p>{lead}</p>}
      {children}
    </section>
  );
}
