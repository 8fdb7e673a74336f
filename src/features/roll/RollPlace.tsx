import { useId, useState } from "react";
import type { Address } from "viem";
import type { Roll } from "@/chain/readRoll";
import { checkAddress } from "@/election/voterAddress";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { rollsWords as words } from "@/words/rolls";
import styles from "./RollView.module.css";

type RollPlaceProps = {
  roll: Roll;
  voters: readonly Address[];
  /** The reader's own address, which is asked for at first. */
  own: Address | undefined;
};

/** Tells whether an address is on the roll, and at which place, from the voters that were read and checked. */
export function RollPlace({ roll, voters, own }: RollPlaceProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? own ?? "";
  const checked = checkAddress(text);

  return (
    <section className={styles.part} aria-labelledby={`${id}heading`}>
      <h2 id={`${id}heading`}>{words.onIt}</h2>
      <div className={`${field.field} ${styles.ask}`}>
        <label htmlFor={`${id}address`}>{words.askLabel}</label>
        <input
          id={`${id}address`}
          className={styles.mono}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={`${id}hint`}
          value={text}
          onChange={({ target }) => setTyped(target.value)}
        />
        <p id={`${id}hint`} className={field.hint}>
          {words.askHint}
        </p>
      </div>
      <div role="status">
        {text.trim() !== "" &&
          ("fault" in checked ? (
            <p className={field.fault}>
              {checked.fault.kind === "checksum" ? words.faults.checksum : words.faults.incomplete}
            </p>
          ) : (
            <Answer roll={roll} index={voters.findIndex((voter) => voter.toLowerCase() === checked.address)} />
          ))}
      </div>
    </section>
  );
}

function Answer({ roll, index }: { roll: Roll; index: number }) {
  if (index === -1) {
    return (
      <p className={styles.answer}>
        <strong>{words.absent}</strong> {words.absentLead} {!roll.closed && words.absentOpen}
      </p>
    );
  }
  return (
    <p className={`${styles.answer} ${styles.present}`}>
      <strong>{words.place(formatCount(BigInt(index + 1)), formatCount(roll.size))}</strong> {words.placeLead}
    </p>
  );
}
