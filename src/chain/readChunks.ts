import type { Address, Client, Hex } from "viem";
import { getCode } from "viem/actions";
import { chunkAddress } from "@/election/rollCode";
import { NoAnswerError } from "./errors";
import { fewAtATime } from "./fewAtATime";

/** How many chunks are read at the same time, of 49 kB each. */
const width = 6;

/**
 * The codes of a roll's chunks in their order, as a source tells them: every voter on the roll.
 * @param count How many chunks there are.
 * @param block The number of a block at which the roll was closed.
 * @param onRead Told how many chunks were read so far.
 * @throws {NoAnswerError} where the source has no code for a chunk.
 */
export async function readChunks(
  source: Client,
  roll: Address,
  count: number,
  block: bigint,
  onRead: (chunks: number) => void,
): Promise<Hex[]> {
  let read = 0;
  return fewAtATime(count, width, async (chunk) => {
    const code = await getCode(source, { address: chunkAddress(roll, chunk), blockNumber: block });
    if (!code) throw new NoAnswerError(`There is no chunk ${chunk} of the roll ${roll}.`);
    read += 1;
    onRead(read);
    return code;
  });
}
