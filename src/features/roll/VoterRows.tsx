import { useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { checksumAddress } from "viem";
import type { RollRow } from "@/election/rollText";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { Pager, pageOf } from "@/ui/Pager";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { rollWords } from "@/words/roll";
import { placeOf } from "./tellRow";
import type { OpenedList } from "./useVoterList";
import styles from "./VoterRows.module.css";
import { removeRows } from "./voterList";

const words = rollWords.voters;

/** How many voters stand on a page. */
const size = 10;

/** The voters on the list, to be searched, each with a way off it. */
export function VoterRows({ opened }: { opened: OpenedList }) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const keepFocus = useKeptFocus(heading);
  const [text, setText] = useState("");
  const [wished, setWished] = useState(0);
  const { list, judgement, change } = opened;
  const sought = useDeferredValue(text.trim().toLowerCase());
  const found = useMemo(
    () =>
      sought === ""
        ? judgement.voters
        : judgement.voters.filter((row) => `${row.label}\n${row.text}`.toLowerCase().includes(sought)),
    [judgement.voters, sought],
  );
  const { page, shown } = pageOf(found, wished, size);
  const [count, total] = [found.length, judgement.voters.length].map((number) => formatCount(BigInt(number)));

  return (
    <section className={styles.voters} aria-labelledby={`${id}heading`} onFocus={keepFocus}>
      <h3 id={`${id}heading`} ref={heading} tabIndex={-1}>
        {words.heading} ({total})
      </h3>
      <div className={field.field}>
        <label htmlFor={`${id}search`}>{words.search}</label>
        <input
          id={`${id}search`}
          type="search"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}hint`}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setWished(0);
          }}
        />
        <p id={`${id}hint`} className={field.hint}>
          {words.searchHint}
        </p>
      </div>
      <p role="status" className={field.hint}>
        {sought !== "" && (found.length === 0 ? words.none : words.found(`${count}`, `${total}`))}
      </p>
      <ol className={styles.rows}>
        {shown.map((row) => (
          <VoterRow
            key={`${row.file} ${row.number} ${row.text}`}
            row={row}
            files={list.files}
            onRemove={() => change(removeRows(list, new Set([row])), rollWords.said.removed(placeOf(row, list.files)))}
          />
        ))}
      </ol>
      <Pager of={words.heading} page={page} size={size} total={found.length} onChange={setWished} />
    </section>
  );
}

type VoterRowProps = { row: RollRow; files: readonly string[]; onRemove: () => void };

function VoterRow({ row, files, onRemove }: VoterRowProps) {
  if ("fault" in row.checked) return null;
  const address = checksumAddress(row.checked.address);
  const place = placeOf(row, files);
  return (
    <li>
      <span className={styles.number}>{place}</span>
      <p className={styles.who}>
        {row.label && <bdi>{row.label}</bdi>}
        <span className={styles.address}>{address}</span>
        {!row.checked.hasChecksum && <small>{words.unchecked}</small>}
      </p>
      <Button look="link" aria-label={words.removeVoter(row.label || address)} onClick={onRemove}>
        {words.remove}
      </Button>
    </li>
  );
}
