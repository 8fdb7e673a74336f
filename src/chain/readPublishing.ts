import { type Address, type Client, concatHex, type Hash, type Hex, keccak256, stringToHex, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { electionAddress, rollElectionAddress } from "@/election/address";
import type { Publishing, PublishingProgress } from "@/election/publishing";
import { chunkHash, packChunks, rollAddress, rollSalt, votersInChunk } from "@/election/roll";
import { askAlike } from "./askAlike";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import { rollAbi } from "./generated/rollAbi";
import { rollElectionFactory } from "./generated/rollElectionFactory";
import { rollFactory, rollFactoryAbi } from "./generated/rollFactory";
import type { Node } from "./node";

/** The roll at the publishing's address holds other voters, or they are not what its publisher meant to add. */
export class OtherVotersError extends Error {
  override name = "OtherVotersError";
}

/**
 * What of a publishing stands on the chain at the block `blockHash`. Where it stands follows from what it says, so
 * nothing need be remembered: another machine finds the same. Every endpoint is asked.
 * @throws {OtherVotersError} where the roll does not hold the first of the publishing's voters.
 * @throws {NoAnswerError} where the endpoints contradict each other.
 */
export async function readPublishing(node: Node, publishing: Publishing, blockHash: Hash): Promise<PublishingProgress> {
  const { electorate, publisher } = publishing;
  if (electorate.kind !== "voters") {
    const roll = electorate.kind === "roll" ? electorate.roll : undefined;
    return { roll: undefined, election: await readElection(node, publishing, roll, blockHash) };
  }
  const { rollInitcode } = await import("./generated/rollInitcode");
  const address = rollAddress(rollFactory.address, rollInitcode, publisher, saltOf(electorate.voters));
  const [roll, election] = await Promise.all([
    readRoll(node, address, electorate.voters, blockHash),
    readElection(node, publishing, address, blockHash),
  ]);
  return { roll, election };
}

async function readRoll(node: Node, address: Address, voters: readonly Address[], blockHash: Hash) {
  const [publisher, size, closed, digest] = await askAlike(node, `the roll ${address}`, (endpoint) =>
    readRollState(endpoint, address, blockHash),
  );
  if (publisher === zeroAddress) return { address, isCreated: false, size: 0, isClosed: false };
  if (size > 0n && digest !== digestOfFirst(voters, Number(size))) {
    throw new OtherVotersError(`The roll ${address} holds other voters.`);
  }
  return { address, isCreated: true, size: Number(size), isClosed: closed === 1n };
}

/** What was worked out of a list before: of 100,000 voters it takes a second, and the chain is asked after every block. */
const known = new WeakMap<readonly Address[], { salt?: Hex; chunkHashes: Hex[] }>();

function knownOf(voters: readonly Address[]) {
  const worked = known.get(voters) ?? { chunkHashes: [] };
  known.set(voters, worked);
  return worked;
}

/** `rollSalt`, worked out once for a list. */
export function saltOf(voters: readonly Address[]): Hex {
  const worked = knownOf(voters);
  worked.salt ??= rollSalt(voters);
  return worked.salt;
}

/** The digest of a roll that holds the first voters of a list, as many as fill its chunks or all. */
function digestOfFirst(voters: readonly Address[], size: number): Hex | undefined {
  if (size > voters.length || (size < voters.length && size % votersInChunk !== 0)) return undefined;
  const { chunkHashes } = knownOf(voters);
  const chunks = Math.ceil(size / votersInChunk);
  if (chunkHashes.length < chunks) {
    const missing = voters.slice(chunkHashes.length * votersInChunk, size);
    chunkHashes.push(...packChunks(missing).map(chunkHash));
  }
  return keccak256(concatHex(chunkHashes.slice(0, chunks)));
}

async function readRollState(endpoint: Client, address: Address, blockHash: Hash) {
  const publisher = await readContract(endpoint, {
    address: rollFactory.address,
    abi: rollFactoryAbi,
    functionName: "publisherOf",
    args: [address],
    blockHash,
  });
  if (publisher === zeroAddress) return [publisher, 0n, 0n, null] as const;
  const roll = { address, abi: rollAbi, blockHash } as const;
  const [size, closed, digest] = await Promise.all([
    readContract(endpoint, { ...roll, functionName: "size" }),
    readContract(endpoint, { ...roll, functionName: "closed" }),
    readContract(endpoint, { ...roll, functionName: "digest" }),
  ]);
  return [publisher, size, closed ? 1n : 0n, digest] as const;
}

async function readElection(node: Node, publishing: Publishing, roll: Address | undefined, blockHash: Hash) {
  const address = await publishedAddress(publishing, roll);
  // Both factories answer this alike.
  const organiserOf = { abi: openElectionFactoryAbi, functionName: "organiserOf", args: [address], blockHash } as const;
  const factory = roll ? rollElectionFactory.address : openElectionFactory.address;
  const organiser = await askAlike(node, `the election ${address}`, (endpoint) =>
    readContract(endpoint, { ...organiserOf, address: factory }),
  );
  return { address, isCreated: organiser !== zeroAddress };
}

/** Where the factory puts the election. */
async function publishedAddress({ publisher, question }: Publishing, roll: Address | undefined): Promise<Address> {
  const asked = {
    ...question,
    title: stringToHex(question.title),
    description: stringToHex(question.description),
    candidates: question.candidates.map((name) => stringToHex(name)),
  };
  if (!roll) {
    const { openElectionInitcode } = await import("./generated/openElectionInitcode");
    return electionAddress(openElectionFactory.address, openElectionInitcode, publisher, asked);
  }
  const { rollElectionInitcode } = await import("./generated/rollElectionInitcode");
  return rollElectionAddress(rollElectionFactory.address, rollElectionInitcode, publisher, asked, roll);
}
