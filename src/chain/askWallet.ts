import { type Address, BaseError, ContractFunctionRevertedError, type Hash, type Hex } from "viem";
import { simulateContract } from "viem/actions";
import type { Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { askAlike } from "./askAlike";
import { castSignedCall, mostGasOfSigned } from "./castSignedCall";
import { NoAnswerError } from "./errors";
import { isShortOfGas } from "./isShortOfGas";
import type { Node } from "./node";

/** Somebody who has no part in any election. */
const stranger: Address = "0x000000000000000000000000000000000000dEaD";

/**
 * Whether a contract wallet's ballot would count that anybody delivered at that block, as every endpoint says: tried
 * out, since a wallet accepts whatever signature it likes. A wallet that takes too much gas does not accept it.
 * @param candidate The id of the ballot's candidate.
 * @throws {NoAnswerError} where endpoints contradict each other, or the voter's ballot is counted already.
 */
export async function askWallet(
  node: Node,
  election: Pick<Election, "address">,
  ballot: SignedBallot,
  candidate: Hex,
  blockHash: Hash,
): Promise<"counts" | "badSignature" | "notOpenYet" | "closed"> {
  const call = castSignedCall(election, ballot, candidate);
  const attempt = { ...call, account: stranger, gas: mostGasOfSigned, blockHash } as const;
  return askAlike(node, `the signature of ${ballot.voter}`, (endpoint) =>
    simulateContract(endpoint, attempt).then(() => "counts" as const, explainRefusal),
  );
}

function explainRefusal(error: unknown): "badSignature" | "notOpenYet" | "closed" {
  const revert = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  const { errorName, args } = (revert instanceof ContractFunctionRevertedError && revert.data) || {};
  if (errorName === "InvalidSignature") return "badSignature";
  // Some nodes try a call out at their own time, not at the block's.
  if (errorName === "NotOpen") {
    const [time, opens] = args as readonly [bigint, bigint, bigint];
    return time < opens ? "notOpenYet" : "closed";
  }
  if (errorName !== undefined) {
    const message = `A node refuses a ballot with ${errorName}, which the ballot box does not show.`;
    throw new NoAnswerError(message, { cause: error });
  }
  if (isShortOfGas(error)) return "badSignature";
  throw error;
}
