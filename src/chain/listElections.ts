import type { Address } from "viem";
import { readContract } from "viem/actions";
import type { Election } from "@/election/election";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { isMissingContract, NotAnElectionError, readElection } from "./readElection";
import type { Head } from "./watchHead";

/** How many elections are read at the same time; each takes five requests. */
const width = 4;

/** What the factory of a chain holds. */
export type ElectionList = {
  /** The head at which it was read. */
  head: Head;
  /** How many elections the factory holds in all. */
  total: bigint;
  /** The newest elections first, no more than were asked for. */
  elections: readonly Election[];
  /** Addresses that the node gave as the factory's and at which it then gave no election: one of the two is wrong. */
  unrecognised: readonly Address[];
};

/**
 * The newest elections of the published factory, each checked to be genuine.
 * @param most How many elections to read at the most.
 * @param previous An earlier list: what never changes is not read again.
 * @returns An empty list with total 0 where the chain has no factory yet.
 */
export async function listElections(
  node: Node,
  chainId: number,
  head: Head,
  most: bigint,
  previous?: ElectionList,
): Promise<ElectionList> {
  const block = head.number;
  const factory = { address: openElectionFactory.address, abi: openElectionFactoryAbi, blockNumber: block } as const;
  const total = await readContract(node, { ...factory, functionName: "electionCount" }).catch((error: unknown) => {
    if (isMissingContract(error)) return 0n;
    throw error;
  });
  if (total === 0n) return { head, total, elections: [], unrecognised: [] };

  const from = total > most ? total - most : 0n;
  const addresses = await readContract(node, { ...factory, functionName: "elections", args: [from, total] });
  const known = new Map(previous?.elections.map((election) => [election.address, election]));
  const inTurn = createQueue(width);
  const read = await Promise.all(
    addresses.toReversed().map(async (address) => {
      const election = known.get(address) ?? (await inTurn(() => readGenuine(node, chainId, address, block)));
      return { address, election };
    }),
  );
  return {
    head,
    total,
    elections: read.flatMap(({ election }) => election ?? []),
    unrecognised: read.flatMap(({ address, election }) => (election ? [] : address)),
  };
}

/** The election at an address; undefined where there is none that this page recognises. */
async function readGenuine(node: Node, chainId: number, address: Address, block: bigint) {
  try {
    return await readElection(node, chainId, address, block);
  } catch (error) {
    if (error instanceof NotAnElectionError) return undefined;
    throw error;
  }
}
