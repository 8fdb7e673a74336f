import { type FormEvent, useId, useState } from "react";
import type { RollRow, RowFault } from "@/election/rollText";
import { checkAddress } from "@/election/voterAddress";
import { Button } from "@/ui/Button";
import { rollWords } from "@/words/roll";
import styles from "./FaultyRows.module.css";
import { placeOf, reasonOf } from "./tellRow";

const words = rollWords.faulty;

type FaultyRowProps = {
  row: RollRow;
  fault: RowFault;
  files: readonly string[];
  onMend: (text: string) => void;
  onRemove: () => void;
};

/** One row with a mistake. What is written in its place is taken once it is an address. */
export function FaultyRow({ row, fault, files, onMend, onRemove }: FaultyRowProps) {
  const id = useId();
  const [text, setText] = useState(row.text);
  const [still, setStill] = useState<string>();
  const place = placeOf(row, files);

  function mend(event: FormEvent) {
    event.preventDefault();
    const checked = checkAddress(text);
    if ("fault" in checked) setStill(words.still(reasonOf(checked.fault, files)));
    else onMend(text);
  }

  return (
    <li>
      <p className={styles.who}>
        <strong>{words.at(place)}</strong>
        {row.label && <bdi>{row.label}</bdi>}
      </p>
      <p className={styles.reason}>{reasonOf(fault, files)}</p>
      <form className={styles.mend} noValidate onSubmit={mend}>
        <input
          type="text"
          aria-label={words.field(place)}
          aria-invalid={still !== undefined}
          aria-describedby={`${id}still`}
          placeholder={words.empty}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setStill(undefined);
          }}
        />
        <Button type="submit" aria-label={words.mendRow(place)}>
          {words.mend}
        </Button>
        <Button look="link" aria-label={words.removeRow(place)} onClick={onRemove}>
          {words.remove}
        </Button>
      </form>
      <p id={`${id}still`} className={styles.still} role="status">
        {still}
      </p>
    </li>
  );
}
