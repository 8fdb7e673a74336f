import { type DragEvent, type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { rollWords } from "@/words/roll";
import styles from "./ListSource.module.css";
import type { Reading } from "./useListReader";

const words = rollWords.source;

type ListSourceProps = {
  reading: Reading;
  /** Reads a source, and tells whether it was taken. */
  onRead: (source: Blob | string, name: string) => Promise<boolean>;
  onCancel: () => void;
};

/** Where a list comes from: a file that is chosen or dropped, or a text that is pasted. */
export function ListSource({ reading, onRead, onCancel }: ListSourceProps) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const paste = useRef<HTMLTextAreaElement>(null);
  const [isOver, setOver] = useState(false);
  const [text, setText] = useState("");
  const [isEmpty, setEmpty] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void onRead(file, file.name);
  }

  function readPasted(event: FormEvent) {
    event.preventDefault();
    setEmpty(text.trim() === "");
    if (text.trim() === "") paste.current?.focus();
    else void onRead(text, words.pasted).then((isTaken) => isTaken && setText(""));
  }

  return (
    <fieldset
      className={`${styles.source} ${isOver ? styles.over : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      aria-label={words.label}
    >
      <div className={styles.file}>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.eml,text/*"
          data-testid="list-file"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void onRead(file, file.name);
            // The same file, mended, can be chosen again.
            target.value = "";
          }}
        />
        <Button onClick={() => chooser.current?.click()}>{words.file}</Button>
        <p className={field.hint}>{words.drop}</p>
      </div>
      <form className={field.field} onSubmit={readPasted}>
        <label htmlFor={`${id}paste`}>{words.paste}</label>
        <textarea
          ref={paste}
          id={`${id}paste`}
          className={styles.paste}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={isEmpty}
          aria-describedby={`${id}hint ${id}empty`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <p id={`${id}hint`} className={field.hint}>
          {words.pasteHint}
        </p>
        <p id={`${id}empty`} className={field.fault} role="status">
          {isEmpty && words.empty}
        </p>
        <p>
          <Button type="submit">{words.read}</Button>
        </p>
      </form>
      <Progress reading={reading} onCancel={onCancel} />
    </fieldset>
  );
}

function Progress({ reading, onCancel }: { reading: Reading; onCancel: () => void }) {
  if (reading.status === "reading") {
    const { done, of } = reading;
    const said = of === 0 ? words.opening : words.working(formatCount(BigInt(done)), formatCount(BigInt(of)));
    return (
      <div className={styles.progress}>
        <p>{said}</p>
        <progress aria-label={words.opening} value={of === 0 ? undefined : done} max={of || 1} />
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    );
  }
  return (
    <div role="status">
      {reading.status === "cancelled" && <p>{words.cancelled}</p>}
      {reading.status === "refused" && (
        <Notice tone="fault" lead={words.refused}>
          {words.refusals[reading.refusal]}
        </Notice>
      )}
    </div>
  );
}
