import { useEffect, useRef, useState } from "react";
import type { ReadRows } from "@/election/rollText";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { rollWords as words } from "@/words/roll";
import { AddMember } from "./AddMember";
import { FaultyRows } from "./FaultyRows";
import styles from "./ListEditor.module.css";
import { ListResult } from "./ListResult";
import { ListSource } from "./ListSource";
import { saveList } from "./saveList";
import { useListReader } from "./useListReader";
import { useVoterList } from "./useVoterList";
import { VoterRows } from "./VoterRows";
import { appendRows, emptyList, type VoterList } from "./voterList";

/** What was read last: from where, onto which list, and how it was understood. */
type LastRead = { source: Blob | string; name: string; before: VoterList; read: Omit<ReadRows, "rows"> };

type ListEditorProps = {
  /** The key under which this browser keeps the list. */
  list: string;
  /** Told whether the list has any voters, whenever that changes. */
  onVoters: (hasVoters: boolean) => void;
};

/** A list of members in the making: read, mended row by row, searched, added to. All of it is kept at once. */
export function ListEditor({ list: key, onVoters }: ListEditorProps) {
  const opened = useVoterList(key);
  const { list, judgement, isReading, change, said, undo } = opened;
  const reader = useListReader();
  const [last, setLast] = useState<LastRead>();
  const result = useRef<HTMLDivElement>(null);

  const hasVoters = isReading ? undefined : judgement.voters.length > 0;
  const tell = useRef(onVoters);
  useEffect(() => {
    tell.current = onVoters;
  });
  useEffect(() => {
    if (hasVoters !== undefined) tell.current(hasVoters);
  }, [hasVoters]);

  async function read(source: Blob | string, name: string, before: VoterList, column?: number): Promise<boolean> {
    const checked = await reader.read(source, column);
    if (!checked) return false;
    const { rows, ...rest } = checked;
    change(appendRows(before, name, rows), words.said.read(formatCount(BigInt(rows.length)), name));
    setLast({ source, name, before, read: rest });
    result.current?.focus();
    return true;
  }

  function empty() {
    change(emptyList, words.said.emptied);
    setLast(undefined);
    result.current?.focus();
  }

  const source = (
    <ListSource reading={reader.reading} onRead={(source, name) => read(source, name, list)} onCancel={reader.cancel} />
  );

  if (isReading) return <p role="status">{words.reading}</p>;
  const hasRows = list.rows.length > 0;
  return (
    <div className={styles.editor}>
      <p className={field.hint}>{words.private}</p>
      <div ref={result} tabIndex={-1} className={styles.focused}>
        {hasRows && (
          <ListResult
            opened={opened}
            read={last?.read}
            onColumn={(column) => last && void read(last.source, last.name, last.before, column)}
          />
        )}
        <div className={styles.said} role="status">
          {said !== undefined && <span>{said}</span>}
          {undo && (
            <Button look="link" onClick={undo.run}>
              {undo.said}
            </Button>
          )}
        </div>
      </div>
      {!hasRows && source}
      {judgement.faulty.length > 0 && <FaultyRows opened={opened} />}
      {judgement.voters.length > 0 && <VoterRows opened={opened} />}
      <AddMember opened={opened} />
      {hasRows && (
        <details className={styles.more}>
          <summary>{words.more.summary}</summary>
          <p>{words.more.lead}</p>
          {source}
        </details>
      )}
      {hasRows && (
        <p className={styles.actions}>
          <Button look="link" onClick={() => saveList(list)}>
            {words.result.download}
          </Button>
          <Button look="link" onClick={empty}>
            {words.more.replace}
          </Button>
        </p>
      )}
    </div>
  );
}
