import type { Address } from "viem";
import { readContract } from "viem/actions";
import type { Tally } from "@/election/tally";
import { openElectionAbi } from "./generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import type { Node } from "./node";
import { pairTally } from "./readCount";
import { isMissingContract } from "./readElection";

/** An election as a list shows it, with its tally at the block of the list. Times are unix seconds. */
export type ListedElection = {
  address: Address;
  title: string;
  names: readonly string[];
  opens: bigint;
  closes: bigint;
  tally: Tally;
};

/** The newest elections first, how many the factory holds in all, and the number of the block at which both were read. */
export type ElectionList = { block: bigint; total: bigint; elections: ListedElection[] };

/**
 * The newest elections of the published factory, from contract reads at one block.
 * @param block The number of the block at which to read.
 * @param most How many elections to read at the most.
 * @returns An empty list with total 0 where the chain has no factory yet.
 */
export async function listElections(node: Node, block: bigint, most: bigint): Promise<ElectionList> {
  const factory = { ...openElectionFactory, abi: openElectionFactoryAbi, blockNumber: block } as const;
  const total = await readContract(node, { ...factory, functionName: "electionCount" }).catch((error: unknown) => {
    if (isMissingContract(error)) return 0n;
    throw error;
  });
  if (total === 0n) return { block, total, elections: [] };

  const from = total > most ? total - most : 0n;
  const addresses = await readContract(node, { ...factory, functionName: "elections", args: [from, total] });
  const elections = await Promise.all(addresses.toReversed().map((address) => readListed(node, address, block)));
  return { block, total, elections };
}

async function readListed(node: Node, address: Address, block: bigint): Promise<ListedElection> {
  const contract = { address, abi: openElectionAbi, blockNumber: block } as const;
  const [[title, , names], results, opens, closes] = await Promise.all([
    readContract(node, { ...contract, functionName: "details" }),
    readContract(node, { ...contract, functionName: "results" }),
    readContract(node, { ...contract, functionName: "opens" }),
    readContract(node, { ...contract, functionName: "closes" }),
  ]);
  return { address, title, names, opens, closes, tally: pairTally(results) };
}
