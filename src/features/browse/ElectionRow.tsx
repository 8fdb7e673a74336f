import { useRef } from "react";
import { Link } from "wouter";
import type { Node } from "@/chain/node";
import { type Count, CountConflictError } from "@/chain/readCount";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { phaseAt } from "@/election/phase";
import { leaders } from "@/election/tally";
import { formatCount, formatDuration, formatList, shorten } from "@/ui/format";
import { Moment } from "@/ui/Moment";
import { useInView } from "@/ui/useInView";
import { homeWords } from "@/words/home";
import { words } from "@/words/words";
import styles from "./ElectionList.module.css";
import { useListedCount } from "./useListedCount";

type ElectionRowProps = {
  node: Node;
  election: Election;
  /** The organiser's name, where it is known. */
  by: string | undefined;
  head: Head;
};

/** One election in the list: its question, who asks it, how long it is open, how many voted, and who leads. */
export function ElectionRow({ node, election, by, head }: ElectionRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const isInView = useInView(row);
  const phase = phaseAt(election, head.timestamp);
  const isCounted = phase !== "upcoming";
  const { value, error } = useListedCount(node, election, isInView && isCounted ? head : undefined);

  return (
    <li ref={row}>
      <Link href={`/${election.chainId}/${election.address}`} className={styles.link}>
        <h4>
          <bdi>{election.title}</bdi>
        </h4>
        <p className={styles.by}>
          {homeWords.by} {by === undefined ? shorten(election.organiser) : <bdi>{by}</bdi>}
        </p>
        <p className={styles.facts}>
          {phase === "open" && <span>{words.timeLeft(formatDuration(election.closes - head.timestamp))}</span>}
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
          {isCounted && <Standing election={election} count={value} error={error} />}
        </p>
      </Link>
    </li>
  );
}

type StandingProps = { election: Election; count: Count | undefined; error: unknown };

/** How many voted and who leads, or why that is not known. */
function Standing({ election, count, error }: StandingProps) {
  if (error instanceof CountConflictError) return <span className={styles.fault}>{words.count.conflict}</span>;
  if (!count) return <span>{error ? homeWords.unread : homeWords.counting}</span>;
  const { ballots } = count.tally;
  const { roll } = election;
  return (
    <>
      <span>
        {roll
          ? words.list.voted(formatCount(ballots), formatCount(roll.size))
          : words.list.ballots(formatCount(ballots), ballots === 1n)}
      </span>
      <span className={styles.standing}>{standing(election, count)}</span>
      {Boolean(error) && <span>{homeWords.at(formatCount(count.head.number))}</span>}
    </>
  );
}

/** By the count's own block: a standing becomes a result with the first block after the close. */
function standing(election: Election, { head, tally }: Count): string {
  const isClosed = phaseAt(election, head.timestamp) === "closed";
  const leading = leaders(tally);
  const names = election.candidates.filter(({ id }) => leading.includes(id)).map(({ short }) => short);
  const [first, ...others] = names;
  if (first === undefined) return isClosed ? homeWords.noVotesCast : homeWords.noVotes;
  if (others.length > 0) return words.list.tie(formatList(names));
  return isClosed ? homeWords.elected(first) : words.list.leads(first);
}
