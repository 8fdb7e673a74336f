import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { PartMissingError } from "@/chain/errors";
import { explainError } from "@/chain/explainError";
import type { Node } from "@/chain/node";
import { readPlace } from "@/chain/readPlace";
import type { Head } from "@/chain/watchHead";
import type { ElectionRoll } from "@/election/election";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { registerWords as words } from "@/words/register";
import styles from "./Register.module.css";

type FindVoterProps = {
  node: Node;
  roll: ElectionRoll;
  head: Head;
  /** What is to be said of the voter found last. */
  answer: string | undefined;
  /** Called with the index of whom the reader looked for; undefined where there is nobody. */
  onFind: (index: number | undefined) => void;
};

/** Finds a voter by address or by number on the roll. */
export function FindVoter({ node, roll, head, answer, onFind }: FindVoterProps) {
  const id = useId();
  const [text, setText] = useState("");
  const finding = useMutation({
    mutationFn: async (sought: string): Promise<{ index: number } | { refusal: string }> => {
      const number = /^[\d\s,.]+$/.test(sought) ? BigInt(sought.replace(/\D/g, "") || 0) : undefined;
      if (number !== undefined) {
        if (number < 1n || number > roll.size) return { refusal: words.noNumber(formatCount(roll.size)) };
        return { index: Number(number) - 1 };
      }
      const { checkAddress } = await import("@/election/voterAddress").catch((cause: unknown) => {
        throw new PartMissingError("The part that checks addresses could not be loaded.", { cause });
      });
      const checked = checkAddress(sought);
      if ("fault" in checked) return { refusal: checked.fault.kind === "checksum" ? words.checksum : words.noVoter };
      const place = await readPlace(node, roll.address, checked.address, head.hash);
      return place === null ? { refusal: words.notOnRoll } : { index: Number(place) };
    },
    onSuccess: (found) => onFind("index" in found ? found.index : undefined),
    onError: () => onFind(undefined),
  });
  const find = (event: FormEvent) => {
    event.preventDefault();
    finding.mutate(text);
  };
  const refusal = finding.data && "refusal" in finding.data ? finding.data.refusal : undefined;

  return (
    <search>
      <form className={styles.find} onSubmit={find}>
        <div className={field.field}>
          <label htmlFor={id}>{words.find}</label>
          <input
            id={id}
            type="search"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            aria-describedby={`${id}hint`}
            onChange={({ target }) => setText(target.value)}
          />
          <span id={`${id}hint`} className={field.hint}>
            {words.findHint}
          </span>
        </div>
        <Button type="submit">{words.findButton}</Button>
      </form>
      <p role="status" className={refusal || finding.error ? field.fault : styles.answer}>
        {finding.isPending && words.finding}
        {finding.error ? explainError(finding.error) : (refusal ?? (finding.data && answer))}
      </p>
    </search>
  );
}
