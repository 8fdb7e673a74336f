import { type Address, type Client, type Hash, keccak256 } from "viem";
import { votersInWord } from "@/election/box";
import { mostVoters, votersInChunk } from "@/election/roll";
import type { Evidence, RollWord } from "@/recount/evidence";
import { tallyKey } from "@/recount/slots";
import type { ChosenBlock } from "./chooseBlock";
import type { Surroundings, Wishes } from "./collectEvidence";
import { collectHistory, collectRecord } from "./collectRecord";
import { fromFirst } from "./fromFirst";
import type { NamedEndpoint } from "./namedEndpoint";
import { readBoxBytes } from "./readBoxBytes";
import { readChunks } from "./readChunks";
import type { ToldOrigin } from "./readOrigin";
import { readProof } from "./readProof";
import { readTallySlots } from "./readTallySlots";

/** What is known of an election before its large parts are read. */
export type Found = {
  election: Address;
  told: ToldOrigin;
  block: ChosenBlock;
  /** How many ballots the contract has counted, in the words of whoever says the most. */
  counted: bigint;
  /** Those endpoints that have the block, the preferred first. */
  sources: Client[];
  /** All endpoints. */
  endpoints: readonly NamedEndpoint[];
};

/** What is large: each part is null where no source gives it. */
type Parts = Pick<Evidence, "roll" | "box" | "tallies" | "proof" | "record"> & {
  /** By endpoint. */
  history: readonly (Hash | null)[];
};

/** The parts of an election that grow with its voters and its ballots, each from the first source that gives it. */
export async function collectParts(found: Found, wishes: Wishes, surroundings: Surroundings): Promise<Parts> {
  const { roll } = found.told;
  const length = lengthOf(roll);
  const chunks = roll && length && (await collectChunks(found, roll, length, surroundings));
  const box = length && (await collectBox(found, length, surroundings));
  const proven = await collectProof(found, length, wishes, surroundings);
  const record = wishes.record ? await collectRecord(found, wishes, surroundings) : null;
  const history = record ? await collectHistory(found, record.blocks, surroundings) : found.endpoints.map(() => null);
  return { roll: roll && { ...roll, chunks }, box, ...proven, record, history };
}

/** How many chunks a roll has, and how many words a box for it. */
type Length = { chunks: number; words: number };

/** Null in a poll, and of a roll that is longer than any can be. */
function lengthOf(roll: ToldOrigin["roll"]): Length | null {
  if (!roll || roll.size > BigInt(mostVoters)) return null;
  // The cast is exact: a roll has at most 1,493,248 voters.
  const voters = Number(roll.size);
  return { chunks: Math.ceil(voters / votersInChunk), words: Math.ceil(voters / votersInWord) };
}

async function collectChunks(
  { sources, block }: Found,
  { address }: Pick<RollWord, "address">,
  { chunks: all }: Length,
  { onProgress }: Surroundings,
): Promise<RollWord["chunks"]> {
  const onRead = (done: number) => onProgress({ part: "roll", done, all });
  onRead(0);
  return fromFirst(sources, (source) => readChunks(source, address, all, block.number, onRead)).catch(() => null);
}

async function collectBox(
  { sources, election, block }: Found,
  { words: all }: Length,
  { onProgress }: Surroundings,
): Promise<Evidence["box"]> {
  const onRead = (done: number) => onProgress({ part: "box", done, all });
  onRead(0);
  return fromFirst(sources, (source) => readBoxBytes(source, election, all, block.hash, onRead)).catch(() => null);
}

/** The proof and what it proves of the tallies; the slots as they are told where no source proves them. */
async function collectProof(
  { sources, election, told: { build, origin, roll }, block }: Found,
  length: Length | null,
  wishes: Wishes,
  { random, onProgress }: Surroundings,
): Promise<Pick<Evidence, "tallies" | "proof">> {
  const slot = roll ? build.layout.onRoll.tally : build.layout.open.tally;
  const tallies = origin.candidates.map((name) => tallyKey(slot, keccak256(name)));
  const proven = {
    election,
    tallies,
    box: { slot: build.layout.onRoll.box, words: length?.words ?? 0 },
    roll: roll && length && { address: roll.address, slot: build.layout.roll.slot, chunks: length.chunks },
  };
  const onRead = (done: number, all: number) => onProgress({ part: "proof", done, all });
  const outside = { random, elapsed: () => performance.now(), onRead };
  try {
    return await fromFirst(sources, (source) => readProof(source, proven, wishes.proof, block.number, outside));
  } catch {
    const slots = fromFirst(sources, (source) => readTallySlots(source, election, tallies, block.number));
    return { proof: null, tallies: await slots.catch(() => null) };
  }
}
