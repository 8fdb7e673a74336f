import { useDeferredValue, useId, useMemo, useState } from "react";
import type { Address } from "viem";
import { writeCsv } from "@/election/csv";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { Pager, pageOf } from "@/ui/Pager";
import { saveFile } from "@/ui/saveFile";
import { rollsWords as words } from "@/words/rolls";
import styles from "./RollView.module.css";

/** How many voters stand on a page. */
const size = 25;

/** Everybody on the roll by number, page by page; to be searched and taken along. */
export function RollVoters({ voters, name }: { voters: readonly Address[]; name: string }) {
  const id = useId();
  const [text, setText] = useState("");
  const [wished, setWished] = useState(0);
  const sought = useDeferredValue(text.trim().toLowerCase());
  const found = useMemo(
    () => voters.flatMap((voter, index) => (voter.toLowerCase().includes(sought) ? { voter, number: index + 1 } : [])),
    [voters, sought],
  );
  const { page, shown } = pageOf(found, wished, size);

  return (
    <section className={styles.part} aria-labelledby={`${id}heading`}>
      <h2 id={`${id}heading`}>{words.everybody}</h2>
      <div className={`${field.field} ${styles.ask}`}>
        <label htmlFor={`${id}search`}>{words.search}</label>
        <input
          id={`${id}search`}
          type="search"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setWished(0);
          }}
        />
      </div>
      <ol className={styles.voters}>
        {shown.map(({ voter, number }) => (
          <li key={voter}>
            <span className={styles.number}>{formatCount(BigInt(number))}</span>
            <span className={styles.mono}>{voter}</span>
          </li>
        ))}
      </ol>
      <p role="status" className={styles.soft}>
        {found.length === 0 && words.noneFound}
      </p>
      <Pager of={words.everybody} page={page} size={size} total={found.length} onChange={setWished} />
      <p>
        <Button
          onClick={() =>
            saveFile(
              `${name}.csv`,
              "text/csv",
              writeCsv([["Number", "Address"], ...voters.map((voter, index) => [String(index + 1), voter])]),
            )
          }
        >
          {words.download}
        </Button>
      </p>
    </section>
  );
}
