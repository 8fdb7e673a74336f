import type { ReactNode } from "react";
import { Link } from "wouter";
import { type Draft, rehearsalOf } from "@/election/draft";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { formatMoment } from "@/ui/format";
import { saveFile } from "@/ui/saveFile";
import { useNow } from "@/ui/useNow";
import { createWords } from "@/words/create";
import styles from "./Desk.module.css";
import { writeDraftFile } from "./draftFile";
import { useDraft } from "./drafts";

const words = createWords.desk;

type DraftRowProps = {
  id: string;
  /** By the reader's clock, in unix milliseconds. */
  changed: number;
  mark: ReactNode;
  rehearsalChain: number | undefined;
  /** Adds a draft made from this one. */
  onAdd: (draft: Draft) => void;
  onDelete: (draft: Draft | undefined) => void;
};

/** One draft on the desk, and what can be done with it. */
export function DraftRow({ id, changed, mark, rehearsalChain, onAdd, onDelete }: DraftRowProps) {
  const { draft, isKept } = useDraft(id);
  const now = useNow(60_000);
  const title = draft ? shownText(draft.title) || createWords.untitled : words.unreadable;
  const action = (label: string, onClick: () => void) => (
    <Button look="link" aria-label={words.named(label, title)} onClick={onClick}>
      {label}
    </Button>
  );

  return (
    <li>
      <p className={styles.title}>
        {draft ? (
          <Link href={`/organise/${id}`}>
            <bdi>{title}</bdi>
          </Link>
        ) : (
          title
        )}
      </p>
      <p className={styles.soft}>
        {draft ? words.changed(formatMoment(BigInt(Math.floor(changed / 1000)), now)) : words.unreadableLead}
      </p>
      <div className={styles.mark}>{mark}</div>
      {!isKept && <p className={styles.fault}>{words.unkept}</p>}
      <p className={styles.actions}>
        {draft && (
          <>
            <Link href={`/organise/${id}`} aria-label={words.named(words.continue, title)}>
              {words.continue}
            </Link>
            {action(words.duplicate, () => onAdd({ ...draft, title: words.copyOf(draft.title || title) }))}
            {rehearsalChain !== undefined &&
              action(words.rehearse, () => onAdd(rehearsalOf(draft, words.rehearsal, rehearsalChain)))}
            {action(words.export, () => saveFile("recount-draft.json", "application/json", writeDraftFile(draft)))}
          </>
        )}
        {action(words.delete, () => onDelete(draft))}
      </p>
    </li>
  );
}
