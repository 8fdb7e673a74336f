import { BaseError, ContractFunctionRevertedError } from "viem";
import { carryingWords } from "@/words/carrying";
import { LessCountedError } from "./carryBallots";
import { explainError } from "./explainError";
import { isShortOfGas } from "./isShortOfGas";

/** The sentence for an error of delivering, as `explainError` gives it for the others. Apart, as it is loaded later. */
export function explainDelivery(error: unknown): string {
  if (error instanceof LessCountedError) return carryingWords.lessCounted;
  const revert = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  const name = revert instanceof ContractFunctionRevertedError ? revert.data?.errorName : undefined;
  if (name === "InvalidSignature") return carryingWords.walletRefuses;
  if (isShortOfGas(error)) return carryingWords.tooMuchGas;
  return explainError(error, carryingWords.inTask);
}
