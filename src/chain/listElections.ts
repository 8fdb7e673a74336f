import type { Address } from "viem";
import { readContract } from "viem/actions";
import type { Election } from "@/election/election";
import { type ElectionKind, electionFactories } from "./electionFactories";
import { electionReads, factoryReads } from "./generated/electionReads";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { isMissingContract, NotAnElectionError, readElection } from "./readElection";
import type { Head } from "./watchHead";

/** How many elections are read at the same time; each takes five requests, or eleven where it is on a roll. */
const width = 4;

/** What the factories of a chain hold. */
export type ElectionList = {
  /** The head at which it was read. */
  head: Head;
  /** How many elections the factories hold in all. */
  total: bigint;
  /** The newest elections first, no more than were asked for. */
  elections: readonly Election[];
  /** Addresses that the node gave as the factory's and at which it then gave no election: one of the two is wrong. */
  unrecognised: readonly Address[];
};

/** An election of a factory, and when it was put up (unix seconds), once that was read. */
type Listed = { address: Address; kind: ElectionKind; createdAt?: bigint };

/**
 * The newest elections of the published factories, each checked to be genuine.
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
  const [open, roll] = await Promise.all([
    readNewest(node, "open", block, most),
    readNewest(node, "roll", block, most),
  ]);
  const total = open.total + roll.total;

  const known = new Map(previous?.elections.map((election) => [election.address, election]));
  const inTurn = createQueue(width);
  const dated = (listed: Listed) => inTurn(() => readDate(node, listed, known.get(listed.address), block));
  const isCut = BigInt(open.newest.length + roll.newest.length) > most;
  const newest = isCut
    ? newestFirst(await Promise.all([...open.newest, ...roll.newest].map(dated))).slice(0, Number(most))
    : [...open.newest, ...roll.newest];

  const read = await Promise.all(
    newest.map(async ({ address, kind }) => {
      const election = known.get(address) ?? (await inTurn(() => readGenuine(node, chainId, address, block, kind)));
      return { address, election };
    }),
  );
  return {
    head,
    total,
    elections: newestFirst(read.flatMap(({ election }) => election ?? [])),
    unrecognised: read.flatMap(({ address, election }) => (election ? [] : address)),
  };
}

/** How many elections a kind's factory holds, and the newest of them, the newest first. */
async function readNewest(node: Node, kind: ElectionKind, block: bigint, most: bigint) {
  const factory = { address: electionFactories[kind], abi: factoryReads, blockNumber: block } as const;
  const total = await readContract(node, { ...factory, functionName: "electionCount" }).catch((error: unknown) => {
    if (isMissingContract(error)) return 0n;
    throw error;
  });
  if (total === 0n) return { total, newest: [] };
  const from = total > most ? total - most : 0n;
  const addresses = await readContract(node, { ...factory, functionName: "elections", args: [from, total] });
  return { total, newest: addresses.toReversed().map((address): Listed => ({ address, kind })) };
}

/** When a listed election was put up; not known where there is none, which reading it whole will tell. */
async function readDate(node: Node, listed: Listed, known: Election | undefined, block: bigint): Promise<Listed> {
  if (known) return { ...listed, createdAt: known.createdAt };
  const contract = { address: listed.address, abi: electionReads, blockNumber: block } as const;
  try {
    return { ...listed, createdAt: await readContract(node, { ...contract, functionName: "createdAt" }) };
  } catch (error) {
    if (isMissingContract(error)) return listed;
    throw error;
  }
}

/**
 * In the order of their creation, the newest first; those of one block stay as they are. One of which that is not known
 * comes before all others, so that it is looked at.
 */
function newestFirst<Item extends { createdAt?: bigint }>(items: readonly Item[]): Item[] {
  const time = ({ createdAt = 1n << 64n }: Item) => createdAt;
  return items.toSorted((a, b) => Number(time(b) - time(a)));
}

/** The election at an address; undefined where there is none that this page recognises. */
async function readGenuine(node: Node, chainId: number, address: Address, block: bigint, kind: ElectionKind) {
  try {
    return await readElection(node, chainId, address, block, [kind]);
  } catch (error) {
    if (error instanceof NotAnElectionError) return undefined;
    throw error;
  }
}
