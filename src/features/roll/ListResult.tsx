import { useId } from "react";
import { mostRows, type ReadRows } from "@/election/rollText";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { rollWords } from "@/words/roll";
import styles from "./ListEditor.module.css";
import type { OpenedList } from "./useVoterList";

const words = rollWords.result;

type ListResultProps = {
  opened: OpenedList;
  /** What was read last in this page, where it was: how it was understood can be put right. */
  read: Omit<ReadRows, "rows"> | undefined;
  onColumn: (column: number) => void;
};

/** What a list amounts to, and how its file was understood. */
export function ListResult({ opened, read, onColumn }: ListResultProps) {
  const id = useId();
  const { list, judgement, isWriting, isUnkept } = opened;
  const [rows, voters, faulty, unchecked] = [
    list.rows.length,
    judgement.voters.length,
    judgement.faulty.length,
    judgement.unchecked,
  ].map((count) => formatCount(BigInt(count)));
  return (
    <div className={styles.result}>
      <p className={styles.total}>{tellTotal(list.rows.length, faulty !== "0", `${voters}`, `${rows}`)}</p>
      {!isUnkept && <p className={field.hint}>{isWriting ? words.keeping : words.kept}</p>}
      {faulty !== "0" && <p>{words.left(`${faulty}`)}</p>}
      {judgement.voters.length > mostRows && <Notice tone="fault" lead={words.tooMany} />}
      {isUnkept && (
        <Notice tone="fault" lead={words.unkept}>
          {words.unkeptWhy}
        </Notice>
      )}
      {judgement.unchecked > 0 && (
        <Notice tone="caution" lead={words.unchecked(`${unchecked}`)}>
          {words.uncheckedWhy}
        </Notice>
      )}
      {read && read.columns.length > 1 && (
        <div className={`${field.field} ${styles.column}`}>
          <label htmlFor={`${id}column`}>{words.column}</label>
          <select
            id={`${id}column`}
            value={read.columns[0]?.index}
            onChange={({ target }) => onColumn(Number(target.value))}
          >
            {read.columns
              .toSorted((a, b) => a.index - b.index)
              .map(({ index, name }) => (
                <option key={index} value={index}>
                  {name || words.columnUnnamed(formatCount(BigInt(index + 1)))}
                </option>
              ))}
          </select>
        </div>
      )}
      {read?.heading !== undefined && <p className={field.hint}>{words.heading(read.heading)}</p>}
      {read !== undefined && read.passedOver > 0 && (
        <p className={field.hint}>{words.passedOver(formatCount(BigInt(read.passedOver)))}</p>
      )}
    </div>
  );
}

function tellTotal(count: number, hasFaults: boolean, voters: string, rows: string): string {
  if (hasFaults) return words.voters(voters, rows);
  return count === 1 ? words.oneVoter : words.allVoters(rows);
}
