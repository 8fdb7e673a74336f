import {
  type Abi,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  InsufficientFundsError,
  UserRejectedRequestError,
} from "viem";
import { describe, expect, test } from "vitest";
import { explainPublishing } from "@/chain/explainPublishing";
import { openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { StepFailedError } from "@/chain/publish";
import { OtherVotersError } from "@/chain/readPublishing";
import { publishWords } from "@/words/publish";

const words = publishWords.errors;
const zero = { uint256: 0n, uint64: 0n, address: "0x0000000000000000000000000000000000000000" };

/** What a simulation throws where a contract reverts with the error of that name. */
function reverted(abi: Abi, errorName: string): Error {
  const error = abi.find((item) => item.type === "error" && item.name === errorName);
  if (error?.type !== "error") throw new RangeError(`There is no ${errorName}.`);
  const args = error.inputs.map(({ type }) => (type in zero ? zero[type as keyof typeof zero] : ""));
  const data = encodeErrorResult({ abi: [error], errorName, args });
  const cause = new ContractFunctionRevertedError({ abi, data, functionName: "create" });
  return new ContractFunctionExecutionError(cause, { abi, args: [], functionName: "create" });
}

describe("what a contract refuses is told in words", () => {
  test.each([
    ["TitleLength", openElectionFactoryAbi, words.titleLength],
    ["NameLength", openElectionFactoryAbi, words.nameLength],
    ["TextLength", openElectionFactoryAbi, words.textLength],
    ["CandidateCount", openElectionFactoryAbi, words.candidateCount],
    ["DuplicateCandidate", openElectionFactoryAbi, words.duplicateCandidate],
    ["EmptyWindow", openElectionFactoryAbi, words.emptyWindow],
    ["ClosesInPast", openElectionFactoryAbi, words.closesInPast],
    ["ForeignRoll", rollElectionFactoryAbi, words.foreignRoll],
    ["RollNotClosed", rollElectionFactoryAbi, words.rollNotClosed],
    ["NotPublisher", rollAbi, words.notPublisher],
    ["WrongSize", rollAbi, words.wrongSize],
    ["AlreadyClosed", rollAbi, words.wrongSize],
    ["NotAscending", rollAbi, words.badRoll],
    ["ChunkLength", rollAbi, words.badRoll],
    ["LastChunkNotFull", rollAbi, words.badRoll],
    ["EmptyRoll", rollAbi, words.badRoll],
    ["RollFull", rollAbi, words.badRoll],
    ["TextNotStored", openElectionFactoryAbi, words.contract("TextNotStored")],
  ] as const)("%s", (name, abi, sentence) => {
    expect(explainPublishing(reverted(abi as Abi, name))).toBe(sentence);
  });
});

test("a step that came to nothing, and a roll of others, have their own sentences", () => {
  expect(explainPublishing(new StepFailedError("replaced"))).toBe(words.replaced);
  expect(explainPublishing(new OtherVotersError())).toBe(words.otherVoters);
});

test("what every task meets is told without speaking of a ballot", () => {
  const cause = new Error("the cause");
  expect(explainPublishing(new UserRejectedRequestError(cause))).toBe(publishWords.inTask.rejected);
  expect(explainPublishing(new InsufficientFundsError())).toBe(publishWords.inTask.noFunds);
  expect(explainPublishing(cause)).toBe(publishWords.inTask.unexpected);
});
