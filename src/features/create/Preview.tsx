import { type ReactNode, useId } from "react";
import { type Draft, draftLines, draftTexts } from "@/election/draft";
import { type Candidate, candidateId, pairCandidates, splitName } from "@/election/election";
import { splitRules } from "@/election/rules";
import { shownText, stripHidden, textFlags } from "@/election/shownText";
import type { VotingWindow } from "@/election/votingWindow";
import { formatCount } from "@/ui/format";
import paper from "@/ui/paper.module.css";
import { formatMomentIn } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import { rulesWords } from "@/words/rules";
import { words } from "@/words/words";
import styles from "./Preview.module.css";

type PreviewProps = {
  draft: Draft;
  window: VotingWindow | undefined;
  /** Draws a description as the election's page does. */
  drawDescription: (text: string) => ReactNode;
};

/** The ballot as voters will see it, from the texts as they go on the chain. Nothing in it can be marked. */
export function Preview({ draft, window, drawDescription }: PreviewProps) {
  const id = useId();
  const { title, description, candidates: names } = draftTexts(draft);
  const lines = draftLines(draft);
  const { text, rules } = splitRules(stripHidden(description));
  const candidates = pairCandidates(names.map(candidateId), names);
  const opens = window?.opens;

  return (
    <article className={styles.preview} aria-labelledby={id}>
      {opens !== undefined && (
        <p className={styles.window}>
          {words.opens} {formatMomentIn(opens, draft.zone)}
        </p>
      )}
      <h3 id={id} className={styles.title}>
        <bdi>{shownText(title) || <span className={styles.blank}>{createWords.untitled}</span>}</bdi>
      </h3>
      {textFlags(title).map((flag) => (
        <p key={flag} className={styles.flag}>
          {words.flags.question[flag]}
        </p>
      ))}
      {text && drawDescription(text)}
      <section className={paper.sheet} aria-label={words.ballot.heading}>
        <header className={paper.head}>
          <h4>{words.ballot.heading}</h4>
          <p>{words.ballot.instruction}</p>
        </header>
        <ol className={paper.candidates}>
          {candidates.map((candidate, index) => (
            <PreviewLine key={lines[index]?.key} candidate={candidate} index={index} count={names.length} />
          ))}
        </ol>
      </section>
      {rules.length > 0 && (
        <section className={styles.rules} aria-label={rulesWords.heading}>
          <h4>{rulesWords.heading}</h4>
          <dl>
            {rules.map(({ label, text: rule }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{rule}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </article>
  );
}

function PreviewLine({ candidate, index, count }: { candidate: Candidate; index: number; count: number }) {
  const { title, note } = splitName(candidate.name);
  const [number, total] = [formatCount(BigInt(index + 1)), formatCount(BigInt(count))];
  return (
    <li className={paper.candidate}>
      <span className={paper.name}>
        <bdi>{title}</bdi>
        {note && <bdi className={paper.note}>{note}</bdi>}
        {candidate.flags.map((flag) => (
          <span key={flag} className={styles.flag}>
            {flag === "alike" ? words.flags.alike(number, total) : words.flags.name[flag]}
          </span>
        ))}
      </span>
      <span className={paper.box} aria-hidden="true" />
    </li>
  );
}
