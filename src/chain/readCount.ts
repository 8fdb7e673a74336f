import type { Client, Hash, Hex } from "viem";
import { getBlock, getBlockNumber, readContract } from "viem/actions";
import type { Election } from "@/election/election";
import { type Ballot, type Contradiction, isSameTally, reconcile, type Tally, takenBack } from "@/election/tally";
import { askEach } from "./askEach";
import { isNoAnswer } from "./errors";
import { electionReads } from "./generated/electionReads";
import type { Node } from "./node";
import { readBallots } from "./readBallots";
import type { Head } from "./watchHead";

/** The count at one block. */
export type Count = {
  head: Head;
  /** The contract's tally. */
  tally: Tally;
  /** The ballots of the record, which add up to the tally, oldest first. */
  ballots: readonly Ballot[];
  /** Ballots of earlier counts whose blocks were replaced since, and which no later block holds so far. */
  takenBack: readonly Ballot[];
  /** How many endpoints were asked for this tally, and how many gave it. The others gave none in time. */
  asked: number;
  agreeing: number;
  /** The newest block that any endpoint knows of: above the head's where the head comes from a node that lies behind. */
  newest: bigint;
};

/** What was read contradicts itself, what another node says, or what was final before: no number may be shown. */
export class CountConflictError extends Error {
  override name = "CountConflictError";
  constructor(
    readonly head: Head,
    readonly contradictions: readonly Contradiction[],
    /** A record that does not add up to the tally: to be looked into, never to be shown as a count. */
    readonly read?: Pick<Count, "tally" | "ballots">,
  ) {
    super(`What was read contradicts itself at block ${head.number}.`);
  }
}

type Counted = Pick<Election, "address" | "candidates" | "roll">;

/**
 * The count at `head`, reconciled: the ballots of the event log add up to the contract's counters at that very block, and
 * every endpoint that answers gives the same counters for it.
 * @param fromBlock The election's creation block, or one before it.
 * @param previous An earlier count of the same election; its final ballots are not read again.
 * @throws {CountConflictError} where something contradicts, as for a moment when a block was replaced between two reads.
 */
export async function readCount(
  node: Node,
  election: Counted,
  fromBlock: bigint,
  head: Head,
  previous?: Count,
): Promise<Count> {
  const settledTo = previous ? previous.head.finalized : fromBlock - 1n;
  const settled = previous ? previous.ballots.filter(({ block }) => block <= settledTo) : [];

  const kept = previous && expectFinal(node, previous.head, head);
  const [stated, recent] = await Promise.all([
    readTally(node, election, head),
    readBallots(node, election, settledTo + 1n, head.number),
    kept,
  ]).catch(async (error: unknown) => {
    // That the chain was rewritten explains whatever else fails.
    await kept;
    throw error;
  });
  const { tally } = stated;

  let ballots: readonly Ballot[] = [...settled, ...recent];
  const contradictions = reconcile(tally, ballots);
  if (contradictions.length > 0) {
    const whole = await readWholeRecord(node, election, fromBlock, head, tally);
    if (!whole) throw new CountConflictError(head, contradictions, { tally, ballots });
    ballots = whole;
  }
  return { ...stated, head, ballots, takenBack: previous ? takenBack(previous, ballots) : [] };
}

/** What the endpoints say that the contract has counted at the head: the same, or it is a conflict. */
async function readTally(node: Node, election: Counted, head: Head) {
  const answers = await askEach(node, (endpoint) =>
    node.endpoints.length > 1 ? askOneOfMany(endpoint, election, head) : askAlone(endpoint, election, head),
  );
  const [first] = answers;
  if (!first) throw new RangeError("A node has at least one endpoint.");

  const { tally } = first;
  if (!tally || answers.some((other) => !other.tally || !isSameTally(other.tally, tally)))
    throw new CountConflictError(head, [{ kind: "nodes" }]);
  const named = tally.votes.map(({ candidate }) => candidate);
  if (named.join() !== election.candidates.map(({ id }) => id).join()) {
    throw new CountConflictError(head, [{ kind: "candidates", named }]);
  }
  const newest = answers.reduce((highest, answer) => (answer.newest > highest ? answer.newest : highest), head.number);
  return { tally, asked: node.endpoints.length, agreeing: answers.length, newest };
}

