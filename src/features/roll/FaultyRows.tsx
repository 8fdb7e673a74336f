import { useId, useRef, useState } from "react";
import { writeCsv } from "@/election/csv";
import { Button } from "@/ui/Button";
import { formatCount } from "@/ui/format";
import { Pager, pageOf } from "@/ui/Pager";
import { saveFile } from "@/ui/saveFile";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { rollWords } from "@/words/roll";
import { FaultyRow } from "./FaultyRow";
import styles from "./FaultyRows.module.css";
import { placeOf, reasonOf } from "./tellRow";
import type { OpenedList } from "./useVoterList";
import { mendRow, removeRows } from "./voterList";

const words = rollWords.faulty;

/** How many rows stand on a page. */
const size = 10;

/** The rows that are no voters, each with its number, its reason, and a way to put it right. */
export function FaultyRows({ opened }: { opened: OpenedList }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const keepFocus = useKeptFocus(heading);
  const [wished, setWished] = useState(0);
  const { list, judgement, change } = opened;
  const { faulty } = judgement;
  const { page, shown } = pageOf(faulty, wished, size);

  function removeAll() {
    const rows = new Set(faulty.map(({ row }) => row));
    change(removeRows(list, rows), rollWords.said.removedAll(formatCount(BigInt(rows.size))));
  }

  function download() {
    const rows = faulty.map(({ row, fault }) => [
      placeOf(row, list.files),
      row.label,
      row.text,
      reasonOf(fault, list.files),
    ]);
    const table = writeCsv([["Row", "Name", "Written", "Mistake"], ...rows]);
    saveFile("rows-with-mistakes.csv", "text/csv", table);
  }

  return (
    <section className={styles.faulty} aria-labelledby={id} onFocus={keepFocus}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {words.heading} ({formatCount(BigInt(faulty.length))})
      </h3>
      <ol className={styles.rows}>
        {shown.map(({ row, fault }) => {
          const place = placeOf(row, list.files);
          return (
            <FaultyRow
              key={`${row.file} ${row.number} ${row.text}`}
              row={row}
              fault={fault}
              files={list.files}
              onMend={(text) => change(mendRow(list, row, text), rollWords.said.mended(place))}
              onRemove={() => change(removeRows(list, new Set([row])), rollWords.said.removed(place))}
            />
          );
        })}
      </ol>
      <Pager of={words.heading} page={page} size={size} total={faulty.length} onChange={setWished} />
      <p className={styles.actions}>
        <Button look="link" onClick={download}>
          {words.download}
        </Button>
        <Button look="link" onClick={removeAll}>
          {words.removeAll}
        </Button>
      </p>
    </section>
  );
}
