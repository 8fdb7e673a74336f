import { useId } from "react";
import { Button } from "@/ui/Button";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { createWords } from "@/words/create";
import { CandidateRow } from "./CandidateRow";
import styles from "./Candidates.module.css";
import { PasteNames } from "./PasteNames";
import { problemSentence } from "./Problems";
import type { StepProps } from "./step";
import { useCandidateList } from "./useCandidateList";
import { useDragRow } from "./useDragRow";

const words = createWords.candidates;

/** The candidates in ballot order: a row each, moved by button, key or pointer; "None of these" always last. */
export function CandidatesStep({ id, draft, problems, onChange }: StepProps & { id: string }) {
  const labels = useId();
  const list = useCandidateList(draft.candidates, (candidates) => onChange({ candidates }));
  const drag = useDragRow(list.list, draft.candidates, list.move, (candidates) => onChange({ candidates }));
  const keepFocus = useKeptFocus(list.said);
  const tooMany = problems.find(({ kind }) => kind === "tooMany");

  return (
    <>
      <p className={styles.soft}>{words.lead}</p>
      <section aria-labelledby={labels} className={styles.part}>
        <h3 id={labels} className="visually-hidden">
          {words.list}
        </h3>
        <ol ref={list.list} className={styles.list} tabIndex={-1} onFocus={keepFocus}>
          {draft.candidates.map((candidate, index) => (
            <CandidateRow
              key={candidate.key}
              candidate={candidate}
              index={index}
              count={draft.candidates.length}
              problems={problems.filter(({ field }) => field === candidate.key)}
              isDragged={drag.dragged === candidate.key}
              handle={drag.handle(candidate.key)}
              list={list}
            />
          ))}
        </ol>
        <div ref={list.said} className={styles.said} role="status" tabIndex={-1} onFocus={keepFocus}>
          {list.done && <p>{list.done}</p>}
          {list.undo && (
            <Button look="link" onClick={list.undo}>
              {words.undo}
            </Button>
          )}
        </div>
        <div className={styles.row}>
          <Button onClick={() => list.insert(draft.candidates.length, [{ name: "", note: "" }])}>{words.add}</Button>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={draft.offersNone}
              onChange={({ target }) => onChange({ offersNone: target.checked })}
            />
            <span>
              {words.none} <small>{words.noneHint}</small>
            </span>
          </label>
        </div>
        <p role="status" className={styles.fault}>
          {tooMany && problemSentence(tooMany)}
        </p>
        <p className={styles.keys}>{words.keys}</p>
      </section>
      <PasteNames id={id} draft={draft} onAdd={list.insertPasted} />
    </>
  );
}
