import { type ReactNode, useRef } from "react";
import type { Hex } from "viem";
import { type Election, splitName } from "@/election/election";
import styles from "@/ui/paper.module.css";
import { useKeptFocus } from "@/ui/useKeptFocus";
import { words } from "@/words/words";
import { NameFlags } from "./NameFlags";

type BallotProps = {
  election: Election;
  /** The marked candidate's id. */
  marked: Hex | undefined;
  /** Marks a box; absent where the ballot cannot be marked (not open, or cast already). */
  onMark: ((candidate: Hex) => void) | undefined;
  /** One sentence on whether this reader may vote, above the candidates. */
  eligibility: ReactNode;
  /** What can be done with the marked ballot, below the candidates. */
  actions: ReactNode;
};

/** The ballot paper: the candidates as one group of native radio buttons, each a box to be crossed. */
export function Ballot({ election, marked, onMark, eligibility, actions }: BallotProps) {
  const next = useRef<HTMLDivElement>(null);
  // Buttons and boxes come and go on the way to a final vote; the keyboard stays with what can be done next.
  const keepFocus = useKeptFocus(next);

  return (
    <section className={styles.sheet} aria-labelledby="ballot-heading" onFocus={keepFocus}>
      <header className={styles.head}>
        <h2 id="ballot-heading">{words.ballot.heading}</h2>
        {onMark && <p>{words.ballot.instruction}</p>}
      </header>
      {eligibility}
      <fieldset className={styles.candidates} disabled={!onMark}>
        <legend className="visually-hidden">{election.title}</legend>
        {election.candidates.map((candidate) => {
          const { id, name } = candidate;
          const { title, note } = splitName(name);
          return (
            <label key={id} className={styles.candidate}>
              <span className={styles.name}>
                <bdi>{title}</bdi>
                {note && <bdi className={styles.note}>{note}</bdi>}
                <NameFlags election={election} candidate={candidate} />
              </span>
              <input
                type="radio"
                name="candidate"
                className={styles.box}
                checked={marked === id}
                onChange={() => onMark?.(id)}
              />
            </label>
          );
        })}
      </fieldset>
      <div ref={next} className={styles.actions} tabIndex={-1}>
        {actions}
      </div>
    </section>
  );
}
