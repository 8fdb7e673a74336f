import { useId, useState } from "react";
import { type Address, checksumAddress } from "viem";
import { type AddressFault, checkAddress } from "@/election/voterAddress";
import { Button } from "@/ui/Button";
import field from "@/ui/field.module.css";
import { formatCount } from "@/ui/format";
import { joinWords as words } from "@/words/join";
import styles from "./Join.module.css";
import { ShownAddress } from "./ShownAddress";

type JoinProps = {
  /** The address that the reader's wallet is on. */
  own: Address | undefined;
  onConnect: () => void;
};

/** A member's address, from their wallet or written, to be shown, copied or mailed to the organiser. */
export function Join({ own, onConnect }: JoinProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const [name, setName] = useState("");
  const text = typed ?? own ?? "";
  const checked = checkAddress(text);
  const isOwn = own !== undefined && !("fault" in checked) && checked.address === own.toLowerCase();
  const fault = "fault" in checked ? tellFault(checked.fault) : "";

  return (
    <div className={styles.join}>
      <div className={field.field}>
        <label htmlFor={`${id}address`}>{words.field}</label>
        <input
          id={`${id}address`}
          className={styles.mono}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={fault !== ""}
          aria-describedby={`${id}fault ${id}hint`}
          value={text}
          onChange={({ target }) => setTyped(target.value)}
        />
        <p id={`${id}fault`} className={field.fault} role="status">
          {fault}
        </p>
        <p id={`${id}hint`} className={field.hint}>
          {isOwn ? words.connected : words.hint}
        </p>
        {!isOwn && (
          <p>
            <Button
              onClick={() => {
                setTyped(undefined);
                if (!own) onConnect();
              }}
            >
              {words.fromWallet}
            </Button>
          </p>
        )}
      </div>
      <div className={field.field}>
        <label htmlFor={`${id}name`}>{words.name}</label>
        <input
          id={`${id}name`}
          type="text"
          autoComplete="name"
          maxLength={100}
          aria-describedby={`${id}nameHint`}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <p id={`${id}nameHint`} className={field.hint}>
          {words.nameHint}
        </p>
      </div>
      {!("fault" in checked) && (
        <ShownAddress address={checksumAddress(checked.address)} name={name} hasChecksum={checked.hasChecksum} />
      )}
    </div>
  );
}

/** Why what is written is no address; nothing while nothing is written. */
function tellFault(fault: AddressFault): string {
  switch (fault.kind) {
    case "missing":
      return "";
    case "short":
    case "long":
      return words.faults[fault.kind](formatCount(BigInt(fault.digits)));
    case "letter":
      return words.faults.letter(fault.letter);
    default:
      return words.faults[fault.kind];
  }
}
