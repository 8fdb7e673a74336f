import { BaseError, type Hex } from "viem";
import { sendRawTransaction } from "viem/actions";
import type { Node } from "@/chain/node";

/**
 * Why no endpoint took a transaction. `outbid`: another one with its number pays more, or the fees are too low.
 * `funds`: the account cannot pay. `passed`: its number is used. `gas`: it needs more gas than it names.
 */
export type Refusal = "outbid" | "funds" | "passed" | "gas" | "other";

/** As geth, its kin and anvil say it; the first that fits. */
const wordings: readonly [RegExp, Refusal][] = [
  [/insufficient funds|insufficient balance/i, "funds"],
  [/nonce too low|nonce.*(already|too small)|oldnonce/i, "passed"],
  [/intrinsic gas|gas too low|exceeds.*gas limit|gas required/i, "gas"],
  [/underpriced|fee too low|less than block base fee|feetoolow|not enough to replace/i, "outbid"],
];
const isKnown = /already known|known transaction|already imported|alreadyknown|already in/i;

/**
 * Hands a signed transaction to every endpoint, so that no one of them can keep it back.
 * @returns Undefined where one took it or has it already, else why not.
 */
export async function broadcast(
  node: Node,
  serializedTransaction: Hex,
): Promise<{ refusal: Refusal; reason: string } | undefined> {
  const answers = await Promise.allSettled(
    node.endpoints.map((endpoint) => sendRawTransaction(endpoint, { serializedTransaction })),
  );
  const reasons: string[] = [];
  for (const answer of answers) {
    if (answer.status === "fulfilled") return undefined;
    const reason = reasonOf(answer.reason);
    if (isKnown.test(reason)) return undefined;
    reasons.push(reason);
  }
  for (const [wording, refusal] of wordings) {
    const reason = reasons.find((reason) => wording.test(reason));
    if (reason !== undefined) return { refusal, reason };
  }
  return { refusal: "other", reason: reasons[0] ?? "" };
}

/** Why something failed, in the node's own words where it said something; viem's repeat the whole request, ballots included. */
export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.details || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}
