import type { ReactNode } from "react";
import styles from "./Badge.module.css";

/** A few words in a frame, as a caution beside a name. Its size can be set with `--badge`. */
export function Badge({ children }: { children: ReactNode }) {
  return <small className={styles.badge}>{children}</small>;
}
