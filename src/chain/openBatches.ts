import { type Address, type Hex, isHex, slice } from "viem";
import { unpackCounted } from "@/election/countedBallots";
import type { Election, ElectionRoll } from "@/election/election";
import type { Ballot } from "@/election/tally";
import type { Node } from "./node";
import { readListed } from "./readListed";

/** A log of `BatchCounted`: where it stands, who carried it, and its data as the node gave it. */
export type Batch = Pick<Ballot, "block" | "blockHash" | "logIndex"> & { carrier: Address; data: Hex };

/**
 * The ballots of each of these logs, in the order in which they stand there, with the voters whom the roll names.
 * What no election emits is left out, as everywhere in the record: whoever shows a number holds what remains against the
 * contract's.
 * @param block The number of a block at which the roll was closed.
 * @throws {NoAnswerError} where the voters cannot be read, or endpoints contradict each other on them.
 */
export async function openBatches(
  node: Node,
  roll: ElectionRoll,
  candidates: Election["candidates"],
  batches: readonly Batch[],
  block: bigint,
): Promise<Map<Batch, Ballot[]>> {
  const opened = batches.map((batch) => ({
    batch,
    counted: countedIn(batch.data, roll.size, candidates.length),
  }));
  const voterAt = await readListed(node, roll, indexesOf(opened), block);
  return new Map(
    opened.map(({ batch, counted }) => {
      const { block, blockHash, logIndex, carrier } = batch;
      const ballots = counted.flatMap(({ index, number }): Ballot[] => {
        const candidate = candidates[number - 1]?.id;
        // Written out: spreading takes ten times as long on 100,000 ballots.
        return candidate ? [{ voter: voterAt(index), candidate, block, blockHash, logIndex, carrier, index }] : [];
      });
      return [batch, ballots];
    }),
  );
}

function* indexesOf(opened: readonly { counted: readonly { index: number }[] }[]) {
  for (const { counted } of opened) for (const { index } of counted) yield index;
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
