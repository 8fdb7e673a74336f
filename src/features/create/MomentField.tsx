import type { Problem } from "@/election/checkDraft";
import type { SetMoment } from "@/election/votingWindow";
import { formatCount } from "@/ui/format";
import { formatMomentIn } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import { Field } from "./Field";
import styles from "./Form.module.css";

const words = createWords.time;

type MomentFieldProps = {
  label: string;
  labelByHand: string;
  /** Sentences by hours. */
  choices: Record<number, string>;
  hint?: string | undefined;
  moment: SetMoment;
  /** What it comes to if the election is published now, in unix seconds. */
  resolved: bigint | undefined;
  zone: string;
  problems: readonly Problem[];
  onChange: (moment: SetMoment) => void;
  /** Goes over to a time set by hand, which begins where the choice was. */
  onByHand: () => void;
};

/** A moment: a choice of some, or a day and time set by hand; and what it comes to, in words. */
export function MomentField(props: MomentFieldProps) {
  const { label, labelByHand, choices, hint, moment, resolved, zone, problems, onChange, onByHand } = props;
  const hours = moment.kind === "after" ? moment.hours : undefined;
  return (
    <div className={styles.moment}>
      <Field label={label} hint={hint} problems={moment.kind === "after" ? problems : []}>
        {(attributes) => (
          <select
            {...attributes}
            value={hours ?? "byHand"}
            onChange={({ target }) =>
              target.value === "byHand" ? onByHand() : onChange({ kind: "after", hours: Number(target.value) })
            }
          >
            {Object.entries(choices).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
            {hours !== undefined && choices[hours] === undefined && (
              <option value={hours}>{words.otherHours(formatCount(BigInt(hours)))}</option>
            )}
            <option value="byHand">{words.byHand}</option>
          </select>
        )}
      </Field>
      {moment.kind === "at" && (
        <Field label={labelByHand} problems={problems}>
          {(attributes) => (
            <input
              {...attributes}
              type="datetime-local"
              max="9999-12-31T23:59"
              value={moment.local}
              onChange={({ target }) => onChange({ kind: "at", local: target.value.slice(0, 16) })}
            />
          )}
        </Field>
      )}
      {resolved !== undefined && (
        <p className={styles.resolved}>
          {moment.kind === "at" ? formatMomentIn(resolved, zone) : words.resolved(formatMomentIn(resolved, zone))}
        </p>
      )}
    </div>
  );
}
