import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode } from "viem/actions";
import type { ElectionRoll } from "@/election/election";
import { votersInChunk } from "@/election/roll";
import { chunkAddress, digestOfHashes, votersInCode } from "@/election/rollCode";
import { askAlike } from "./askAlike";
import { NoAnswerError } from "./errors";
import type { Node } from "./node";
import { createQueue } from "./queue";

/**
 * The longest roll that is read whole, in chunks: 101,000 voters, in answers of 4 MB. Its digest proves every voter then,
 * and costs less than asking several endpoints for the same part.
 */
const mostWhole = 83;

/** How many chunks are read at the same time. */
const width = 6;

/** A closed roll, and what proves it. */
type Listed = Pick<ElectionRoll, "address" | "size" | "digest">;

/** By chunk, the voters in lower case. */
type Chunks = Map<number, readonly Address[]>;

/** A closed roll never changes, so what was proven of it, or what the endpoints agreed on, stays. */
const known = new WeakMap<Node, Map<Address, Chunks>>();

/**
 * The voters on a closed roll at these indexes, in lower case. No endpoint is believed about them alone: a roll of up to
 * 100,928 voters is held against its digest, and of a longer one every endpoint is asked for the chunks concerned.
 * @param indexes Each below the roll's size.
 * @param block The number of a block at which the roll was closed.
 * @throws {NoAnswerError} where no endpoint gives the voters of this roll, or the endpoints contradict each other.
 */
export async function readListed(
  node: Node,
  roll: Listed,
  indexes: Iterable<number>,
  block: bigint,
): Promise<(index: number) => Address> {
  const ofNode = known.get(node) ?? new Map<Address, Chunks>();
  known.set(node, ofNode);
  const chunks = ofNode.get(roll.address) ?? new Map();
  ofNode.set(roll.address, chunks);

  // The cast is exact: a roll has at most 1,493,248 voters.
  const count = Math.ceil(Number(roll.size) / votersInChunk);
  const wanted = new Set<number>();
  for (const index of indexes) wanted.add(Math.floor(index / votersInChunk));
  const missing = [...wanted].filter((chunk) => !chunks.has(chunk));
  if (missing.length > 0) {
    const read =
      count <= mostWhole ? await readWhole(node, roll, count, block) : await readSome(node, roll, missing, block);
    for (const [chunk, voters] of read) chunks.set(chunk, voters);
  }
  return (index) => {
    const voter = chunks.get(Math.floor(index / votersInChunk))?.[index % votersInChunk];
    if (!voter) throw new RangeError(`The roll has no voter with the index ${index}.`);
    return voter;
  };
}

/** Every chunk of a roll, from the first source whose chunks give the roll's digest. */
async function readWhole(node: Node, roll: Listed, count: number, block: bigint): Promise<Chunks> {
  const all = Array.from({ length: count }, (_, chunk) => chunk);
  let failure: unknown;
  // First as always: whichever answers first. One that gives other voters is not asked again.
  for (const source of [node, ...node.endpoints]) {
    try {
      const inTurn = createQueue(width);
      const codes = await Promise.all(
        all.map((chunk) =>
          inTurn(async () => {
            const code = await readCode(source, roll, chunk, block);
            // One by one, as they come: 100,000 voters at once would hold the page up.
            return { code, hash: keccak256(code) };
          }),
        ),
      );
      if (digestOfHashes(codes.map(({ hash }) => hash)) === roll.digest) {
        return open(
          roll,
          all,
          codes.map(({ code }) => code),
        );
      }
      failure = new NoAnswerError(`These are not the voters of the roll ${roll.address}.`);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** Chunks on which all endpoints that answer agree. */
async function readSome(node: Node, roll: Listed, chunks: readonly number[], block: bigint): Promise<Chunks> {
  const inTurn = createQueue(width);
  const codes = await Promise.all(
    chunks.map((chunk) =>
      inTurn(() =>
        askAlike(node, `chunk ${chunk} of the roll ${roll.address}`, (endpoint) =>
          readCode(endpoint, roll, chunk, block),
        ),
      ),
    ),
  );
  return open(roll, chunks, codes);
}

async function readCode(source: Client, { address }: Listed, chunk: number, block: bigint): Promise<Hex> {
  return (await getCode(source, { address: chunkAddress(address, chunk), blockNumber: block })) ?? "0x";
}

/** @throws {NoAnswerError} where a code is not a chunk's of that place. */
function open({ address, size }: Listed, chunks: readonly number[], codes: readonly Hex[]): Chunks {
  return new Map(
    chunks.map((chunk, place) => {
      const rest = Number(size) - chunk * votersInChunk;
      const voters = votersInCode(codes[place] ?? "0x", rest < votersInChunk ? rest : votersInChunk);
      if (!voters) throw new NoAnswerError(`This is no chunk of the roll ${address}.`);
      return [chunk, voters] as const;
    }),
  );
}
