import type { Address, Client, Hex } from "viem";
import { getStorageAt } from "viem/actions";
import { NoAnswerError } from "@/chain/errors";
import { fewAtATime } from "./fewAtATime";

/** How many slots are read at the same time. */
const width = 8;

/**
 * The tally slots of an election, 32 bytes each, where a source proves none: they show whether the counters are those of
 * the ballots, though not that they are the block's.
 * @param keys The slots' storage keys.
 */
export function readTallySlots(
  source: Client,
  election: Address,
  keys: readonly Hex[],
  block: bigint,
): Promise<readonly Hex[]> {
  return fewAtATime(keys.length, width, async (candidate) => {
    const slot = keys[candidate] ?? "0x";
    const word = await getStorageAt(source, { address: election, slot, blockNumber: block });
    // Nodes differ in whether they write leading zeros.
    if (!word || word.length > 66) throw new NoAnswerError(`There is no slot ${slot}.`);
    return `0x${word.slice(2).padStart(64, "0")}` as Hex;
  });
}
