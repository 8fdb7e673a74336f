import { type Address, isAddressEqual } from "viem";
import { readContract } from "viem/actions";
import { type Question, rollElectionAddress } from "@/election/address";
import type { ElectionRoll } from "@/election/election";
import { electionFactories } from "./electionFactories";
import { electionReads } from "./generated/electionReads";
import { rollElectionInitcode } from "./generated/rollElectionInitcode";
import type { Node } from "./node";
import { NotARollError, readRoll } from "./readRoll";

/**
 * The roll of an election, where both are genuine: the election stands where the published factory puts this question on
 * this roll for this organiser, and the roll where its own factory puts it.
 * @param block The number of the block at which to read.
 * @returns Undefined where one of them is not genuine.
 * @throws {RollConflictError} where two endpoints contradict each other on the roll's size or digest.
 */
export async function readElectionRoll(
  node: Node,
  election: Address,
  organiser: Address,
  question: Question,
  block: bigint,
): Promise<ElectionRoll | undefined> {
  const contract = { address: election, abi: electionReads, blockNumber: block } as const;
  const roll = await readContract(node, { ...contract, functionName: "roll" });
  const expected = rollElectionAddress(electionFactories.roll, rollElectionInitcode, organiser, question, roll);
  if (!isAddressEqual(expected, election)) return undefined;

  try {
    const { closed, ...read } = await readRoll(node, roll, block);
    return closed ? read : undefined;
  } catch (error) {
    if (error instanceof NotARollError) return undefined;
    throw error;
  }
}
