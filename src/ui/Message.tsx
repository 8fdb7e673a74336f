import type { ReactNode } from "react";
import { words } from "@/words/words";
import styles from "./Message.module.css";
import { useDrawn } from "./useDrawn";
import { useTitle } from "./useTitle";

/** A page, or a part of one, that has only one thing to say: empty, loading, or why nothing can be shown. */
export function Message({ heading, lead, children }: { heading: string; lead?: string; children?: ReactNode }) {
  useTitle(words.election.pageTitle(heading));
  useDrawn(true);
  return (
    <section className={styles.message}>
      <h1>{heading}</h1>
      {lead && <p>{lead}</p>}
      {children}
    </section>
  );
}
