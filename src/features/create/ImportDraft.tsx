import { type ChangeEvent, useState } from "react";
import type { Draft } from "@/election/draft";
import { Notice } from "@/ui/Notice";
import { createWords } from "@/words/create";
import styles from "./Desk.module.css";
import { readDraftFile } from "./draftFile";
import { Field } from "./Field";

const words = createWords.desk;

/** Takes a draft out of a file. A file that holds none is named, with what is wrong in it; nothing else changes. */
export function ImportDraft({ onImport }: { onImport: (draft: Draft) => void }) {
  const [failed, setFailed] = useState<{ file: string; why: string }>();

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (!file) return;
    const why = await importFile(file);
    setFailed(why === undefined ? undefined : { file: file.name, why });
    // So that the same file, mended, can be chosen again.
    target.value = "";
  }

  async function importFile(file: File): Promise<string | undefined> {
    const text = await file.text().catch(() => undefined);
    if (text === undefined) return words.cannotRead;
    const result = readDraftFile(text);
    if (!("fault" in result)) onImport(result.draft);
    else return result.fault === "notDraft" ? words.notDraft(result.place) : words[result.fault];
  }

  return (
    <>
      <Field label={words.import} hint={words.importHint}>
        {(attributes) => (
          <input {...attributes} type="file" accept=".json,application/json" onChange={(event) => void read(event)} />
        )}
      </Field>
      {failed && (
        <div role="alert" className={styles.alert}>
          <Notice tone="fault" lead={words.notImported(failed.file)}>
            {failed.why}
          </Notice>
        </div>
      )}
    </>
  );
}
