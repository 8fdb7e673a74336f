import type { ReactNode } from "react";
import { type Draft, draftElectorate, draftLines, draftTexts } from "@/election/draft";
import { shownText } from "@/election/shownText";
import type { VotingWindow } from "@/election/votingWindow";
import { shorten } from "@/ui/format";
import { formatMomentIn } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import styles from "./Review.module.css";

const words = createWords.review;

type FactsProps = {
  draft: Draft;
  window: VotingWindow | undefined;
  /** Draws what a list of voters in this browser comes to. */
  drawList: (list: string) => ReactNode;
};

/** What will stand on the chain, with times in the organiser's zone and in UTC. */
export function Facts({ draft, window, drawList }: FactsProps) {
  const lines = draftLines(draft);
  const electorate = draftElectorate(draft);
  const who =
    electorate?.kind === "anyone"
      ? words.anyone
      : electorate?.kind === "roll"
        ? words.onRoll(shorten(electorate.roll))
        : electorate && drawList(electorate.list);
  const facts = [
    [words.question, shownText(draftTexts(draft).title) || words.notSet],
    [words.who, who ?? words.notChosen],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd dir="auto">{fact}</dd>
        </div>
      ))}
      <div>
        <dt>{words.candidates}</dt>
        <dd>
          <ol className={styles.names}>
            {lines.map(({ key, name }) => (
              <li key={key}>
                <bdi>{shownText(name)}</bdi>
              </li>
            ))}
          </ol>
          {lines.length === 0 && words.notSet}
        </dd>
      </div>
      <MomentFact term={words.opens} seconds={window?.opens} zone={draft.zone} isRead={window !== undefined} />
      <MomentFact term={words.closes} seconds={window?.closes} zone={draft.zone} isRead={window !== undefined} />
    </dl>
  );
}

type MomentFactProps = { term: string; seconds: bigint | undefined; zone: string; isRead: boolean };

/** A moment in the organiser's zone and in UTC, as it will stand in minutes. */
function MomentFact({ term, seconds, zone, isRead }: MomentFactProps) {
  return (
    <div>
      <dt>{term}</dt>
      {seconds === undefined ? (
        <dd>{isRead ? words.notSet : words.reading}</dd>
      ) : (
        <dd>
          {formatMomentIn(seconds, zone)} <small>{formatMomentIn(seconds, "UTC")}</small>
        </dd>
      )}
    </div>
  );
}
