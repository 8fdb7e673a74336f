import { type Address, BaseError, type Client, ContractFunctionRevertedError, type Hash, type Hex } from "viem";
import { simulateContract } from "viem/actions";
import { askEach } from "@/chain/askEach";
import { NoAnswerError } from "@/chain/errors";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { isShortOfGas } from "@/chain/isShortOfGas";
import type { Node } from "@/chain/node";

/** A contract wallet's ballot as `castSigned` takes it. `candidate`: the id; `signature`: whatever the wallet takes. */
export type Single = { candidate: Hex; index: number; signature: Hex };

/** What would become of it. `short`: it takes more gas than was given. `notCounted`: the election itself refuses it. */
export type SingleTrial = "counted" | "refusedByWallet" | "short" | "notCounted";

/**
 * The most gas of a transaction with one such ballot. The election takes 70,000 of it, or 170,000 with the longest ballot
 * paper; the rest is the wallet's, who needs less than 10,000 for each owner that signs.
 */
export const gasForSingle = 300_000n;

/**
 * Asks every endpoint what the contract would make of one ballot at that block. What a wallet says may change with the next
 * block, and a hostile one knows whether it is asked or paid.
 * @param asked `gas`: what the transaction would have.
 * @throws {NoAnswerError} where endpoints contradict each other, and what they threw where none answered.
 */
export async function trySingle(
  node: Node,
  asked: { election: Address; carrier: Address; blockHash: Hash; gas: bigint },
  { candidate, index, signature }: Single,
): Promise<SingleTrial> {
  const { election: address, carrier: account, blockHash, gas } = asked;
  const args = [candidate, BigInt(index), signature] as const;
  const call = { address, abi: rollElectionAbi, functionName: "castSigned", args, account, gas, blockHash } as const;

  async function ask(endpoint: Client): Promise<SingleTrial> {
    try {
      await simulateContract(endpoint, call);
      return "counted";
    } catch (error) {
      const trial = trialOf(error);
      if (trial) return trial;
      throw error;
    }
  }

  const [first, ...others] = await askEach(node, ask);
  if (first === undefined || others.some((other) => other !== first)) {
    throw new NoAnswerError("The nodes contradict each other on what a wallet's ballot would come to.");
  }
  return first;
}

/** What the contract said by failing; undefined where it did not say anything. */
function trialOf(error: unknown): SingleTrial | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  const name = revert instanceof ContractFunctionRevertedError ? revert.data?.errorName : undefined;
  if (name !== undefined) return name === "InvalidSignature" ? "refusedByWallet" : "notCounted";
  // The contract gives a reason for whatever it refuses: without one it has run out of gas in its own part.
  return revert || isShortOfGas(error) ? "short" : undefined;
}
