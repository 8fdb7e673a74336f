import type { ReactNode } from "react";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Count } from "@/chain/readCount";
import type { Election } from "@/election/election";
import type { Phase } from "@/election/phase";
import { splitRules } from "@/election/rules";
import { minutesWords } from "@/words/minutes";
import { words } from "@/words/words";
import { Figures } from "./Figures";
import styles from "./Minutes.module.css";
import { Recorded } from "./Recorded";
import { Signatures } from "./Signatures";
import { Standing } from "./Standing";
import { VotingWindow } from "./VotingWindow";

type MinutesProps = {
  chain: ChainConfiguration;
  election: Election;
  /** The phase at the count's block. */
  phase: Phase;
  count: Count;
  /** Whether a newer count could not be read. */
  isStale: boolean;
  /** The election's page. */
  link: string;
  /** The name that readers know the organiser by. */
  organiser: string | undefined;
  /** Says where the chain binds nobody. */
  mark: ReactNode;
  /** The description's text, without the rules; nothing where there is none. */
  description: ReactNode;
  /** The outcome in words, as it stands elsewhere. */
  outcome: ReactNode;
};

/** What was asked, what was counted and where it is recorded, on paper for those who sign it. */
export function Minutes(props: MinutesProps) {
  const { chain, election, phase, count, isStale, link, organiser, mark, description, outcome } = props;
  const { rules } = splitRules(election.description);
  return (
    <article className={styles.minutes}>
      <header className={styles.head}>
        <p className={styles.kind}>
          {minutesWords.heading} {mark}
        </p>
        <h1>
          <bdi>{election.title}</bdi>
        </h1>
        {election.titleFlags.map((flag) => (
          <p key={flag} className={styles.flag}>
            {words.flags.question[flag]}
          </p>
        ))}
        {organiser && <p className={styles.soft}>{organiser}</p>}
      </header>
      <Standing election={election} phase={phase} count={count} isStale={isStale} />
      {description}
      <VotingWindow election={election} phase={phase} />
      {phase !== "upcoming" && (
        <section className={styles.part}>
          <h2>{phase === "closed" ? minutesWords.result : minutesWords.figures}</h2>
          {phase === "closed" && outcome}
          <Figures election={election} tally={count.tally} />
        </section>
      )}
      <section className={styles.part}>
        <h2>{minutesWords.rules}</h2>
        {rules.length > 0 ? (
          <>
            <dl className={styles.facts}>
              {rules.map(({ label, text }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd dir="auto">{text}</dd>
                </div>
              ))}
            </dl>
            <p className={styles.soft}>{minutesWords.notEnforced}</p>
          </>
        ) : (
          <p className={styles.soft}>{minutesWords.noRules}</p>
        )}
      </section>
      <Recorded chain={chain} election={election} count={count} link={link} organiser={organiser} />
      {phase === "closed" && <Signatures />}
    </article>
  );
}
