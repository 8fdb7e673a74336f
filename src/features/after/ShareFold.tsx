import { type ComponentProps, lazy, Suspense, useState } from "react";
import { words } from "@/words/words";
import type { Share as ShareParts } from "./Share";
import styles from "./Share.module.css";

const Share = lazy(async () => ({ default: (await import("./Share")).Share }));

/** The same, folded: on the page of an election voting comes first, and the parts are loaded once it is opened. */
export default function ShareFold(props: ComponentProps<typeof ShareParts>) {
  const [isOpened, setOpened] = useState(false);
  return (
    <details className={styles.fold} onToggle={() => setOpened(true)}>
      <summary>{words.election.share}</summary>
      {isOpened && (
        <Suspense fallback={<p role="status">{words.wallet.loading}</p>}>
          <Share {...props} />
        </Suspense>
      )}
    </details>
  );
}
