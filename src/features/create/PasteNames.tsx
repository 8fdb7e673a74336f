import { useState } from "react";
import * as v from "valibot";
import { type Draft, draftNames } from "@/election/draft";
import { parsePastedNames, type WrittenName } from "@/election/pastedNames";
import { shownText } from "@/election/shownText";
import { Button } from "@/ui/Button";
import { formatCount, formatList } from "@/ui/format";
import { useStored } from "@/ui/stored";
import { createWords } from "@/words/create";
import styles from "./Candidates.module.css";
import { Field } from "./Field";

const words = createWords.candidates;
const Text = v.string();

type PasteNamesProps = { id: string; draft: Draft; onAdd: (names: readonly WrittenName[]) => void };

/** Names from a list that stands elsewhere: a minute, a spreadsheet, a mail. */
export function PasteNames({ id, draft, onAdd }: PasteNamesProps) {
  const [text = "", setText] = useStored("fleeting", `recount.paste.${id}`, Text);
  const [isOpen, setOpen] = useState(text !== "");
  const [said, setSaid] = useState<readonly string[]>([]);

  function add() {
    const { names, twice } = parsePastedNames(text, draftNames(draft));
    if (names.length === 0 && twice.length === 0) return setSaid([words.pasteEmpty]);
    if (names.length > 0) onAdd(names);
    setText(undefined);
    const left = twice.length > 0 ? [words.twice(formatList(twice.map((name) => shownText(name))))] : [];
    setSaid([words.pasted(formatCount(BigInt(names.length))), ...left]);
  }

  return (
    <details className={styles.paste} open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.paste}</summary>
      <Field label={words.pasteLabel} hint={words.pasteHint}>
        {(attributes) => (
          <textarea {...attributes} rows={6} value={text} onChange={({ target }) => setText(target.value)} />
        )}
      </Field>
      <div className={styles.row}>
        <Button onClick={add}>{words.pasteAdd}</Button>
      </div>
      <p role="status" className={styles.soft}>
        {said.join(" ")}
      </p>
    </details>
  );
}
