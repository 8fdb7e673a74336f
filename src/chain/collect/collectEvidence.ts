import type { Address, Client } from "viem";
import { getBlock, getCode, readContract } from "viem/actions";
import type { ChainConfiguration } from "@/chain/configuration";
import { electionReads } from "@/chain/generated/electionReads";
import { NotAnElectionError } from "@/chain/readElection";
import type { Build } from "@/recount/build";
import type { EndpointWord, Evidence, Origin } from "@/recount/evidence";
import { type ChosenBlock, chooseBlock } from "./chooseBlock";
import { collectParts } from "./collectParts";
import { BlockReplacedError, NoEndpointError, NotFinalYetError } from "./evidenceErrors";
import { fromFirst } from "./fromFirst";
import { type NamedEndpoint, nameEndpoints } from "./namedEndpoint";
import { readOrigin, type ToldOrigin } from "./readOrigin";
import { readStanding, type Standing } from "./readStanding";

/** What whoever collects wants to know. */
export type Wishes = {
  /** At which block to recount: the newest that cannot be taken back, the newest of all, or the one of that number. */
  block: "final" | "newest" | bigint;
  record: boolean;
  receipts: boolean;
  signatures: boolean;
  /** Which words of a box are proven: all; all unless that takes over a minute; or so many, drawn at random. */
  proof: "whole" | "auto" | number;
  own: Evidence["own"];
};

/** What of an election is being read. */
type Part = "endpoints" | "origin" | "roll" | "box" | "proof" | "record" | "receipts" | "signatures" | "history";

/** How far the reading of a part has come. `all` is null where nobody knows how much there is. */
export type Progress = { part: Part; done: number; all: number | null };

/** What comes from outside. */
export type Surroundings = {
  /** Unix seconds. */
  now: bigint;
  /** Fills an array with random numbers, as `crypto.getRandomValues` does. */
  random: (numbers: Uint32Array<ArrayBuffer>) => Uint32Array<ArrayBuffer>;
  onProgress: (progress: Progress) => void;
  /** Is told what the election asks, before anything large is read; what it throws ends the reading. */
  onOrigin?: (origin: Origin) => void;
  /** Ends the reading at once. */
  signal?: AbortSignal;
};

/** How often the reading begins again because the block was replaced meanwhile. */
const attempts = 3;

/**
 * All that a recount rests on, as a chain's endpoints tell it at one block. Endpoints are asked one by one, and each fails
 * for itself; what is large comes from the first that gives it. Nothing is judged here: `recount` does that.
 * @param builds The published builds: an election is found by their factories.
 * @throws {NoEndpointError} where no endpoint answers for this chain.
 * @throws {NoBlockError} where none has such a block.
 * @throws {NotFinalYetError} where the election was created after that block.
 * @throws {NotAnElectionError} where no factory of the builds knows it, in any endpoint's words.
 * @throws {BlockReplacedError} where the block was replaced each time while it was read.
 * @throws The signal's reason, where it was aborted.
 */
export async function collectEvidence(
  chain: ChainConfiguration,
  builds: readonly Build[],
  election: Address,
  wishes: Wishes,
  surroundings: Surroundings,
): Promise<Evidence> {
  const { signal } = surroundings;
  signal?.throwIfAborted();
  const endpoints = nameEndpoints(chain, signal);
  const collected = collectInTurn(chain, endpoints, builds, election, wishes, surroundings);
  if (!signal) return collected;

  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    collected.then(resolve, reject);
  });
}

