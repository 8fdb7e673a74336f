import { useState } from "react";
import { Button } from "@/ui/Button";
import { publishWords } from "@/words/publish";
import styles from "./Publish.module.css";

const words = publishWords.under;

/** The way back to the draft: what is on the chain stays there, which has to be said before. */
export function Leave({ isOver, onLeave }: { isOver: boolean; onLeave: () => void }) {
  const [isAsking, setAsking] = useState(false);
  if (isOver) {
    return (
      <div className={styles.row}>
        <Button look="link" onClick={onLeave}>
          {publishWords.published.again}
        </Button>
      </div>
    );
  }
  if (!isAsking) {
    return (
      <div className={styles.row}>
        <Button look="link" onClick={() => setAsking(true)}>
          {words.leave}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.leave} role="alert">
      <p>{words.leaveLead}</p>
      <div className={styles.row}>
        <Button onClick={onLeave}>{words.leaveConfirm}</Button>
        <Button look="link" onClick={() => setAsking(false)}>
          {words.leaveCancel}
        </Button>
      </div>
    </div>
  );
}
