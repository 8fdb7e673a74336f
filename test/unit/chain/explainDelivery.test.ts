import {
  CallExecutionError,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  InsufficientFundsError,
  InternalRpcError,
  UserRejectedRequestError,
} from "viem";
import { expect, test } from "vitest";
import { LessCountedError } from "@/chain/carryBallots";
import { explainDelivery } from "@/chain/explainDelivery";
import { deliveryCalls as abi } from "@/chain/generated/deliveryCalls";
import { carryingWords as words } from "@/words/carrying";
import { words as all } from "@/words/words";

const nobody = "0x0000000000000000000000000000000000000000";
const zero = `${nobody}000000000000000000000000` as const;

/** What a trial throws where the contract reverts with this. */
function reverted(data: ReturnType<typeof encodeErrorResult>): Error {
  const cause = new ContractFunctionRevertedError({ abi, data, functionName: "castSigned" });
  return new ContractFunctionExecutionError(cause, { abi, args: [], functionName: "castSigned" });
}

test.each([
  ["InvalidSignature", encodeErrorResult({ abi, errorName: "InvalidSignature", args: [nobody] }), words.walletRefuses],
  ["AlreadyVoted", encodeErrorResult({ abi, errorName: "AlreadyVoted", args: [nobody] }), words.inTask.alreadyVoted],
  ["NotOpen", encodeErrorResult({ abi, errorName: "NotOpen", args: [3n, 1n, 2n] }), words.inTask.notOpen],
  [
    "UnknownCandidate",
    encodeErrorResult({ abi, errorName: "UnknownCandidate", args: [zero] }),
    words.inTask.unknownCandidate,
  ],
])("%s of the contract is told in words", (_, data, sentence) => {
  expect(explainDelivery(reverted(data))).toBe(sentence);
});

test("what was found out before anything was sent has its own sentences", () => {
  expect(explainDelivery(new LessCountedError(40, 37))).toBe(words.lessCounted);
  const cause = new InternalRpcError(new Error("EVM error OutOfGas"));
  expect(explainDelivery(new CallExecutionError(cause, {}))).toBe(words.tooMuchGas);
});

test("what every task meets is told without speaking of one's own vote", () => {
  const cause = new Error("the cause");
  expect(explainDelivery(new UserRejectedRequestError(cause))).toBe(words.inTask.rejected);
  expect(explainDelivery(new InsufficientFundsError())).toBe(words.inTask.noFunds);
  expect(explainDelivery(cause)).toBe(words.inTask.unexpected);
  const own = /your (vote|choice|ballot)|marked/i;
  expect(Object.entries({ ...all.errors, ...words.inTask }).filter(([, sentence]) => own.test(sentence))).toEqual([]);
});
