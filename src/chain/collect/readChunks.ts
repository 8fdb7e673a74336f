import type { Address, Client, Hex } from "viem";
import { getCode } from "viem/actions";
import { NoAnswerError } from "@/chain/errors";
import { votersInChunk } from "@/election/roll";
import { chunkAddress } from "@/election/rollCode";
import { fewAtATime } from "./fewAtATime";

/** How many chunks are read at the same time, of 49 kB each. */
const width = 6;

/** The digits of the longest chunk: a zero byte and 20 bytes a voter. */
const longest = 2 + 2 * (1 + 20 * votersInChunk);

/**
 * The codes of a roll's chunks in their order, as a source tells them: every voter on the roll.
 * @param count How many chunks there are.
 * @param block The number of a block at which the roll was closed.
 * @param onRead Told how many chunks were read so far.
 * @throws {NoAnswerError} where the source has no code for a chunk, or gives what is none.
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
    const code: unknown = await getCode(source, { address: chunkAddress(roll, chunk), blockNumber: block });
    if (!isBytes(code) || code.length > longest)
      throw new NoAnswerError(`There is no chunk ${chunk} of the roll ${roll}.`);
    read += 1;
    onRead(read);
    return code;
  });
}

/** A node may answer with anything. Looked for what is no digit, since a pattern that repeats runs out of stack. */
function isBytes(code: unknown): code is Hex {
  return (
    typeof code === "string" && code.length % 2 === 0 && code.startsWith("0x") && !/[^0-9a-f]/i.test(code.slice(2))
  );
}
