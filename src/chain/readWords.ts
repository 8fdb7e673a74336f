import type { Address, Client, Hash } from "viem";
import { readContract } from "viem/actions";
import { boxReads } from "./generated/boxReads";

/** How many words are asked for at a time: 32,000 voters, in an answer of 64 kB. */
const stride = 1_000;

/**
 * Words of an election's ballot box, of 32 voters each, in one client's words.
 * @param from The first word.
 * @param to The word after the last.
 * @param block The block at which they are read.
 */
export async function readWords(
  client: Client,
  election: Address,
  { from, to }: { from: number; to: number },
  block: { blockHash: Hash } | { blockNumber: bigint },
): Promise<bigint[]> {
  const box = { address: election, abi: boxReads, functionName: "box", ...block } as const;
  const words: bigint[] = [];
  for (let start = from; start < to; start += stride) {
    const args = [BigInt(start), BigInt(Math.min(start + stride, to))] as const;
    words.push(...(await readContract(client, { ...box, args })));
  }
  return words;
}
