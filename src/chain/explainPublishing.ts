import { BaseError, ContractFunctionRevertedError } from "viem";
import { publishWords } from "@/words/publish";
import { explainError } from "./explainError";
import { StepFailedError } from "./publish";
import { OtherVotersError } from "./readPublishing";

const words = publishWords.errors;

/** What the contracts refuse when something is published, by the name of their error. */
const byName: Record<string, string> = {
  TitleLength: words.titleLength,
  NameLength: words.nameLength,
  TextLength: words.textLength,
  CandidateCount: words.candidateCount,
  DuplicateCandidate: words.duplicateCandidate,
  EmptyWindow: words.emptyWindow,
  ClosesInPast: words.closesInPast,
  RollNotClosed: words.rollNotClosed,
  ForeignRoll: words.foreignRoll,
  WrongSize: words.wrongSize,
  AlreadyClosed: words.wrongSize,
  NotPublisher: words.notPublisher,
  NotAscending: words.badRoll,
  ChunkLength: words.badRoll,
  LastChunkNotFull: words.badRoll,
  EmptyRoll: words.badRoll,
  RollFull: words.badRoll,
};

/** The sentence for an error of publishing, as `explainError` gives it for the others. Apart, as it is loaded later. */
export function explainPublishing(error: unknown): string {
  if (error instanceof StepFailedError) return words[error.reason];
  if (error instanceof OtherVotersError) return words.otherVoters;
  const revert = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  const name = revert instanceof ContractFunctionRevertedError ? revert.data?.errorName : undefined;
  if (name !== undefined) return byName[name] ?? words.contract(name);
  return explainError(error, publishWords.inTask);
}
