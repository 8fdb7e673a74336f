import { type Address, type Client, zeroAddress } from "viem";
import { getCode, readContract } from "viem/actions";
import { electionReads, factoryReads } from "@/chain/generated/electionReads";
import { rollFactoryReads, rollReads } from "@/chain/generated/rollReads";
import { readDetails } from "@/chain/readDetails";
import { isMissingContract, NotAnElectionError } from "@/chain/readElection";
import { shortAnswers } from "@/chain/shortAnswers";
import type { Build } from "@/recount/build";
import type { Origin, RollWord } from "@/recount/evidence";

/** What a source tells of where an election comes from: told, and not yet held against its address. */
export type ToldOrigin = {
  build: Build;
  origin: Origin;
  /** Unix seconds. */
  createdAt: bigint;
  /** Without its voters; null in a poll. */
  roll: Omit<RollWord, "chunks"> | null;
};

/**
 * The longest answer, in characters: an election's texts of 16 kB, and 100 candidates' places in it, take half as much.
 */
const longest = 100_000;

/**
 * From what the address of an election follows, as a source tells it at the block of that number.
 * @throws {NotAnElectionError} where no factory of these builds knows it.
 */
export async function readOrigin(
  asked: Client,
  builds: readonly Build[],
  election: Address,
  block: bigint,
): Promise<ToldOrigin> {
  const source = shortAnswers(asked, longest);
  const created = await readCreated(source, builds, election, block);
  if (!created) {
    const code = await getCode(source, { address: election, blockNumber: block });
    throw new NotAnElectionError(code ? "unrecognised" : "noCode");
  }

  const { build, factory, organiser } = created;
  const contract = { address: election, abi: electionReads, blockNumber: block } as const;
  const [details, opens, closes, createdAt] = await Promise.all([
    readDetails(source, election, block),
    readContract(source, { ...contract, functionName: "opens" }),
    readContract(source, { ...contract, functionName: "closes" }),
    readContract(source, { ...contract, functionName: "createdAt" }),
  ]);
  const origin = { factory, organiser, ...details, opens, closes };
  if (factory === build.open.factory) return { build, origin, createdAt, roll: null };

  const address = await readContract(source, { ...contract, functionName: "roll" });
  return { build, origin, createdAt, roll: await readRollWord(source, build, address, block) };
}

/** Which of the factories says to have created the election, and for whom. */
async function readCreated(source: Client, builds: readonly Build[], election: Address, block: bigint) {
  const factories = builds.flatMap((build) => [
    { build, factory: build.open.factory },
    { build, factory: build.onRoll.factory },
  ]);
  const asked = factories.map(async ({ build, factory }) => {
    const contract = { address: factory, abi: factoryReads, args: [election], blockNumber: block } as const;
    const organiser = await orNobody(readContract(source, { ...contract, functionName: "organiserOf" }));
    return { build, factory, organiser };
  });
  return (await Promise.all(asked)).find(({ organiser }) => organiser !== zeroAddress);
}

async function readRollWord(
  source: Client,
  { roll: { factory } }: Build,
  address: Address,
  block: bigint,
): Promise<Omit<RollWord, "chunks">> {
  const created = { address: factory, abi: rollFactoryReads, args: [address], blockNumber: block } as const;
  const contract = { address, abi: rollReads, blockNumber: block } as const;
  const [publisher, salt, size, digest] = await Promise.all([
    readContract(source, { ...created, functionName: "publisherOf" }),
    readContract(source, { ...created, functionName: "saltOf" }),
    readContract(source, { ...contract, functionName: "size" }),
    readContract(source, { ...contract, functionName: "digest" }),
  ]);
  return { address, factory, publisher, salt, size, digest };
}

/** The zero address where the factory does not stand on this chain. */
async function orNobody(asked: Promise<Address>): Promise<Address> {
  try {
    return await asked;
  } catch (error) {
    if (isMissingContract(error)) return zeroAddress;
    throw error;
  }
}