/** An endpoint's tally at the head, and the newest block that it knows of. */
type Answer = { tally: Tally | undefined; newest: bigint };

async function askAlone(endpoint: Client, { address }: Counted, { hash, number }: Head): Promise<Answer> {
  // By hash, so that the numbers belong to exactly this block, whatever has replaced it meanwhile (EIP-1898).
  const results = { address, abi: electionReads, functionName: "results", blockHash: hash } as const;
  return { tally: pairTally(await readContract(endpoint, results)), newest: number };
}

/**
 * The tally is undefined where the endpoint has another block in the head's place, or one of another time: it would have
 * no tally to set against that of a block which somebody made up, and by its time an election is closed.
 */
async function askOneOfMany(endpoint: Client, election: Counted, head: Head): Promise<Answer> {
  const [block, newest, answer] = await Promise.all([
    getBlock(endpoint, { blockNumber: head.number }),
    getBlockNumber(endpoint, { cacheTime: 0 }),
    askAlone(endpoint, election, head).catch((error: unknown) => ({ error })),
  ]);
  if (block.hash !== head.hash || block.timestamp !== head.timestamp) return { tally: undefined, newest };
  if ("error" in answer) throw answer.error;
  return { ...answer, newest };
}

/**
 * The whole record from whichever endpoint has one that adds up to the tally: what was remembered may be wrong, and one
 * node may have lost what another still has.
 */
async function readWholeRecord(node: Node, election: Counted, from: bigint, head: Head, tally: Tally) {
  for (const endpoint of node.endpoints) {
    const ballots = await readBallots(node, election, from, head.number, endpoint).catch(() => undefined);
    if (ballots && reconcile(tally, ballots).length === 0) return ballots;
  }
  return undefined;
}

/**
 * @throws {CountConflictError} where the chain no longer holds the block that it had called final: whoever rewrote it, or
 * a node that misled us, took back what cannot be taken back.
 */
async function expectFinal(node: Node, before: Head, now: Head): Promise<void> {
  const hashes =
    now.finalized === before.finalized
      ? [now.finalizedHash]
      : await askEach(node, (endpoint) => readFinal(endpoint, before, now));
  if (hashes.every((hash) => hash === before.finalizedHash)) return;
  throw new CountConflictError(now, [{ kind: "rewritten", block: before.finalized }]);
}

/**
 * What an endpoint holds in the place of the block that was final; undefined where it holds the head, and the head leaves
 * no room for that block: it is higher, or later although it is lower. One that lies behind holds neither, and throws.
 */
async function readFinal(endpoint: Client, before: Head, now: Head): Promise<Hash | undefined> {
  try {
    return (await getBlock(endpoint, { blockNumber: before.finalized })).hash;
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const { number, timestamp } = await getBlock(endpoint, { blockHash: now.hash });
    if (number >= before.finalized || timestamp > before.finalizedTimestamp) return undefined;
    throw error;
  }
}

/**
 * The contract's `results()` with each count beside its candidate.
 * @throws {RangeError} where there are not as many counts as candidates: an answer that no election gives.
 */
export function pairTally([ids, counts, ballots]: readonly [readonly Hex[], readonly bigint[], bigint]): Tally {
  if (ids.length !== counts.length) throw new RangeError("results() names other candidates than it counts for.");
  const votes = ids.flatMap((candidate, index) => {
    const count = counts[index];
    return count === undefined ? [] : [{ candidate, count }];
  });
  return { votes, ballots };
}
