import type { ReactNode } from "react";
import { signWords } from "@/words/sign";
import styles from "./CastActions.module.css";

/** The words to compare, beside the wallet that shows them. */
export function WhileWalletAsks({ slip }: { slip: ReactNode }) {
  return (
    <div className={styles.review}>
      <div>
        <p>{signWords.review.signedLead}</p>
        {slip}
      </div>
    </div>
  );
}