async function collectInTurn(
  chain: ChainConfiguration,
  endpoints: readonly NamedEndpoint[],
  builds: readonly Build[],
  election: Address,
  wishes: Wishes,
  surroundings: Surroundings,
): Promise<Evidence> {
  let replaced = 0n;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const standings = await readStandings(chain, endpoints, surroundings);
    const block = await chooseBlock(endpoints, standings, wishes.block);
    // In the order in which they are asked for what all endpoints tell alike, where they tell the truth.
    const sources = endpoints.flatMap(({ client }, index) => (block.hashes[index] === block.hash ? [client] : []));

    const told = await findOrigin(sources, builds, election, block, surroundings);
    surroundings.onOrigin?.(told.origin);
    const words = await readWords(endpoints, standings, election, block);
    const counted = words.reduce(
      (most, { results }) => (results && results.ballots > most ? results.ballots : most),
      0n,
    );
    const found = { election, told, block, counted, sources, endpoints };
    const { roll, history, ...parts } = await collectParts(found, wishes, surroundings);

    // What was read by number would be another block's.
    if (await isStanding(endpoints, block)) {
      return {
        chain: { id: chain.id, name: chain.name },
        election,
        collectedAt: surroundings.now,
        asked: {
          block: typeof wishes.block === "bigint" ? "given" : wishes.block,
          record: wishes.record,
          receipts: wishes.receipts,
          signatures: wishes.signatures,
        },
        block: block.hash,
        header: block.header,
        endpoints: words.map((word, index) => ({ ...word, history: history[index] ?? null })),
        origin: told.origin,
        roll,
        ...parts,
        own: wishes.own,
      };
    }
    replaced = block.number;
  }
  throw new BlockReplacedError(replaced);
}

/** @throws {NoEndpointError} where none is of this chain and tells of a block. */
async function readStandings(
  chain: ChainConfiguration,
  endpoints: readonly NamedEndpoint[],
  { onProgress }: Surroundings,
): Promise<Standing[]> {
  let done = 0;
  onProgress({ part: "endpoints", done, all: endpoints.length });
  const standings = await Promise.all(
    endpoints.map(async (endpoint) => {
      const standing = await readStanding(endpoint, chain);
      done += 1;
      onProgress({ part: "endpoints", done, all: endpoints.length });
      return standing;
    }),
  );
  if (standings.some(({ newest }) => newest)) return standings;
  const others = standings.flatMap(({ chainId }, index) => {
    const name = endpoints[index]?.name;
    return name !== undefined && chainId !== null && chainId !== chain.id ? [{ name, chainId }] : [];
  });
  throw new NoEndpointError(chain.id, others);
}

/** Where the election comes from, in the words of the first source that knows it. */
async function findOrigin(
  sources: Client[],
  builds: readonly Build[],
  election: Address,
  { number }: ChosenBlock,
  { onProgress }: Surroundings,
): Promise<ToldOrigin> {
  onProgress({ part: "origin", done: 0, all: 1 });
  try {
    const told = await fromFirst(sources, (source) => readOrigin(source, builds, election, number));
    onProgress({ part: "origin", done: 1, all: 1 });
    return told;
  } catch (error) {
    if (!(error instanceof NotAnElectionError) || error.reason !== "noCode") throw error;
    const code = await fromFirst(sources, (source) => getCode(source, { address: election })).catch(() => undefined);
    throw code ? new NotFinalYetError(number) : error;
  }
}

/** What each endpoint says to the block and to the figures in it. */
function readWords(
  endpoints: readonly NamedEndpoint[],
  standings: readonly Standing[],
  election: Address,
  block: ChosenBlock,
): Promise<Omit<EndpointWord, "history">[]> {
  return Promise.all(
    endpoints.map(async ({ name, client }, index) => {
      const { chainId = null, newest = null, final = null } = standings[index] ?? {};
      const hash = block.hashes[index] ?? null;
      const results = hash === block.hash ? await readResults(client, election, block).catch(() => null) : null;
      return { name, chainId, block: hash, results, newest, final };
    }),
  );
}

async function readResults(client: Client, election: Address, { hash }: ChosenBlock): Promise<EndpointWord["results"]> {
  const contract = { address: election, abi: electionReads, blockHash: hash } as const;
  const [ids, counts, ballots] = await readContract(client, { ...contract, functionName: "results" });
  return { ids, counts, ballots };
}

/** Whether every endpoint that still answers has the same block at that height as before. */
async function isStanding(endpoints: readonly NamedEndpoint[], { number, hashes }: ChosenBlock): Promise<boolean> {
  const current = await Promise.all(
    endpoints.map(({ client }, index) =>
      hashes[index] ? getBlock(client, { blockNumber: number }).catch(() => undefined) : undefined,
    ),
  );
  return current.every((block, index) => !block || block.hash === hashes[index]);
}
