import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/ui/Button";
import { type EndpointWords, nodesWords } from "@/words/nodes";
import styles from "./AddEndpoint.module.css";
import type { CheckedEndpoint } from "./checkEndpoint";

type AddEndpointProps = {
  own: EndpointWords;
  check: (text: string) => CheckedEndpoint;
  onAdd: (endpoint: string) => void;
};

/** The field for another one. What is wrong with an address is said beneath it, and the address stays. */
export function AddEndpoint({ own, check, onAdd }: AddEndpointProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();

  function add(event: FormEvent) {
    event.preventDefault();
    const checked = check(text);
    if ("fault" in checked) {
      setFault({ ...nodesWords.faults, ...own.faults }[checked.fault](checked.part));
      field.current?.focus();
      return;
    }
    setFault(undefined);
    setText("");
    onAdd(checked.endpoint);
  }

  return (
    <form className={styles.form} noValidate onSubmit={add}>
      <label htmlFor={`${id}field`}>{own.addLabel}</label>
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
        <Button type="submit">{own.add}</Button>
      </div>
      <p id={`${id}fault`} className={styles.fault} role="status">
        {fault}
      </p>
      <p id={`${id}hint`} className={styles.hint}>
        {own.addHint}
      </p>
    </form>
  );
}
