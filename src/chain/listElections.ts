import type { Address } from "viem";
import { readContract } from "viem/actions";
import { shortNames } from "@/election/election";
import { shownText } from "@/election/shownText";
import type { Tally } from "@/election/tally";
import { openElectionAbi } from "./generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import type { Node } from "./node";
import { pairTally } from "./readCount";
import { decodeText, readDetails } from "./readDetails";
import { isMissingContract } from "./readElection";
import type { Head } from "./watchHead";

/** What a list shows of an election and never changes. Times are unix seconds. */
type Fixed = {
  address: Address;
  title: string;
  /** In ballot order, without their notes. */
  names: readonly string[];
  opens: bigint;
  closes: bigint;
};

/** An election as a list shows it, with its tally at the list's head. */
export type ListedElection = Fixed & { tally: Tally };

/** The newest elections first, how many the factory holds in all, and the head at which both were read. */
export type ElectionList = { head: Head; total: bigint; elections: readonly ListedElection[] };

/**
 * The newest elections of the published factory, from contract reads at one block.
 * @param most How many elections to read at the most.
 * @param previous An earlier list: what never changes is not read again.
 * @returns An empty list with total 0 where the chain has no factory yet.
 */
export async function listElections(
  node: Node,
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
  if (total === 0n) return { head, total, elections: [] };

  const from = total > most ? total - most : 0n;
  const addresses = await readContract(node, { ...factory, functionName: "elections", args: [from, total] });
  const known = new Map(previous?.elections.map((election) => [election.address, election]));
  const elections = addresses.toReversed().map(async (address) => {
    const [fixed, tally] = await Promise.all([
      known.get(address) ?? readFixed(node, address, block),
      readTally(node, address, block),
    ]);
    return { ...fixed, tally };
  });
  return { head, total, elections: await Promise.all(elections) };
}

async function readFixed(node: Node, address: Address, block: bigint): Promise<Fixed> {
  const contract = { address, abi: openElectionAbi, blockNumber: block } as const;
  const [details, opens, closes] = await Promise.all([
    readDetails(node, address, block),
    readContract(node, { ...contract, functionName: "opens" }),
    readContract(node, { ...contract, functionName: "closes" }),
  ]);
  const names = shortNames(details.candidates.map(decodeText));
  return { address, title: shownText(decodeText(details.title)) || address, names, opens, closes };
}

async function readTally(node: Node, address: Address, blockNumber: bigint): Promise<Tally> {
  return pairTally(await readContract(node, { address, abi: openElectionAbi, functionName: "results", blockNumber }));
}
