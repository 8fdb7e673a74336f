import { type Address, BaseError, encodeFunctionData, type Hash, isHash, UserRejectedRequestError } from "viem";
import { getBlock, getTransactionCount, sendTransaction, simulateContract } from "viem/actions";
import {
  isStepDone,
  type Publishing,
  type PublishingProgress,
  type PublishingStep,
  publishingSteps,
} from "@/election/publishing";
import type { GetSigner } from "./connection";
import { NotSentError } from "./errors";
import { followTransaction } from "./followTransaction";
import type { Node } from "./node";
import { writeStep } from "./publishingCalls";
import { OtherVotersError, readPublishing } from "./readPublishing";
import { waitForWallet } from "./waitForWallet";

/** A step's transaction that a wallet has sent. */
export type SentStep = { step: number; hash: Hash; nonce?: number | undefined };

/** What is remembered between visits, so that no step is paid for twice; the chain knows everything else. */
export type PublishingMemory = {
  /** The transaction for a step of which something may still come. */
  sentFor: (step: number) => SentStep | undefined;
  remember: (sent: SentStep) => void;
  /** What became of it will never be what it was sent for. */
  forget: (step: number) => void;
  /** Whether a wallet was asked to sign the step and has not answered: it may have sent it all the same. */
  wasAsked: (step: number) => boolean;
  rememberAsked: (step: number, isAsked: boolean) => void;
};

/**
 * What publishing is doing: `others`: the account has another transaction under way, which has to come first;
 * `looking`: whether a wallet that gave no answer has sent the step; `checking`: a node is asked whether the step would
 * succeed; `signing`: the wallet is asked; `sent`: it is on its way.
 */
export type PublishingActivity = "others" | "looking" | "checking" | "signing" | "sent";

/** Told of how far the chain shows the publishing, and of what is done for the next step. */
export type PublishingListener = {
  onProgress: (progress: PublishingProgress, block: bigint) => void;
  onActivity: (activity: PublishingActivity, step: number) => void;
};

/** A step's transaction came to nothing: it was refused, replaced by another, lost, or did something else. */
export class StepFailedError extends Error {
  override name = "StepFailedError";
  constructor(readonly reason: "refused" | "replaced" | "lost" | "other") {
    super(`The transaction was ${reason}.`);
  }
}

/** How often a failed reading is tried. */
const readAttempts = 3;
/** How often the chain is asked, in milliseconds. */
const pace = 1000;
/** How often in a row no node may know of a transaction, or the chain not show what it did. */
const patience = 60;
/**
 * The same where the transaction's number is known and still free: only one with that number can ever come into a block,
 * so that it is safe to send the step again.
 */
const shortPatience = 5;
/** How often nothing may be heard of a step that a wallet was asked for, until it is asked once more. */
const patienceForUnheard = 6;

/**
 * Publishes what the chain does not show yet, one transaction after the other, each signed and sent by the wallet. Where
 * it was interrupted, calling it again goes on. A step is never sent while an earlier transaction for it may still arrive.
 * @param mayBegin Asked before each step: where it says no, publishing ends there.
 * @param signal Ends it, also while a wallet is waited for.
 * @throws {StepFailedError}
 * @throws {OtherVotersError}
 * @throws What contracts, wallet and node said.
 */
