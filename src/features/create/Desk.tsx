import { type ReactNode, useId, useRef, useState } from "react";
import type { Draft } from "@/election/draft";
import { emptyDraft } from "@/election/draft";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { readersZone } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import styles from "./Desk.module.css";
import { DraftRow } from "./DraftRow";
import { addDraft, deleteDraft, keepDraft, useDraftList } from "./drafts";
import { ImportDraft } from "./ImportDraft";
import { Powers } from "./Powers";

const words = createWords.desk;

type DeskProps = {
  /** The chain on which to rehearse; undefined where there is none that is for practice. */
  rehearsalChain: number | undefined;
  onOpen: (id: string) => void;
  /** What has become of a draft's publishing; it draws nothing where none was begun. */
  drawMark: (id: string) => ReactNode;
  /** Where voters are looked after: links to rolls, and for members. */
  voters: ReactNode;
};

/** What was done last, said to everybody, and a draft that was deleted with it. */
type Done = { said: string; deleted?: { id: string; draft: Draft } };

/** The organiser's desk: what is being written in this browser, and what an organiser can and cannot do. */
export function Desk({ rehearsalChain, onOpen, drawMark, voters }: DeskProps) {
  const labels = useId();
  const drafts = useDraftList();
  const [done, setDone] = useState<Done>();
  const said = useRef<HTMLDivElement>(null);
  const keepFocus = useKeptFocus(said);
  const titleOf = ({ title }: Draft) => shownText(title) || createWords.untitled;

  function add(draft: Draft, sentence: (title: string) => string) {
    addDraft(draft);
    setDone({ said: sentence(titleOf(draft)) });
  }

  function remove(id: string, draft: Draft | undefined) {
    deleteDraft(id);
    if (draft) setDone({ said: words.deleted(titleOf(draft)), deleted: { id, draft } });
  }

  function putBack({ id, draft }: { id: string; draft: Draft }) {
    keepDraft(id, draft);
    setDone({ said: words.undone(titleOf(draft)) });
  }

  const deleted = done?.deleted;
  return (
    <>
      <p>
        <Button look="main" onClick={() => onOpen(addDraft(emptyDraft(readersZone())))}>
          {words.begin}
        </Button>
      </p>
      <section className={styles.part} aria-labelledby={`${labels}drafts`} onFocus={keepFocus}>
        <h2 id={`${labels}drafts`}>{words.drafts}</h2>
        {drafts.length === 0 ? (
          <p className={styles.soft}>{words.noDrafts}</p>
        ) : (
          <ul className={styles.list}>
            {drafts.map(({ id, changed }) => (
              <DraftRow
                key={id}
                id={id}
                changed={changed}
                mark={drawMark(id)}
                rehearsalChain={rehearsalChain}
                onAdd={(draft) => add(draft, draft.voters?.kind === "list" ? words.sharedList : words.duplicated)}
                onDelete={(draft) => remove(id, draft)}
              />
            ))}
          </ul>
        )}
        <div ref={said} className={styles.said} role="status" tabIndex={-1}>
          {done && <p>{done.said}</p>}
          {deleted && (
            <Button look="link" onClick={() => putBack(deleted)}>
              {words.undo}
            </Button>
          )}
        </div>
        {drafts.length > 0 && rehearsalChain !== undefined && <p className={styles.soft}>{words.rehearseHint}</p>}
        <ImportDraft onImport={(draft) => add(draft, words.imported)} />
      </section>
      <section className={styles.part} aria-labelledby={`${labels}voters`}>
        <h2 id={`${labels}voters`}>{words.elsewhere}</h2>
        {voters}
      </section>
      <section className={styles.part} aria-labelledby={`${labels}powers`}>
        <h2 id={`${labels}powers`}>{createWords.powers.heading}</h2>
        <Powers parts={["before", "after", "sees", "keys"]} />
      </section>
    </>
  );
}
