import { type ClipboardEvent, type KeyboardEvent, type PointerEventHandler, useId } from "react";
import { nameRoom, type Problem } from "@/election/checkDraft";
import type { DraftCandidate } from "@/election/draft";
import { parsePastedNames } from "@/election/pastedNames";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { createWords } from "@/words/create";
import styles from "./Candidates.module.css";
import fieldStyles from "./Field.module.css";
import { Problems, shownProblems } from "./Problems";
import { type CandidateList, rowName } from "./useCandidateList";

const words = createWords.candidates;

type CandidateRowProps = {
  candidate: DraftCandidate;
  index: number;
  count: number;
  problems: readonly Problem[];
  isDragged: boolean;
  handle: { onPointerDown: PointerEventHandler };
  list: CandidateList;
};

/** One candidate: name, note, and its way up, down or off the ballot. */
export function CandidateRow({ candidate, index, count, problems, isDragged, handle, list }: CandidateRowProps) {
  const id = useId();
  const { key, name, note } = candidate;
  const number = formatCount(BigInt(index + 1));
  const called = rowName(candidate, index);
  const room = nameRoom(candidate);
  const isFaulty = shownProblems(problems).some(({ isFault }) => isFault);

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.altKey && step !== 0) {
      event.preventDefault();
      list.move(index, index + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.goOn(index);
    }
  }

  /** A list that is pasted into an empty name becomes a row for each line. */
  function onPaste(event: ClipboardEvent) {
    const { names } = parsePastedNames(event.clipboardData.getData("text/plain"), []);
    if (names.length < 2 || name.trim() !== "") return;
    event.preventDefault();
    list.insertPasted(names);
  }

  const field = {
    type: "text",
    autoComplete: "off",
    className: fieldStyles.control,
    "aria-describedby": `${id}problems ${id}room`,
    onKeyDown,
  };

  return (
    <li data-key={key} className={isDragged ? `${styles.candidate} ${styles.dragged}` : styles.candidate}>
      <span className={styles.handle} title={words.drag} aria-hidden="true" {...handle}>
        <svg viewBox="0 0 12 20" aria-hidden="true">
          <path d="M3 3h0M9 3h0M3 10h0M9 10h0M3 17h0M9 17h0" />
        </svg>
      </span>
      <div className={styles.fields}>
        <input
          {...field}
          aria-label={words.name(number)}
          aria-invalid={isFaulty}
          placeholder={words.namePlaceholder}
          value={name}
          onChange={({ target }) => list.change(key, { name: target.value })}
          onPaste={onPaste}
        />
        <input
          {...field}
          aria-label={words.note(number)}
          placeholder={words.notePlaceholder}
          value={note}
          onChange={({ target }) => list.change(key, { note: target.value })}
        />
        <p id={`${id}room`} className={fieldStyles.hint}>
          {room >= 0 &&
            room <= 40 &&
            createWords.form.room(createWords.form.letters(formatCount(BigInt(room)), room === 1))}
        </p>
        <Problems
          id={`${id}problems`}
          problems={problems}
          onStrip={() => list.change(key, { name: shownText(name), note: shownText(note) })}
        />
      </div>
      <div className={styles.actions}>
        <RowButton label={words.moveUp(called)} isOff={index === 0} onPress={() => list.move(index, index - 1)}>
          ↑
        </RowButton>
        <RowButton
          label={words.moveDown(called)}
          isOff={index === count - 1}
          onPress={() => list.move(index, index + 1)}
        >
          ↓
        </RowButton>
        <RowButton label={words.remove(called)} isOff={false} onPress={() => list.remove(index)}>
          ×
        </RowButton>
      </div>
    </li>
  );
}

type RowButtonProps = { label: string; isOff: boolean; onPress: () => void; children: string };

/** Something to do with a row. Where it cannot be done it keeps the focus, which would be lost otherwise. */
function RowButton({ label, isOff, onPress, children }: RowButtonProps) {
  return (
    <Button
      look="link"
      className={styles.step ?? ""}
      aria-label={label}
      aria-disabled={isOff}
      onClick={isOff ? undefined : onPress}
    >
      <span aria-hidden="true">{children}</span>
    </Button>
  );
}