export async function publish(
  node: Node,
  getSigner: GetSigner,
  chainId: number,
  publishing: Publishing,
  memory: PublishingMemory,
  listener: PublishingListener,
  mayBegin: (step: PublishingStep) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const steps = publishingSteps(publishing);
  let looked = 0;
  for (;;) {
    signal.throwIfAborted();
    const progress = await readNewest(node, publishing, listener, signal);
    const index = steps.findIndex((step) => !isStepDone(step, progress));
    const step = steps[index];
    if (!step) return;

    const sent = memory.sentFor(index);
    if (sent) {
      listener.onActivity("sent", index);
      await settle(node, publishing, step, sent, memory, listener, signal);
      looked = 0;
      continue;
    }
    if (!mayBegin(step)) return;
    if (await hasOthers(node, publishing.publisher)) {
      listener.onActivity("others", index);
      await pause(signal);
      continue;
    }
    // Our nodes may hear of it later than the wallet's.
    if (memory.wasAsked(index) && looked < patienceForUnheard) {
      looked += 1;
      listener.onActivity("looking", index);
      await pause(signal);
      continue;
    }
    const call = writeStep(publishing, step, progress);
    listener.onActivity("checking", index);
    await simulateContract(node, { ...call, account: publishing.publisher });

    signal.throwIfAborted();
    listener.onActivity("signing", index);
    const signer = await waitForWallet(getSigner(chainId, publishing.publisher), signal);
    memory.rememberAsked(index, true);
    const sending = sendTransaction(signer, {
      account: signer.account,
      chain: signer.chain ?? null,
      to: call.address,
      data: encodeFunctionData(call),
    }).then(
      (hash) => {
        // A stranger's word, whatever the type says.
        if (!isHash(hash)) throw new NotSentError();
        // Remembered also where nobody waits any longer.
        memory.remember({ step: index, hash });
        memory.rememberAsked(index, false);
        return { step: index, hash };
      },
      (error: unknown) => {
        if (isRejection(error)) memory.rememberAsked(index, false);
        throw error;
      },
    );
    const justSent = await waitForWallet(sending, signal);
    listener.onActivity("sent", index);
    await settle(node, publishing, step, justSent, memory, listener, signal);
    looked = 0;
  }
}

/** Whether somebody said no in the wallet: then nothing was sent. */
function isRejection(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof UserRejectedRequestError) !== null;
}

/** What the newest block shows of a publishing; told at once. */
async function readNewest(
  node: Node,
  publishing: Publishing,
  { onProgress }: PublishingListener,
  signal: AbortSignal,
): Promise<PublishingProgress> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { hash, number } = await getBlock(node);
      const progress = await readPublishing(node, publishing, hash);
      onProgress(progress, number);
      return progress;
    } catch (error) {
      // While a block arrives, a node may know half of it. What it goes on saying is its answer.
      if (error instanceof OtherVotersError || attempt === readAttempts) throw error;
      await pause(signal);
    }
  }
}

/** Waits until the chain shows the step done. */
async function settle(
  node: Node,
  publishing: Publishing,
  step: PublishingStep,
  remembered: SentStep,
  memory: PublishingMemory,
  listener: PublishingListener,
  signal: AbortSignal,
): Promise<void> {
  let sent = remembered;
  let missed = 0;
  const fail = (reason: StepFailedError["reason"]) => {
    memory.forget(sent.step);
    return new StepFailedError(reason);
  };
  for (;;) {
    const fate = await followTransaction(node, { ...sent, from: publishing.publisher });
    const progress = await readNewest(node, publishing, listener, signal);
    const isDone = isStepDone(step, progress);
    if (fate.nonce !== undefined && sent.nonce === undefined) {
      sent = { ...sent, nonce: fate.nonce };
      memory.remember(sent);
    }
    if (isDone) return;

    if (fate.state === "inBlock" && fate.receipt.status === "reverted") throw fail("refused");
    if (fate.state === "replaced") throw fail("replaced");
    missed = fate.state === "unknown" || fate.state === "inBlock" ? missed + 1 : 0;
    const isFree = fate.state === "unknown" && sent.nonce !== undefined;
    if (missed > (isFree ? shortPatience : patience)) throw fail(fate.state === "unknown" ? "lost" : "other");
    await pause(signal);
  }
}

/** Whether the account has sent something that stands in no block yet: it may be one of ours that was not remembered. */
async function hasOthers(node: Node, account: Address): Promise<boolean> {
  const [mined, all] = await Promise.all([
    getTransactionCount(node, { address: account, blockTag: "latest" }),
    getTransactionCount(node, { address: account, blockTag: "pending" }),
  ]);
  return all > mined;
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, pace);
    signal.addEventListener("abort", stop, { once: true });
  });
}
