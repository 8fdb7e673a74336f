import { lazy, Suspense, useState } from "react";
import { Button } from "@/ui/Button";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { words } from "@/words/words";
import styles from "./Description.module.css";
import { cutText, isLong } from "./fold";
import { mayHoldMarkdown } from "./mayHoldMarkdown";

const Markdown = lazy(() => import("./Markdown"));

/** What the organiser says of an election; long ones are folded. Plain text stands in until its Markdown can be drawn. */
export function Description({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const canFold = isLong(text);
  const isCut = canFold && !isWhole;
  const plain = (
    <p className={styles.plain} dir="auto">
      {isCut ? cutText(text) : text}
    </p>
  );
  return (
    <div className={styles.description}>
      {mayHoldMarkdown(text) ? (
        <ErrorBoundary fallback={plain}>
          <Suspense fallback={plain}>
            <Markdown text={text} isCut={isCut} />
          </Suspense>
        </ErrorBoundary>
      ) : (
        plain
      )}
      {canFold && (
        <Button look="link" className={styles.fold} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.election.showLess : words.election.readWhole}
        </Button>
      )}
    </div>
  );
}
