import { type ReactNode, useMemo, useRef, useState } from "react";
import * as v from "valibot";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Factories } from "@/chain/readFactories";
import { checkDraft, type DraftStep, draftSteps } from "@/election/checkDraft";
import { type Draft, draftElectorate, draftTexts } from "@/election/draft";
import type { Electorate } from "@/election/electorate";
import type { Question } from "@/election/question";
import { resolveWindow } from "@/election/votingWindow";
import { Button } from "@/ui/Button";
import { useStored } from "@/ui/stored";
import { createWords } from "@/words/create";
import { CandidatesStep } from "./CandidatesStep";
import styles from "./Form.module.css";
import { Preview } from "./Preview";
import { QuestionStep } from "./QuestionStep";
import { ReviewStep } from "./ReviewStep";
import { StepList } from "./StepList";
import { type ChainClock, TimeStep } from "./TimeStep";
import { WhoStep } from "./WhoStep";

const words = createWords.form;
const Step = v.picklist(draftSteps);

type DraftFormProps = {
  id: string;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  chain: ChainConfiguration;
  chains: readonly ChainConfiguration[];
  /** What can be put up on the chain; undefined until it is known. */
  factories: Factories | undefined;
  /** Undefined until a block was read. */
  chainClock: ChainClock | undefined;
  drawDescription: (text: string) => ReactNode;
  /** Where a list of voters is made or a roll chosen: what is chosen, and what changes it. */
  drawRollInput: (voters: Draft["voters"], onChange: (voters: Draft["voters"]) => void) => ReactNode;
  /** What a list of voters in this browser comes to, in a line. */
  drawList: (list: string) => ReactNode;
  /** What publishes a draft in which nothing is missing. Times that were not set by hand move until it begins. */
  drawPublish: (question: Question, electorate: Electorate) => ReactNode;
};

/** A draft, step by step, with the ballot beside it as voters will see it. Every change is kept at once. */
export function DraftForm(props: DraftFormProps) {
  const { id, draft, onChange, chain, chains, factories, chainClock } = props;
  const { drawDescription, drawRollInput, drawList, drawPublish } = props;
  const [step = "question", setStep] = useStored("fleeting", `recount.step.${id}`, Step);
  const [isShown, setShown] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  // Times are told in minutes: nothing is worked out anew before the next one, unless something was changed.
  const minute = chainClock && chainClock.time - (chainClock.time % 60n);
  const [window, problems] = useMemo(() => {
    const resolved = minute === undefined ? undefined : resolveWindow(draft.opens, draft.closes, draft.zone, minute);
    return [resolved, checkDraft(draft, resolved, minute ?? 0n)];
  }, [draft, minute]);

  function go(next: DraftStep) {
    setStep(next);
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "nearest" });
  }

  // Whoever publishes has seen the ballot, on a small screen too.
  const isUnfolded = isShown || step === "review";
  const isReady = !problems.some(({ isFault }) => isFault);
  const { opens, closes } = window ?? {};
  const electorate = draftElectorate(draft);
  const isPossible =
    electorate?.kind === "anyone" ? factories?.openElection : factories?.rollElection && factories.roll;
  const publish =
    isReady && isPossible && electorate && opens !== undefined && closes !== undefined
      ? drawPublish({ ...draftTexts(draft), opens, closes }, electorate)
      : null;
  const ofStep = { draft, onChange, problems: problems.filter((problem) => problem.step === step) };
  const [before, after] = [draftSteps[draftSteps.indexOf(step) - 1], draftSteps[draftSteps.indexOf(step) + 1]];

  return (
    <div className={styles.form}>
      <StepList current={step} problems={problems} onStep={go} />
      <div className={styles.columns}>
        <section className={styles.step} aria-labelledby="step-heading">
          <h2 id="step-heading" ref={heading} tabIndex={-1}>
            {words.step[step]}
          </h2>
          {step === "question" && <QuestionStep {...ofStep} />}
          {step === "candidates" && <CandidatesStep {...ofStep} id={id} />}
          {step === "time" && <TimeStep {...ofStep} chainClock={chainClock} />}
          {step === "who" && (
            <WhoStep
              {...ofStep}
              rollInput={drawRollInput(draft.voters, (voters) =>
                onChange(voters?.kind === "roll" ? { voters, chainId: chain.id } : { voters }),
              )}
            />
          )}
          {step === "review" && (
            <ReviewStep
              {...ofStep}
              problems={problems}
              window={window}
              isMissingFactory={factories !== undefined && electorate !== undefined && !isPossible}
              chain={chain}
              chains={chains}
              onStep={go}
              drawList={drawList}
              publish={publish}
            />
          )}
          <div className={styles.turn}>
            {before && <Button onClick={() => go(before)}>{words.back(words.step[before])}</Button>}
            {after && (
              <Button look="main" className={styles.onward ?? ""} onClick={() => go(after)}>
                {words.next(words.step[after])}
              </Button>
            )}
          </div>
        </section>
        <aside className={styles.aside}>
          {step !== "review" && (
            <Button className={styles.fold ?? ""} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? words.hidePreview : words.showPreview}
            </Button>
          )}
          <h2 className={isUnfolded ? undefined : styles.folded}>{words.preview}</h2>
          <div className={isUnfolded ? undefined : styles.folded}>
            <Preview draft={draft} window={window} drawDescription={drawDescription} />
          </div>
        </aside>
      </div>
    </div>
  );
}
