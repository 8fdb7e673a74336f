import {
  type Address,
  encodeFunctionData,
  type Hash,
  type Hex,
  type ReplacementReturnType,
  type TransactionReceipt,
} from "viem";
import { sendTransaction, simulateContract, waitForTransactionReceipt } from "viem/actions";
import type { GetSigner } from "./connection";
import { BallotRefusedError, BallotReplacedError } from "./errors";
import { openElectionAbi } from "./generated/openElectionAbi";
import type { Node } from "./node";
import { waitForWallet } from "./waitForWallet";

/** A ballot about to be cast by its voter's own transaction. */
export type BallotToCast = { chainId: number; election: Address; voter: Address; candidate: Hex };

/** What a writer is doing: asking the contract whether the ballot would count, the wallet to sign, or the chain to take it. */
export type CastStep = { stage: "checking" } | { stage: "signing" } | { stage: "sent"; hash: Hash };

/** How often the node is asked whether the transaction stands in a block, in milliseconds. */
const pollingInterval = 1000;

/**
 * Casts a ballot: simulated on our own node first, signed and sent by the wallet, then awaited on our own node.
 * @param onStep Told of each step as it begins.
 * @param signal Aborts the wait for the wallet; what the wallet then still sends counts all the same.
 * @returns When the ballot's transaction stands in a block.
 * @throws What the contract, the wallet or the node said; `BallotRefusedError`, `BallotReplacedError`,
 * `WalletSilentError`.
 */
export async function castBallot(
  node: Node,
  getSigner: GetSigner,
  { chainId, election, voter, candidate }: BallotToCast,
  onStep: (step: CastStep) => void,
  signal: AbortSignal,
): Promise<void> {
  const call = { abi: openElectionAbi, functionName: "vote", args: [candidate] } as const;

  onStep({ stage: "checking" });
  await simulateContract(node, { ...call, address: election, account: voter });

  signal.throwIfAborted();
  onStep({ stage: "signing" });
  // One wait after the other: a wallet that names its account after we stopped waiting is asked for nothing more.
  const signer = await waitForWallet(getSigner(chainId, voter), signal);
  const hash = await waitForWallet(
    // Checks the wallet's chain once more, so a switch after the choice cannot sign on another chain.
    sendTransaction(signer, {
      account: signer.account,
      chain: signer.chain ?? null,
      to: election,
      data: encodeFunctionData(call),
    }),
    signal,
  );

  onStep({ stage: "sent", hash });
  let replaced = false;
  const receipt = await awaitReceipt(node, hash, ({ reason }) => {
    replaced = reason !== "repriced";
  });
  if (replaced) throw new BallotReplacedError();
  if (receipt.status === "reverted") throw new BallotRefusedError();
}

/** A node that fails meanwhile is asked again: what was sent is on its way all the same. */
async function awaitReceipt(
  node: Node,
  hash: Hash,
  onReplaced: (replacement: ReplacementReturnType) => void,
): Promise<TransactionReceipt> {
  try {
    return await waitForTransactionReceipt(node, { hash, onReplaced, pollingInterval, timeout: 0 });
  } catch {
    await new Promise((resolve) => setTimeout(resolve, pollingInterval));
    return awaitReceipt(node, hash, onReplaced);
  }
}
