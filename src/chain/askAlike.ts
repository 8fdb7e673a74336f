import type { Client } from "viem";
import { askEach } from "./askEach";
import { NoAnswerError } from "./errors";
import type { Node } from "./node";

/** What can be compared as text. */
type Figure = bigint | string | null;

/**
 * Asks every endpoint of a node the same and gives the one answer of all that answered.
 * @param asked What was asked, for the error.
 * @throws {NoAnswerError} where two contradict each other: then nothing is known.
 * @throws What the preferred endpoint threw, where none answered.
 */
export async function askAlike<Answer extends Figure | readonly Figure[]>(
  node: Node,
  asked: string,
  ask: (endpoint: Client) => Promise<Answer>,
): Promise<Answer> {
  const [first, ...others] = await askEach(node, ask);
  if (first === undefined) throw new RangeError("A node has at least one endpoint.");
  if (others.some((other) => String(other) !== String(first))) {
    throw new NoAnswerError(`The nodes contradict each other on ${asked}.`);
  }
  return first;
}
