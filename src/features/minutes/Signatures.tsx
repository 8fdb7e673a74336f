import { minutesWords } from "@/words/minutes";
import styles from "./Minutes.module.css";

/** Lines for two to sign on. */
export function Signatures() {
  return (
    <section className={styles.signatures}>
      <h2>{minutesWords.signatures}</h2>
      <div className={styles.lines}>
        {["first", "second"].map((who) => (
          <div key={who}>
            <p>{minutesWords.place}</p>
            <p>{minutesWords.name}</p>
            <p>{minutesWords.signature}</p>
          </div>
        ))}
      </div>
    </section>
  );
}
