import { hexToBytes } from "viem";
import { candidateIds } from "./candidateIds";
import type { BallotRecord, Evidence, RecordEntry } from "./evidence";

/** Votes for each candidate in ballot order, and ballots for what is none. */
export type Votes = { counts: readonly bigint[]; astray: bigint };

/**
 * Counts the ballots themselves: on a roll those in the ballot box, in a poll those in the record.
 * @returns Undefined where these could not be read.
 */
export function countVotes(evidence: Pick<Evidence, "origin" | "roll" | "box" | "record">): Votes | undefined {
  const { origin, roll, box, record } = evidence;
  if (roll) return box ? countBox(hexToBytes(box), origin.candidates.length) : undefined;
  return record ? countRecord(record, evidence) : undefined;
}

/** All votes of all candidates. */
export function sumOf(counts: readonly bigint[]): bigint {
  return counts.reduce((sum, count) => sum + count, 0n);
}

/** How many ballots a record names. */
export function ballotsIn({ entries }: Pick<BallotRecord, "entries">): bigint {
  return BigInt(entries.reduce((sum, entry) => sum + ballotsInEntry(entry), 0));
}

/** How many ballots one log names: a batch's has 4 bytes for each. */
export function ballotsInEntry(entry: RecordEntry): number {
  return "voter" in entry ? 1 : Math.floor((entry.ballots.length - 2) / 8);
}

/** The box holds a byte for each voter: 0 for no ballot, else the candidate's number from 1. */
function countBox(marks: Uint8Array, candidates: number): Votes {
  const counts = Array<number>(256).fill(0);
  for (const mark of marks) counts[mark] = (counts[mark] ?? 0) + 1;
  const [, ...byNumber] = counts.map(BigInt);
  return {
    counts: Array.from({ length: candidates }, (_, place) => byNumber[place] ?? 0n),
    astray: sumOf(byNumber.slice(candidates)),
  };
}

function countRecord(record: BallotRecord, evidence: Pick<Evidence, "origin">): Votes {
  const ids = candidateIds(evidence);
  const counts = new Map<string, number>(ids.map((id) => [id, 0]));
  let astray = 0n;
  for (const entry of record.entries) {
    const id = "candidate" in entry ? entry.candidate.toLowerCase() : "";
    const count = counts.get(id);
    if (count === undefined) astray += 1n;
    else counts.set(id, count + 1);
  }
  return { counts: ids.map((id) => BigInt(counts.get(id) ?? 0)), astray };
}
