import { unpackCounted } from "@/election/countedBallots";
import { candidateIds } from "./candidateIds";
import type { BallotRecord, Evidence } from "./evidence";
import { indexOnRoll } from "./rollIndex";

/**
 * What the ballots of a record make of a ballot box: a byte for each voter, by index, with the candidate's number from 1.
 * @param length Of the box, in bytes.
 * @param chunks The codes of the roll's chunks, null where they could not be read.
 * @returns The entry that is no ballot of this election, by its place: for nobody on the roll or on the ballot, or a
 *   voter's second. Undefined where voters are named by their address and the roll could not be read.
 */
export function boxOfRecord(
  { entries }: Pick<BallotRecord, "entries">,
  evidence: Pick<Evidence, "origin">,
  length: number,
  chunks: readonly `0x${string}`[] | null,
): { marks: Uint8Array } | { stray: number } | undefined {
  const ids = candidateIds(evidence);
  const numbers = new Map<string, number>(ids.map((id, place) => [id, place + 1]));
  const marks = new Uint8Array(length);

  function put(index: number | undefined, number: number | undefined): boolean {
    if (index === undefined || number === undefined || number < 1 || number > ids.length) return false;
    if (index >= length || marks[index] !== 0) return false;
    marks[index] = number;
    return true;
  }

  for (const [place, entry] of entries.entries()) {
    if ("voter" in entry) {
      if (!chunks) return undefined;
      if (!put(indexOnRoll(chunks, entry.voter), numbers.get(entry.candidate.toLowerCase()))) return { stray: place };
    } else {
      const counted = unpackCounted(entry.ballots);
      const isWhole = entry.ballots.length === 2 + 8 * counted.length;
      if (!isWhole || !counted.every(({ index, number }) => put(index, number))) return { stray: place };
    }
  }
  return { marks };
}
