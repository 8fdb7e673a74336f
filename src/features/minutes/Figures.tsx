import { type Election, splitName } from "@/election/election";
import { countFor, shareInThousandths, type Tally } from "@/election/tally";
import { formatCount, formatShare } from "@/ui/format";
import { minutesWords } from "@/words/minutes";
import { words } from "@/words/words";
import styles from "./Minutes.module.css";

/** Votes and share of every candidate, in ballot order. */
export function Figures({ election, tally }: { election: Election; tally: Tally }) {
  const { roll } = election;
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">{minutesWords.number}</th>
          <th scope="col">{minutesWords.candidate}</th>
          <th scope="col">{minutesWords.votes}</th>
          <th scope="col">{minutesWords.share}</th>
        </tr>
      </thead>
      <tbody>
        {election.candidates.map(({ id, name, genuine, flags }, index) => {
          const { title, note } = splitName(name);
          const votes = countFor(tally, id);
          return (
            <tr key={id}>
              <td>{formatCount(BigInt(index + 1))}</td>
              <th scope="row">
                <bdi>{title}</bdi>
                {note && (
                  <small>
                    <bdi>{note}</bdi>
                  </small>
                )}
                {flags.map((flag) => (
                  <small key={flag} className={styles.flag}>
                    {flag === "alike"
                      ? words.flags.alike(
                          formatCount(BigInt(index + 1)),
                          formatCount(BigInt(election.candidates.length)),
                        )
                      : words.flags.name[flag]}
                  </small>
                ))}
                {!genuine && <small className={styles.flag}>{words.flags.falseName}</small>}
              </th>
              <td>{formatCount(votes)}</td>
              <td>{formatShare(shareInThousandths(votes, tally.ballots))}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <th scope="row">
            {minutesWords.ballots}
            {roll && (
              <small>
                {minutesWords.turnout}:{" "}
                {minutesWords.turnoutOf(
                  formatCount(tally.ballots),
                  formatCount(roll.size),
                  formatShare(shareInThousandths(tally.ballots, roll.size)),
                )}
              </small>
            )}
          </th>
          <td>{formatCount(tally.ballots)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}
