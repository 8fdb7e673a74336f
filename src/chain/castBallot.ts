import { type Address, encodeFunctionData, type Hash, type Hex } from "viem";
import { simulateContract } from "viem/actions";
import type { GetSigner } from "./connection";
import { rollElectionCalls } from "./generated/rollElectionCalls";
import type { Node } from "./node";
import { sendCall } from "./sendCall";

/**
 * A ballot about to be cast by its voter's own transaction. `index` is the voter's place on the election's roll, from 0;
 * absent where there is no roll.
 */
export type BallotToCast = {
  chainId: number;
  election: Address;
  voter: Address;
  candidate: Hex;
  index?: bigint | undefined;
};

/** What a writer is doing: asking the contract whether the ballot would count, or the wallet to sign. */
export type CastStep = "checking" | "signing";

/** Told of each step as it begins, and of the transaction's hash once the wallet has sent it. */
export type CastListener = { onStep: (step: CastStep) => void; onSent: (hash: Hash) => void };

/**
 * Casts a ballot: simulated on our own node first, then signed and sent by the wallet. What becomes of it afterwards,
 * `followBallot` tells.
 * @param listener Told of what was sent also where nobody waits any longer.
 * @param signal Aborts the wait for the wallet.
 * @throws What the contract, the wallet or the node said; `WalletSilentError`; `NotSentError`.
 */
export async function castBallot(
  node: Node,
  getSigner: GetSigner,
  { chainId, election, voter, candidate, index }: BallotToCast,
  { onStep, onSent }: CastListener,
  signal: AbortSignal,
): Promise<void> {
  // With the index the contract need not search the roll, which costs more gas the longer the roll is.
  const args = index === undefined ? ([candidate] as const) : ([candidate, index] as const);
  // Open elections answer to the same name, with the same errors.
  const call = { abi: rollElectionCalls, functionName: "vote", args } as const;

  onStep("checking");
  await simulateContract(node, { ...call, address: election, account: voter });

  signal.throwIfAborted();
  onStep("signing");
  const toSend = { chainId, account: voter, to: election, data: encodeFunctionData(call) };
  await sendCall(getSigner, toSend, onSent, signal);
}
