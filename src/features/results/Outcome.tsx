import type { Election } from "@/election/election";
import { leaders, type Tally } from "@/election/tally";
import { formatList } from "@/ui/format";
import { words } from "@/words/words";
import styles from "./CountPanel.module.css";

/** The result of a closed election in words: who has the most votes, a tie, or nobody. */
export function Outcome({ election, tally }: { election: Election; tally: Tally }) {
  const leading = leaders(tally);
  const names = election.candidates.filter(({ id }) => leading.includes(id)).map(({ short }) => short);
  const [first, ...others] = names;
  if (first === undefined) return <p className={styles.outcome}>{words.count.noVotes}</p>;
  return (
    <p className={styles.outcome}>
      {others.length > 0 ? words.count.tie(formatList(names)) : words.count.winner(first)}
    </p>
  );
}
