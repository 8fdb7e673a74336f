import type { ListedElection } from "@/chain/listElections";
import type { Phase } from "@/election/phase";
import { leaders } from "@/election/tally";
import { formatCount, formatDuration, formatList } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { words } from "@/words/words";
import styles from "./ElectionList.module.css";

/** One election in the list: its question, how long it is open, how many voted, and who leads. */
export function ElectionRow({ election, phase, time }: { election: ListedElection; phase: Phase; time: bigint }) {
  const { ballots } = election.tally;
  return (
    <>
      <h3>
        <bdi>{election.title}</bdi>
      </h3>
      <p className={styles.facts}>
        {phase === "open" && <span>{words.timeLeft(formatDuration(election.closes - time))}</span>}
        {phase === "upcoming" && (
          <span>
            {words.opens} <Moment seconds={election.opens} />
          </span>
        )}
        {phase === "closed" && (
          <span>
            {words.closed} <Moment seconds={election.closes} />
          </span>
        )}
        {phase !== "upcoming" && <span>{words.list.ballots(formatCount(ballots), ballots === 1n)}</span>}
        {phase !== "upcoming" && <span className={styles.standing}>{standing(election, phase)}</span>}
      </p>
    </>
  );
}

function standing({ tally, names }: ListedElection, phase: Phase): string {
  const leading = leaders(tally);
  const titles = tally.votes.flatMap(({ candidate }, index) =>
    leading.includes(candidate) ? [names[index] ?? ""] : [],
  );
  const [first, ...others] = titles;
  if (first === undefined) return phase === "closed" ? words.list.noVotesCast : words.list.noVotes;
  if (others.length > 0) return words.list.tie(formatList(titles));
  return phase === "closed" ? words.list.elected(first) : words.list.leads(first);
}
