import type { Hash } from "viem";
import type { Candidate, Election, ElectionRoll } from "@/election/election";
import { phaseAt } from "@/election/phase";
import type { SignedBallot } from "@/election/signedBallot";
import { askWallet } from "./askWallet";
import { NoAnswerError } from "./errors";
import { isSignedBy } from "./isSignedBy";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { readListed } from "./readListed";
import { readMarks } from "./readMarks";
import type { Head } from "./watchHead";

/**
 * Whether a ballot that somebody brought would count.
 * - `counts`: it would, were it delivered now.
 * - `counted`: the contract counts a ballot of this voter already, for `candidate`. `isThis`: this ballot's choice;
 *   `isFinal`: that can no longer be taken back.
 * - `notOpenYet`, `closed`: the election takes no ballots yet, or any more.
 * - `noRoll`: the election is open to all, and takes no signed ballots.
 * - `notOnRoll`: the roll has another voter, or none, at that place.
 * - `unknownCandidate`: no candidate has exactly this name.
 * - `badSignature`: it is not this voter's, or the voter's contract does not accept it.
 * - `unreadable`: title or name are no text (UTF-8), so that nobody can tell what was signed.
 */
export type Verdict =
  | { kind: "counted"; isThis: boolean; candidate: Candidate; isFinal: boolean }
  | {
      kind:
        | "counts"
        | "notOpenYet"
        | "closed"
        | "noRoll"
        | "notOnRoll"
        | "unknownCandidate"
        | "badSignature"
        | "unreadable";
    };

/** How many contract wallets are asked at the same time. */
const width = 6;

/** What one block says of the voters at these places of the roll. */
type BlockRecord = {
  voterAt: (index: number) => string;
  markAt: (index: number) => number;
  finalMarkAt: (index: number) => number;
};

/**
 * Whether ballots would count, each for itself, at the head's block. Nobody is believed alone about box or roll: the box
 * is asked of every endpoint, and the roll is proven. What is counted is told also of a ballot that could not be
 * delivered any more; the signature comes last, as it takes the longest. Judged again, a signature costs nothing.
 * @param ballots All of them ballots of this election.
 * @returns The verdicts in the ballots' order.
 * @throws {NoAnswerError} where endpoints contradict each other; what they said where none answered; the signal's reason.
 */
export async function judgeBallots(
  node: Node,
  election: Election,
  head: Head,
  ballots: readonly SignedBallot[],
  signal?: AbortSignal,
): Promise<Verdict[]> {
  const { roll } = election;
  if (!roll) return ballots.map(() => ({ kind: "noRoll" }));

  const record = await readRecord(node, election, roll, head, ballots);
  const inTurn = createQueue(1);
  const ofWallets = createQueue(width);
  return Promise.all(
    ballots.map(async (ballot): Promise<Verdict> => {
      const found = judgeByRecord(election, roll, record, head, ballot);
      if (found.kind !== "unsigned") return found;
      const isWallet = ballot.signedBy === "wallet";
      return (isWallet ? ofWallets : inTurn)(async () => {
        signal?.throwIfAborted();
        if (isWallet) return { kind: await askWallet(node, election, ballot, found.candidate.id, head.hash) };
        const { chainId, address, written: title } = election;
        if (title === undefined) return { kind: "unreadable" };
        // Whatever else a ballot names: it is for this election that it would be delivered.
        const isGood = await isSignedBy({ ...ballot, chainId, election: address, title });
        return { kind: isGood ? "counts" : "badSignature" };
      });
    }),
  );
}

async function readRecord(
  node: Node,
  { address }: Election,
  roll: ElectionRoll,
  head: Head,
  ballots: readonly SignedBallot[],
): Promise<BlockRecord> {
  const indexes = ballots.flatMap(({ index }) => (index < roll.size ? [index] : []));
  const readAt = (blockHash: Hash, places: readonly number[]) => readMarks(node, address, places, { blockHash });
  const [voterAt, markAt] = await Promise.all([
    readListed(node, roll, indexes, head.number),
    readAt(head.hash, indexes),
  ]);
  const counted = indexes.filter((index) => markAt(index) !== 0);
  // A node may not have what was at an older block: then nothing is called final.
  const finalMarkAt = await readAt(head.finalizedHash, counted).catch(() => () => 0);
  return { voterAt, markAt, finalMarkAt };
}

/** What roll, box and window say of a ballot; `unsigned` where all that is left is to look into who signed it. */
function judgeByRecord(
  election: Election,
  roll: ElectionRoll,
  { voterAt, markAt, finalMarkAt }: BlockRecord,
  head: Head,
  { index, voter, choice }: SignedBallot,
): Verdict | { kind: "unsigned"; candidate: Candidate } {
  const { candidates } = election;
  if (index >= roll.size || voterAt(index) !== voter.toLowerCase()) return { kind: "notOnRoll" };
  const named = candidates.filter(({ written }) => written === choice);
  const candidate = named.find(({ genuine }) => genuine);
  if (!candidate) return { kind: named.length > 0 ? "unreadable" : "unknownCandidate" };

  const mark = markAt(index);
  if (mark !== 0) {
    const chosen = candidates[mark - 1];
    if (!chosen) throw new NoAnswerError(`The ballot box of ${election.address} names a candidate who is none.`);
    const isFinal = finalMarkAt(index) === mark;
    return { kind: "counted", isThis: chosen === candidate, candidate: chosen, isFinal };
  }
  const phase = phaseAt(election, head.timestamp);
  if (phase !== "open") return { kind: phase === "upcoming" ? "notOpenYet" : "closed" };
  return { kind: "unsigned", candidate };
}
