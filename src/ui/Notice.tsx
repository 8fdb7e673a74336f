import type { ReactNode } from "react";
import styles from "./Notice.module.css";

type NoticeProps = {
  /** What the notice means: `good` is kept for what was checked. */
  tone: "good" | "caution" | "fault";
  lead: string;
  children?: ReactNode;
};

/** One message: its gist in bold, then the rest. */
export function Notice({ tone, lead, children }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === "good" ? undefined : "status"}>
      {tone === "good" && <Tick />}
      <p>
        <strong>{lead}</strong> {children}
      </p>
    </div>
  );
}

function Tick() {
  return (
    <svg className={styles.tick} viewBox="0 0 16 16" aria-hidden="true">
      <path d="m2 8.5 4 4 8-9" />
    </svg>
  );
}
