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

/** What is large: each part is null where no source gives it. */
type Parts = Pick<Evidence, "roll" | "box" | "tallies" | "proof" | "record"> & {
  /** By endpoint. */
  history: readonly (Hash | null)[];
};

/**
 * The parts of an election that grow with its voters and its ballots, each from the first source that gives it.
 * @param sources Those endpoints that have the block, the preferred first.
 */
export async function collectParts(
  sources: Client[],
  endpoints: readonly NamedEndpoint[],
  election: Address,
  told: ToldOrigin,
  block: ChosenBlock,
  wishes: Wishes,
  surroundings: Surroundings,
): Promise<Parts> {
  const length = lengthOf(told.roll);
  const chunks = told.roll && length && (await collectChunks(sources, told.roll, length, block, surroundings));
  const box = length && (await collectBox(sources, election, length, block, surroundings));
  const proven = await collectProof(sources, election, told, length, block, wishes, surroundings);
  const record = wishes.record ? await collectRecord(sources, election, told, block, wishes, surroundings) : null;
  const history = record
    ? await collectHistory(endpoints, block, record.blocks, surroundings)
    : endpoints.map(() => null);
  return { roll: told.roll && { ...told.roll, chunks }, box, ...proven, record, history };
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
  sources: Client[],
  { address }: Pick<RollWord, "address">,
  { chunks: all }: Length,
  { number }: ChosenBlock,
  { onProgress }: Surroundings,
): Promise<RollWord["chunks"]> {
  const onRead = (done: number) => onProgress({ part: "roll", done, all });
  onRead(0);
  return fromFirst(sources, (source) => readChunks(source, address, all, number, onRead)).catch(() => null);
}

async function collectBox(
  sources: Client[],
  election: Address,
  { words: all }: Length,
  { hash }: ChosenBlock,
  { onProgress }: Surroundings,
): Promise<Evidence["box"]> {
  const onRead = (done: number) => onProgress({ part: "box", done, all });
  onRead(0);
  return fromFirst(sources, (source) => readBoxBytes(source, election, all, hash, onRead)).catch(() => null);
}

/** The proof and what it proves of the tallies; the slots as they are told where no source proves them. */
async function collectProof(
  sources: Client[],
  election: Address,
  { build: { layout }, origin, roll }: ToldOrigin,
  length: Length | null,
  { number }: ChosenBlock,
  wishes: Wishes,
  { random, onProgress }: Surroundings,
): Promise<Pick<Evidence, "tallies" | "proof">> {
  const slot = roll ? layout.onRoll.tally : layout.open.tally;
  const tallies = origin.candidates.map((name) => tallyKey(slot, keccak256(name)));
  const proven = {
    election,
    tallies,
    box: { slot: layout.onRoll.box, words: length?.words ?? 0 },
    roll: roll && length && { address: roll.address, slot: layout.roll.slot, chunks: length.chunks },
  };
  const onRead = (done: number, all: number) => onProgress({ part: "proof", done, all });
  const outside = { random, elapsed: () => performance.now(), onRead };
  try {
    return await fromFirst(sources, (source) => readProof(source, proven, wishes.proof, number, outside));
  } catch {
    const slots = fromFirst(sources, (source) => readTallySlots(source, election, tallies, number));
    return { proof: null, tallies: await slots.catch(() => null) };
  }
}
