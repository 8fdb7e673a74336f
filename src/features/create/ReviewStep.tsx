import type { ReactNode } from "react";
import { type ChainConfiguration, isBinding } from "@/chain/configuration";
import type { DraftStep } from "@/election/checkDraft";
import { moveToChain } from "@/election/draft";
import type { VotingWindow } from "@/election/votingWindow";
import { Notice } from "@/ui/Notice";
import { createWords } from "@/words/create";
import { factoriesWords } from "@/words/factories";
import { Facts } from "./Facts";
import { Field } from "./Field";
import styles from "./Form.module.css";
import { Powers } from "./Powers";
import { ProblemList } from "./ProblemList";
import reviewStyles from "./Review.module.css";
import type { StepProps } from "./step";

const words = createWords.review;

type ReviewStepProps = StepProps & {
  window: VotingWindow | undefined;
  /** Whether such an election cannot be put up on the chain. */
  isMissingFactory: boolean;
  chain: ChainConfiguration;
  chains: readonly ChainConfiguration[];
  onStep: (step: DraftStep) => void;
  drawList: (list: string) => ReactNode;
  /** What publishes it; nothing while something is missing. */
  publish: ReactNode;
};

/** Everything once more: what is missing, what voters will read, and what can never be changed. */
export function ReviewStep(props: ReviewStepProps) {
  const { draft, problems, window, isMissingFactory, chain, chains, onChange, onStep, drawList, publish } = props;
  const faults = problems.filter(({ isFault }) => isFault);
  const cautions = problems.filter(({ isFault }) => !isFault);
  return (
    <>
      {faults.length > 0 && <ProblemList heading={words.missing} draft={draft} problems={faults} onStep={onStep} />}
      {cautions.length > 0 && <ProblemList heading={words.advice} draft={draft} problems={cautions} onStep={onStep} />}
      <Facts draft={draft} window={window} drawList={drawList} />
      {chains.length === 1 && !isBinding(chain) && <p className={styles.soft}>{words.chainNotBinding(chain.name)}</p>}
      {chains.length > 1 && (
        <Field label={words.chain}>
          {(attributes) => (
            <select
              {...attributes}
              value={chain.id}
              onChange={({ target }) => onChange(moveToChain(draft, Number(target.value)))}
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
