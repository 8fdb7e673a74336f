import type { Address } from "viem";
import { readContract } from "viem/actions";
import { rollDigest, votersInChunk } from "@/election/roll";
import { rollAbi } from "./generated/rollAbi";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { type Roll, RollConflictError } from "./readRoll";

/** How many voters are asked for at a time: an answer of 200 kB, for which a node computes a few million gas. */
const piece = 5 * votersInChunk;

/** How many pieces are read at the same time. */
const width = 3;

/**
 * The voters on a roll, checksummed, in the order of the roll. They are hashed again: no node has to be believed that
 * they are the roll's, beyond the digest on which the endpoints agree.
 * @param block The number of the block at which the roll was read.
 * @param onProgress Told how many voters were read.
 * @throws {RollConflictError} where the voters do not give the roll's digest.
 */
export async function readRollVoters(
  node: Node,
  roll: Roll,
  block: bigint,
  onProgress: (read: bigint) => void = () => {},
): Promise<readonly Address[]> {
  const inTurn = createQueue(width);
  let read = 0n;
  const starts = Array.from({ length: Math.ceil(Number(roll.size) / piece) }, (_, index) => BigInt(index * piece));
  const pieces = await Promise.all(
    starts.map((from) =>
      inTurn(async () => {
        const to = from + BigInt(piece) < roll.size ? from + BigInt(piece) : roll.size;
        const contract = { address: roll.address, abi: rollAbi, blockNumber: block } as const;
        const voters = await readContract(node, { ...contract, functionName: "voters", args: [from, to] });
        read += to - from;
        onProgress(read);
        return voters;
      }),
    ),
  );
  const voters = pieces.flat();
  if (BigInt(voters.length) !== roll.size || rollDigest(voters) !== roll.digest) {
    throw new RollConflictError("The voters that were read are not those of the roll.");
  }
  return voters;
}
