import { isBoxOf, openBox, votersInWord } from "@/election/box";
import type { Election, ElectionRoll } from "@/election/election";
import type { Node } from "./node";
import { type Count, CountConflictError } from "./readCount";
import { readWords } from "./readWords";

/** Who has a ballot in the box at a count's block. */
export type Box = {
  head: Count["head"];
  /** By index on the roll: 0 for no ballot, else the candidate's number from 1. */
  marks: Uint8Array;
  /** How many ballots there are. */
  ballots: bigint;
};

/**
 * The ballot box at the block of a count, by its hash: its ballots add up to the count's tally, in all and for each
 * candidate. Where one endpoint's do not, the next one is asked.
 * @throws {CountConflictError} where an endpoint's box contradicts the tally and no other's agrees with it.
 * @throws What the preferred endpoint threw, where none gave a box.
 */
export async function readBox(
  node: Node,
  { address }: Pick<Election, "address">,
  { size }: Pick<ElectionRoll, "size">,
  { head, tally }: Pick<Count, "head" | "tally">,
): Promise<Box> {
  // The cast is exact: a roll has at most 1,493,248 voters.
  const voters = Number(size);
  const whole = { from: 0, to: Math.ceil(voters / votersInWord) };
  const failures: unknown[] = [];
  for (const endpoint of node.endpoints) {
    try {
      const marks = openBox(await readWords(endpoint, address, whole, { blockHash: head.hash }), voters);
      if (marks && isBoxOf(tally, marks)) return { head, marks, ballots: tally.ballots };
      failures.unshift(new CountConflictError(head, [{ kind: "box" }]));
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}
