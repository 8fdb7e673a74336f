import type { Election } from "@/election/election";
import { formatCount } from "@/ui/format";
import { wallWords } from "@/words/wall";
import styles from "./LargeCount.module.css";
import { room } from "./room";

/** Who stands, while nobody can vote yet. */
export function LargeNames({ election: { candidates } }: { election: Election }) {
  const others = candidates.length - room;
  return (
    <ol className={styles.names}>
      {candidates.slice(0, room).map(({ id, short }) => (
        <li key={id} className={styles.name}>
          <bdi>{short}</bdi>
        </li>
      ))}
      {others > 0 && <li className={styles.rest}>{wallWords.others(formatCount(BigInt(others)))}</li>}
    </ol>
  );
}
