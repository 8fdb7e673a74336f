import { type FormEvent, useId, useRef, useState } from "react";
import { checkAddress } from "@/election/voterAddress";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { rollWords } from "@/words/roll";
import styles from "./AddMember.module.css";
import { placeOf, reasonOf } from "./tellRow";
import type { OpenedList } from "./useVoterList";
import { addMember } from "./voterList";

const words = rollWords.add;

/** Adds one member by hand. What is wrong with the address is said beneath it, and everything stays. */
export function AddMember({ opened }: { opened: OpenedList }) {
  const id = useId();
  const addressField = useRef<HTMLInputElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();
  const { list, judgement, change } = opened;

  function add(event: FormEvent) {
    event.preventDefault();
    const found = findFault();
    setFault(found);
    if (found !== undefined) return addressField.current?.focus();
    const next = addMember(list, text.trim(), name.trim());
    const added = next.rows.at(-1);
    change(next, rollWords.said.added(added ? placeOf(added, next.files) : ""));
    setName("");
    setText("");
    nameField.current?.focus();
  }

  function findFault(): string | undefined {
    const checked = checkAddress(text);
    if ("fault" in checked) return reasonOf(checked.fault, list.files);
    const first = judgement.voters.find((row) => !("fault" in row.checked) && row.checked.address === checked.address);
    return first && words.double(placeOf(first, list.files));
  }

  return (
    <form className={styles.form} noValidate onSubmit={add} aria-labelledby={`${id}heading`}>
      <h3 id={`${id}heading`}>{words.heading}</h3>
      <div className={styles.line}>
        <div className={`${field.field} ${styles.name}`}>
          <label htmlFor={`${id}name`}>{words.name}</label>
          <input
            ref={nameField}
            id={`${id}name`}
            type="text"
            autoComplete="off"
            maxLength={200}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <div className={`${field.field} ${styles.address}`}>
          <label htmlFor={`${id}address`}>{words.address}</label>
          <input
            ref={addressField}
            id={`${id}address`}
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}fault`}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <Button type="submit">{words.add}</Button>
      </div>
      <p id={`${id}fault`} className={field.fault} role="status">
        {fault}
      </p>
    </form>
  );
}
