import type { Address } from "viem";
import { readContract } from "viem/actions";
import { rollFactory, rollFactoryAbi } from "./generated/rollFactory";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { isMissingContract } from "./readElection";
import { NotARollError, type Roll, readRoll } from "./readRoll";
import type { Head } from "./watchHead";

/** How many rolls are read at the same time; each takes five requests. */
const width = 4;

/** What the roll factory of a chain holds. */
export type RollList = {
  /** The head at which it was read. */
  head: Head;
  /** Whether the chain has the factory at all. */
  hasFactory: boolean;
  /** How many rolls the factory holds in all. */
  total: bigint;
  /** The newest rolls first, no more than were asked for. */
  rolls: readonly Roll[];
  /** Addresses that the node gave as the factory's and at which it then gave no roll: one of the two is wrong. */
  unrecognised: readonly Address[];
};

/**
 * The newest rolls of the published factory, each checked to be genuine.
 * @param most How many rolls to read at the most.
 * @param previous An earlier list, of a block that is still there: its closed rolls, which never change, are not read again.
 * @throws {RollConflictError} where two endpoints contradict each other on a roll.
 */
export async function listRolls(node: Node, head: Head, most: bigint, previous?: RollList): Promise<RollList> {
  const block = head.number;
  const factory = { address: rollFactory.address, abi: rollFactoryAbi, blockNumber: block } as const;
  const total = await readContract(node, { ...factory, functionName: "rollCount" }).catch((error: unknown) => {
    if (isMissingContract(error)) return undefined;
    throw error;
  });
  if (!total) return { head, hasFactory: total !== undefined, total: 0n, rolls: [], unrecognised: [] };

  const from = total > most ? total - most : 0n;
  const addresses = await readContract(node, { ...factory, functionName: "rolls", args: [from, total] });
  // Below the final block nothing is taken back.
  const settled = previous && previous.head.number <= head.finalized ? previous.rolls : [];
  const known = new Map(settled.flatMap((roll) => (roll.closed ? [[roll.address, roll]] : [])));
  const inTurn = createQueue(width);
  const read = await Promise.all(
    addresses.toReversed().map(async (address) => {
      const roll = known.get(address) ?? (await inTurn(() => readGenuine(node, address, block)));
      return { address, roll };
    }),
  );
  return {
    head,
    hasFactory: true,
    total,
    rolls: read.flatMap(({ roll }) => roll ?? []),
    unrecognised: read.flatMap(({ address, roll }) => (roll ? [] : address)),
  };
}

/** The roll at an address; undefined where there is none that this page recognises. */
async function readGenuine(node: Node, address: Address, block: bigint) {
  try {
    return await readRoll(node, address, block);
  } catch (error) {
    if (error instanceof NotARollError) return undefined;
    throw error;
  }
}
