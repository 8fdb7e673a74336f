import type { Election } from "@/election/election";
import { countFor, leaders, shareInThousandths, type Tally } from "@/election/tally";
import { formatCount, formatShare } from "@/ui/format";
import { words } from "@/words/words";
import styles from "./CountPanel.module.css";
import { listNames } from "./listNames";

/** The result of a closed election in words and figures: who has the most votes, a tie, or nobody. */
export function Outcome({ election, tally }: { election: Election; tally: Tally }) {
  const leading = leaders(tally);
  const [first] = leading;
  if (first === undefined) return <p className={styles.outcome}>{words.count.noVotes}</p>;
  const count = countFor(tally, first);
  const share = formatShare(shareInThousandths(count, tally.ballots));
  const sentence = leading.length > 1 ? words.count.tie : words.count.winner;
  return (
    <p className={styles.outcome}>
      {sentence(listNames(election, leading), formatCount(count), formatCount(tally.ballots), share)}
    </p>
  );
}
