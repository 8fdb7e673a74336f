import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import { nodesWords as words } from "@/words/nodes";
import styles from "./AddNode.module.css";
import { checkEndpoint } from "./checkEndpoint";

type AddNodeProps = { listed: readonly string[]; onAdd: (endpoint: string) => void };

/** The field for another node. What is wrong with an address is said beneath it, and the address stays. */
export function AddNode({ listed, onAdd }: AddNodeProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();

  function add(event: FormEvent) {
    event.preventDefault();
    const checked = checkEndpoint(text, listed);
    if ("fault" in checked) {
      setFault(words.faults[checked.fault](checked.part));
      field.current?.focus();
      return;
    }
    setFault(undefined);
    setText("");
    onAdd(checked.endpoint);
  }

  return (
    <form className={styles.form} noValidate onSubmit={add}>
      <label htmlFor={`${id}field`}>{words.addLabel}</label>
      <div className={styles.line}>
        <input
          ref={field}
          id={`${id}field`}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}fault ${id}hint`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="submit">{words.add}</Button>
      </div>
      <p id={`${id}fault`} className={styles.fault} role="status">
        {fault}
      </p>
      <p id={`${id}hint`} className={styles.hint}>
        {words.addHint}
      </p>
    </form>
  );
}
