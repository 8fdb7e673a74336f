import type { Address, Client, Hash } from "viem";
import { votersInWord } from "@/election/box";
import { mostVoters, votersInChunk } from "@/election/roll";
import type { Evidence, RollWord } from "@/recount/evidence";
import type { ChosenBlock } from "./chooseBlock";
import type { Surroundings, Wishes } from "./collectEvidence";
import { fromFirst } from "./fromFirst";
import type { NamedEndpoint } from "./namedEndpoint";
import { readBoxBytes } from "./readBoxBytes";
import { readChunks } from "./readChunks";
import type { ToldOrigin } from "./readOrigin";

/** What is large: each part is null where no source gives it. */
type Parts = Pick<Evidence, "roll" | "box" | "tallies" | "proof" | "record"> & {
  /** By endpoint. */
  history: readonly (Hash | null)[];
};

/**
 * The parts of an election that grow with its voters and its ballots, each from the first source that gives it.
 * @param sources Those endpoints that have the block.
 */
export async function collectParts(
  sources: Client[],
  endpoints: readonly NamedEndpoint[],
  election: Address,
  told: ToldOrigin,
  block: ChosenBlock,
  _wishes: Wishes,
  surroundings: Surroundings,
): Promise<Parts> {
  const roll = told.roll && { ...told.roll, chunks: await collectChunks(sources, told.roll, block, surroundings) };
  const box = told.roll && (await collectBox(sources, election, told.roll, block, surroundings));
  return { roll, box, tallies: null, proof: null, record: null, history: endpoints.map(() => null) };
}

async function collectChunks(
  sources: Client[],
  { address, size }: Omit<RollWord, "chunks">,
  { number }: ChosenBlock,
  { onProgress }: Surroundings,
): Promise<RollWord["chunks"]> {
  if (size > BigInt(mostVoters)) return null;
  // The casts are exact: a roll has at most 1,493,248 voters.
  const all = Math.ceil(Number(size) / votersInChunk);
  const onRead = (done: number) => onProgress({ part: "roll", done, all });
  onRead(0);
  return fromFirst(sources, (source) => readChunks(source, address, all, number, onRead)).catch(() => null);
}

async function collectBox(
  sources: Client[],
  election: Address,
  { size }: Omit<RollWord, "chunks">,
  { hash }: ChosenBlock,
  { onProgress }: Surroundings,
): Promise<Evidence["box"]> {
  if (size > BigInt(mostVoters)) return null;
  const all = Math.ceil(Number(size) / votersInWord);
  const onRead = (done: number) => onProgress({ part: "box", done, all });
  onRead(0);
  return fromFirst(sources, (source) => readBoxBytes(source, election, all, hash, onRead)).catch(() => null);
}
