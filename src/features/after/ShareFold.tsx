import { afterWords } from "@/words/after";
import { Share } from "./Share";
import styles from "./Share.module.css";

type ShareFoldProps = Parameters<typeof Share>[0];

/** The same, folded: on the page of an election voting comes first. */
export default function ShareFold(props: ShareFoldProps) {
  return (
    <details className={styles.fold}>
      <summary>{afterWords.heading}</summary>
      <Share {...props} />
    </details>
  );
}
