import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { words } from "@/words/words";
import styles from "./CastActions.module.css";

type ChooseActionsProps = {
  election: Election;
  /** What the next step is called. */
  label: string;
  isDisabled?: boolean | undefined;
  /** Whether the next step was asked for before any box was marked. */
  isUnmarked?: boolean;
  onNext: () => void;
  /** Unmarks the box; absent where none is marked. */
  onClear: (() => void) | undefined;
};

/** Below a ballot that is being marked: the next step, and what becomes public. */
export function ChooseActions({ election, label, isDisabled, isUnmarked, onNext, onClear }: ChooseActionsProps) {
  return (
    <>
      <div className={styles.row}>
        <Button look="main" disabled={isDisabled} onClick={onNext}>
          {label}
        </Button>
        {onClear && (
          <Button look="link" onClick={onClear}>
            {words.ballot.clear}
          </Button>
        )}
      </div>
      {isUnmarked && (
        <p role="alert" className={styles.unmarked}>
          {words.cast.chooseFirst}
        </p>
      )}
      <p className={styles.small}>
        {election.roll ? words.ballot.organiserSees : words.ballot.publicNotice} {words.ballot.unchangeable}
      </p>
    </>
  );
}
