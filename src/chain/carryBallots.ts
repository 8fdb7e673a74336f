import { type Address, encodeFunctionData } from "viem";
import { estimateContractGas, simulateContract } from "viem/actions";
import { packBatch } from "@/election/ballotBatch";
import { batchGas } from "@/election/batchGas";
import { votersInWord } from "@/election/box";
import type { Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import type { CastListener } from "./castBallot";
import { castSignedCall, mostGasOfSigned } from "./castSignedCall";
import type { GetSigner } from "./connection";
import { deliveryCalls } from "./generated/deliveryCalls";
import { isShortOfGas } from "./isShortOfGas";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { sendCall } from "./sendCall";

/** What one transaction delivers: many accounts' ballots at once, or a contract wallet's singly. */
export type Delivery =
  | { kind: "batch"; ballots: readonly SignedBallot[] }
  | { kind: "single"; ballots: readonly [SignedBallot] };

/** Whose account delivers, on which chain, and to which election. */
export type Carrying = { chainId: number; election: Election; carrier: Address };

/** The contract would count fewer of the ballots than were to be delivered: meanwhile something has changed. */
export class LessCountedError extends Error {
  override name = "LessCountedError";
  constructor(
    readonly expected: number,
    readonly counted: number,
  ) {
    super(`The contract would count ${counted} of ${expected} ballots.`);
  }
}

/** Nodes pass on no transaction of more than 128 KiB: 1,920 ballots and what else is in one. */
const mostBallots = 1_900;
/** Public chains take no transaction of more than 16,777,216 gas (EIP-7825). */
const mostGas = 15_000_000;
/** Gas is tried up to so many times what it takes on the main chain: rollups add the price of data to it. */
const mostHeadroom = 8n;
/** How many deliveries are tried out at the same time. */
const width = 3;

/**
 * How ballots are delivered, in one transaction for each entry: batches first, ascending by index, which costs the least.
 * @param ballots Ballots of this election that would count, at most one of each voter.
 */
export function planDelivery(
  { candidates }: Pick<Election, "candidates">,
  ballots: readonly SignedBallot[],
): Delivery[] {
  const deliveries: Delivery[] = [];
  let batch: SignedBallot[] = [];
  let words = new Set<number>();
  const ofKeys = ballots.filter(({ signedBy }) => signedBy === "key").sort((a, b) => a.index - b.index);
  for (const ballot of ofKeys) {
    const word = Math.floor(ballot.index / votersInWord);
    const gas = batchGas(candidates.length, batch.length + 1, words.size + (words.has(word) ? 0 : 1));
    if (batch.length === mostBallots || gas > mostGas) {
      deliveries.push({ kind: "batch", ballots: batch });
      batch = [];
      words = new Set();
    }
    batch.push(ballot);
    words.add(word);
  }
  if (batch.length > 0) deliveries.push({ kind: "batch", ballots: batch });
  const ofWallets = ballots.filter(({ signedBy }) => signedBy === "wallet");
  return [...deliveries, ...ofWallets.map((ballot): Delivery => ({ kind: "single", ballots: [ballot] }))];
}

/**
 * Delivers ballots in one transaction, from the carrier's own account: tried out on our own node first, then signed and
 * sent by the wallet. What becomes of it, `followTransaction` tells; what became of the ballots, `judgeBallots`.
 * @param listener Told of what was sent also where nobody waits any longer.
 * @param signal Aborts the wait for the wallet.
 * @throws {LessCountedError} where not all of them would count: nothing was sent.
 * @throws What the contract, the wallet or the node said; `WalletSilentError`; `NotSentError`.
 */
export async function carryBallots(
  node: Node,
  getSigner: GetSigner,
  { chainId, election, carrier }: Carrying,
  delivery: Delivery,
  { onStep, onSent }: CastListener,
  signal: AbortSignal,
): Promise<void> {
  onStep("checking");
  const { gas, counted, data } = await tryOut(node, election, carrier, delivery);
  const expected = delivery.ballots.length;
  if (counted < expected) throw new LessCountedError(expected, counted);

  signal.throwIfAborted();
  onStep("signing");
  const call = { chainId, account: carrier, to: election.address, data, gas };
  await sendCall(getSigner, call, onSent, signal);
}

/**
 * The most gas that deliveries will take, all of them together.
 * @throws What the contract or the node said.
 */
export async function estimateDelivery(
  node: Node,
  election: Election,
  carrier: Address,
  deliveries: readonly Delivery[],
): Promise<bigint> {
  const inTurn = createQueue(width);
  const tried = await Promise.all(
    deliveries.map((delivery) => inTurn(() => tryOut(node, election, carrier, delivery))),
  );
  return tried.reduce((sum, { gas }) => sum + gas, 0n);
}

/** What a delivery would do at the newest block, and the limit of gas with which it does. */
async function tryOut(node: Node, election: Election, carrier: Address, delivery: Delivery) {
  if (delivery.kind === "batch") return tryBatch(node, election, carrier, delivery.ballots);
  const [ballot] = delivery.ballots;
  const call = castSignedCall(election, ballot, candidateOf(election, ballot).id);
  const attempt = { ...call, account: carrier } as const;
  // Not left to the estimate, which knows no bound: a wallet may accept only for an amount of gas that ruins the carrier.
  await simulateContract(node, { ...attempt, gas: mostGasOfSigned });
  const needed = await estimateContractGas(node, attempt);
  // A wallet may take a little more in another block.
  const roomy = needed + needed / 4n;
  const gas = roomy < mostGasOfSigned ? roomy : mostGasOfSigned;
  return { gas, counted: 1, data: encodeFunctionData(call) };
}

async function tryBatch(node: Node, election: Election, carrier: Address, ballots: readonly SignedBallot[]) {
  const records = ballots.map((ballot) => {
    const { index, signature } = ballot;
    return { index, number: election.candidates.indexOf(candidateOf(election, ballot)) + 1, signature };
  });
  const words = new Set(ballots.map(({ index }) => Math.floor(index / votersInWord)));
  const reckoned = BigInt(batchGas(election.candidates.length, ballots.length, words.size));
  const call = {
    address: election.address,
    abi: deliveryCalls,
    functionName: "castBatch",
    args: [packBatch(records)],
  } as const;
  // With too little the whole batch fails, so what it does with this much it also does later.
  for (let gas = reckoned; ; gas *= 2n) {
    try {
      const { result } = await simulateContract(node, { ...call, account: carrier, gas });
      // The cast is exact: no more than there are ballots, or the node lies.
      return { gas, counted: Number(result), data: encodeFunctionData(call) };
    } catch (error) {
      if (gas >= reckoned * mostHeadroom || !isShortOfGas(error)) throw error;
    }
  }
}

/** @throws {RangeError} where the ballot names no candidate: such a one never counts. */
function candidateOf({ candidates }: Election, { choice }: SignedBallot) {
  const candidate = candidates.find(({ written, genuine }) => genuine && written === choice);
  if (!candidate) throw new RangeError(`The ballot's choice is no candidate: ${choice}`);
  return candidate;
}
