import type { Problem } from "@/election/checkDraft";
import type { Draft } from "@/election/draft";

/** What every step gets: the draft, what is wrong in this step, and what changes some of it. */
export type StepProps = {
  draft: Draft;
  problems: readonly Problem[];
  onChange: (part: Partial<Draft>) => void;
};
