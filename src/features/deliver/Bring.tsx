import { type FormEvent, lazy, Suspense, useCallback, useId, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import field from "@/ui/field.module.css";
import { deliverWords } from "@/words/deliver";
import styles from "./Bring.module.css";
import { Reports } from "./Reports";
import type { useBring } from "./useBring";
import { useDropped } from "./useDropped";

const Scanner = lazy(async () => ({ default: (await import("./Scanner")).Scanner }));

const words = deliverWords.bring;

type BringProps = {
  bring: ReturnType<typeof useBring>;
  /** Whether there are ballots already, so that delivering them is the next step. */
  isMore: boolean;
};

/** Where ballots come from: files that are chosen or dropped anywhere on the page, what is pasted, and the camera. */
export function Bring({ bring, isMore }: BringProps) {
  const { reports, isReading, take, takeText, takeFiles, dismiss } = bring;
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const paste = useRef<HTMLTextAreaElement>(null);
  const scan = useRef<HTMLButtonElement>(null);
  const [text, setText] = useState("");
  const [isEmpty, setEmpty] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const pasted = deliverWords.brought.pasted;
  const takePasted = useCallback((given: string) => takeText(pasted, given), [takeText, pasted]);
  const isOver = useDropped(takeFiles, takePasted);

  function readPasted(event: FormEvent) {
    event.preventDefault();
    setEmpty(text.trim() === "");
    if (text.trim() === "") {
      paste.current?.focus();
      return;
    }
    takePasted(text);
    setText("");
  }

  return (
    <section className={`${styles.bring} ${isOver ? styles.over : ""}`} aria-label={words.label}>
      <div className={styles.ways}>
        <input
          ref={chooser}
          type="file"
          hidden
          multiple
          accept=".json,.txt,.eml,application/json,text/*,image/*"
          data-testid="ballot-files"
          onChange={({ target }) => {
            void takeFiles([...(target.files ?? [])]);
            // The same file, mended, can be chosen again.
            target.value = "";
          }}
        />
        <Button look={isMore ? "plain" : "main"} onClick={() => chooser.current?.click()}>
          {words.choose}
        </Button>
        <Button ref={scan} aria-expanded={isScanning} onClick={() => setScanning(!isScanning)}>
          {words.scan}
        </Button>
        <p className={field.hint}>{words.drop}</p>
      </div>
      {isScanning && (
        <ErrorBoundary>
          <Suspense>
            <Scanner
              onRead={(reading) => take(deliverWords.brought.code, reading)}
              onClose={() => {
                setScanning(false);
                scan.current?.focus();
              }}
            />
          </Suspense>
        </ErrorBoundary>
      )}
      <form className={field.field} onSubmit={readPasted}>
        <label htmlFor={`${id}paste`}>{words.paste}</label>
        <textarea
          ref={paste}
          id={`${id}paste`}
          className={styles.paste}
          rows={3}
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
      <Reports reports={reports} isReading={isReading} onDismiss={dismiss} />
    </section>
  );
}
