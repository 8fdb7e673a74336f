import { type Address, type Hex, isHex, slice } from "viem";
import { unpackCounted } from "@/election/countedBallots";
import type { Election, ElectionRoll } from "@/election/election";
import type { Ballot } from "@/election/tally";
import type { Node } from "./node";
import { readListed } from "./readListed";
import { readMarks } from "./readMarks";

/** A log of `BatchCounted`: where it stands, who carried it, and its data as the node gave it. */
export type Batch = Pick<Ballot, "block" | "blockHash" | "logIndex"> & { carrier: Address; data: Hex };

/** Batches whose ballots the box was found to hold, by their places. What stands in a block never changes. */
const proven = new WeakMap<Node, Map<string, { data: Hex; ballots: readonly Ballot[] }>>();

/**
 * The ballots of each of these logs, in the order in which they stand there, with the voters whom the roll names.
 * What no election emits is left out, as everywhere in the record, and so is what the ballot box does not hold: whoever
 * shows a number holds what remains against the contract's. The counters alone would not show that two voters' choices
 * were exchanged.
 * @param block The number of a block that is not before any of the logs'.
 * @throws {NoAnswerError} where voters or box cannot be read, or endpoints contradict each other on them.
 */
export async function openBatches(
  node: Node,
  { address, candidates, roll }: Pick<Election, "address" | "candidates"> & { roll: ElectionRoll },
  batches: readonly Batch[],
  block: bigint,
): Promise<Map<Batch, readonly Ballot[]>> {
  const known = proven.get(node) ?? new Map<string, { data: Hex; ballots: readonly Ballot[] }>();
  proven.set(node, known);
  const opened = new Map<Batch, readonly Ballot[]>();
  const unread: { batch: Batch; counted: ReturnType<typeof countedIn> }[] = [];
  for (const batch of batches) {
    const before = known.get(placeOf(batch));
    if (before?.data === batch.data) opened.set(batch, before.ballots);
    else unread.push({ batch, counted: countedIn(batch.data, roll.size, candidates.length) });
  }
  if (unread.length === 0) return opened;

  const [voterAt, markAt] = await Promise.all([
    readListed(node, roll, indexesOf(unread), block),
    readMarks(node, address, indexesOf(unread), { blockNumber: block }),
  ]);
  for (const { batch, counted } of unread) {
    const { block, blockHash, logIndex, carrier } = batch;
    const ballots = counted.flatMap(({ index, number }): Ballot[] => {
      const candidate = candidates[number - 1]?.id;
      if (!candidate || markAt(index) !== number) return [];
      // Written out: spreading takes ten times as long on 100,000 ballots.
      return [{ voter: voterAt(index), candidate, block, blockHash, logIndex, carrier }];
    });
    opened.set(batch, ballots);
    if (ballots.length === counted.length) known.set(placeOf(batch), { data: batch.data, ballots });
  }
  return opened;
}

function placeOf({ blockHash, logIndex }: Batch): string {
  return `${blockHash}:${logIndex}`;
}

function* indexesOf(batches: readonly { counted: readonly { index: number }[] }[]) {
  for (const { counted } of batches) for (const { index } of counted) yield index;
}

/**
 * The ballots that a log's data names, as `bytes` in the contract's ABI. None where it is not that, or not of whole
 * ballots; of the others those whose voter is on a roll of this size and whose candidate on a ballot of so many.
 */
export function countedIn(data: Hex, size: bigint, candidates: number): { index: number; number: number }[] {
  // An offset of 32 bytes, a length, and as many bytes, filled up to words.
  if (!isHex(data) || data.length < 130 || BigInt(slice(data, 0, 32)) !== 32n) return [];
  const length = BigInt(slice(data, 32, 64));
  if (length % 4n !== 0n || length > BigInt(data.length - 130) / 2n) return [];
  // The cast is exact: below the length of a text.
  const packed: Hex = `0x${data.slice(130, 130 + 2 * Number(length))}`;
  return unpackCounted(packed).filter(({ index, number }) => index < size && number > 0 && number <= candidates);
}
