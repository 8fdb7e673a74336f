import type { ReactNode } from "react";
import { type ChainConfiguration, isBinding } from "@/chain/configuration";
import { type DraftStep, draftSteps, type Problem } from "@/election/checkDraft";
import { type Draft, draftElectorate, draftLines, draftTexts } from "@/election/draft";
import { shownText } from "@/election/shownText";
import type { VotingWindow } from "@/election/votingWindow";
import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { formatMomentIn } from "@/ui/zonedFormat";
import { createWords } from "@/words/create";
import { factoriesWords } from "@/words/factories";
import { Field } from "./Field";
import styles from "./Form.module.css";
import { Powers } from "./Powers";
import { problemSentence } from "./Problems";
import reviewStyles from "./Review.module.css";
import type { StepProps } from "./step";
import { rowName } from "./useCandidateList";

const words = createWords.review;

type ReviewStepProps = StepProps & {
  window: VotingWindow | undefined;
  /** Whether such an election cannot be put up on the chain. */
  isMissingFactory: boolean;
  chain: ChainConfiguration;
  chains: readonly ChainConfiguration[];
  onStep: (step: DraftStep) => void;
  /** What publishes it; nothing while something is missing. */
  publish: ReactNode;
};

/** Everything once more: what is missing, what voters will read, and what can never be changed. */
export function ReviewStep(props: ReviewStepProps) {
  const { draft, problems, window, isMissingFactory, chain, chains, onChange, onStep, publish } = props;
  const faults = problems.filter(({ isFault }) => isFault);
  const cautions = problems.filter(({ isFault }) => !isFault);
  return (
    <>
      {faults.length > 0 && <ProblemList heading={words.missing} draft={draft} problems={faults} onStep={onStep} />}
      {cautions.length > 0 && <ProblemList heading={words.advice} draft={draft} problems={cautions} onStep={onStep} />}
      <Facts draft={draft} window={window} />
      {chains.length === 1 && !isBinding(chain) && <p className={styles.soft}>{words.chainNotBinding(chain.name)}</p>}
      {chains.length > 1 && (
        <Field label={words.chain}>
          {(attributes) => (
            <select
              {...attributes}
              value={chain.id}
              onChange={({ target }) => onChange({ chainId: Number(target.value) })}
            >
              {chains.map((each) => (
                <option key={each.id} value={each.id}>
                  {isBinding(each) ? each.name : words.chainOption(each.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <section className={reviewStyles.part}>
        <h3>{words.forGood}</h3>
        <p className={styles.soft}>{words.forGoodLead}</p>
      </section>
      <Powers parts={draft.who === "roll" ? ["sees", "keys"] : ["sees"]} />
      {isMissingFactory && (
        <Notice tone="caution" lead={factoriesWords.missing(chain.name)}>
          {factoriesWords.missingLead}
        </Notice>
      )}
      {publish}
    </>
  );
}

type ProblemListProps = {
  heading: string;
  draft: Draft;
  problems: readonly Problem[];
  onStep: (step: DraftStep) => void;
};

function ProblemList({ heading, draft, problems, onStep }: ProblemListProps) {
  const steps = draftSteps.filter((step) => problems.some((problem) => problem.step === step));
  return (
    <section className={reviewStyles.part}>
      <h3>{heading}</h3>
      <ul className={reviewStyles.problems}>
        {steps.map((step) => (
          <li key={step}>
            <Button look="link" aria-label={words.goTo(createWords.form.step[step])} onClick={() => onStep(step)}>
              {createWords.form.step[step]}
            </Button>
            <div>
              {problems
                .filter((problem) => problem.step === step)
                .map((problem) => (
                  <p key={`${problem.field} ${problem.kind}`}>
                    <Whose draft={draft} problem={problem} /> {problemSentence(problem)}
                  </p>
                ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The name of the candidate with whom something is wrong. */
function Whose({ draft, problem }: { draft: Draft; problem: Problem }) {
  const index = draft.candidates.findIndex(({ key }) => key === problem.field);
  const row = draft.candidates[index];
  return row ? <strong>{words.whose(rowName(row, index))}</strong> : null;
}

function Facts({ draft, window }: Pick<ReviewStepProps, "draft" | "window">) {
  const lines = draftLines(draft);
  const electorate = draftElectorate(draft);
  const who =
    electorate?.kind === "anyone"
      ? words.anyone
      : electorate?.kind === "roll"
        ? words.onRoll(shorten(electorate.roll))
        : electorate && words.onList;
  const facts = [
    [words.question, shownText(draftTexts(draft).title) || words.notSet],
    [words.who, who ?? words.notChosen],
  ];
  return (
    <dl className={reviewStyles.facts}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd dir="auto">{fact}</dd>
        </div>
      ))}
      <div>
        <dt>{words.candidates}</dt>
        <dd>
          <ol className={reviewStyles.names}>
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
