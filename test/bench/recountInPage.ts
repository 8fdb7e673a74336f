import type { Address, Client, Hash } from "viem";
import { readContract } from "viem/actions";
import { loadBuilds } from "@/chain/builds";
import { nameEndpoints } from "@/chain/collect/namedEndpoint";
import { readBoxBytes } from "@/chain/collect/readBoxBytes";
import { readChunks } from "@/chain/collect/readChunks";
import { readHeaderFields } from "@/chain/collect/readHeaderFields";
import { readOrigin } from "@/chain/collect/readOrigin";
import { type ProofWish, readProof } from "@/chain/collect/readProof";
import type { ChainConfiguration } from "@/chain/configuration";
import { electionReads } from "@/chain/generated/electionReads";
import { votersInWord } from "@/election/box";
import { votersInChunk } from "@/election/roll";
import type { Layout } from "@/recount/build";
import { candidateIds } from "@/recount/candidateIds";
import { checkBallots } from "@/recount/checks/checkBallots";
import { checkRoll } from "@/recount/checks/checkRoll";
import { checkState } from "@/recount/checks/checkState";
import { countVotes } from "@/recount/countVotes";
import type { Evidence, RollWord } from "@/recount/evidence";
import { tallyKey } from "@/recount/slots";

/** Where an election on a roll is read, as it travels into a page. */
export type Place = { chain: ChainConfiguration; election: Address; block: { number: number; hash: Hash } };

type Begun = { client: Client; evidence: Evidence; roll: RollWord; size: number; layout: Layout };

/** What this page has of the election so far: jobs that follow each other share it. */
let begun: Promise<Begun> | undefined;

/** Reads the ballot box and the counters, recounts, and gives the votes by candidate where both are the same. */
async function recountBox(place: Place): Promise<number[]> {
  const now = await begin(place);
  const { client, size } = now;
  const { election, block } = place;
  const words = Math.ceil(size / votersInWord);
  const results = { address: election, abi: electionReads, functionName: "results", blockHash: block.hash } as const;
  const [box, [, told]] = await Promise.all([
    readBoxBytes(client, election, words, block.hash, ignore),
    readContract(client, results),
  ]);
  const evidence = { ...now.evidence, box };
  const finding = checkBallots(evidence);
  const counts = countVotes(evidence)?.counts.map(Number);
  if (finding.state !== "passed" || counts?.join() !== told.join()) throw new Error("The box is not the counters'.");
  begun = Promise.resolve({ ...now, evidence });
  return counts;
}

/** Reads the voters on the roll, checks them, and gives how many they are. */
async function recountRoll(place: Place): Promise<number> {
  const now = await begin(place);
  const { client, size, roll } = now;
  const count = Math.ceil(size / votersInChunk);
  const chunks = await readChunks(client, roll.address, count, BigInt(place.block.number), ignore);
  const evidence = { ...now.evidence, roll: { ...roll, chunks } };
  const finding = checkRoll(evidence);
  if (finding.state !== "passed") throw new Error("The roll did not pass.");
  begun = Promise.resolve({ ...now, evidence });
  return size;
}

/** Reads the proofs of box, tally and roll, and gives how many nodes they have. */
async function readState(place: Place & { wish: ProofWish }): Promise<number> {
  const now = await begin(place);
  const { client, evidence, roll, size, layout } = now;
  const proven = {
    election: place.election,
    tallies: candidateIds(evidence).map((id) => tallyKey(layout.onRoll.tally, id)),
    box: { slot: layout.onRoll.box, words: Math.ceil(size / votersInWord) },
    roll: { address: roll.address, slot: layout.roll.slot, chunks: Math.ceil(size / votersInChunk) },
  };
  const surroundings = {
    random: (numbers: Uint32Array<ArrayBuffer>) => crypto.getRandomValues(numbers),
    elapsed: () => performance.now(),
    onRead: ignore,
  };
  const { proof, tallies } = await readProof(client, proven, place.wish, BigInt(place.block.number), surroundings);
  begun = Promise.resolve({ ...now, evidence: { ...evidence, proof, tallies } });
  return proof.nodes.length;
}

/** Holds what was read, roll and box too, against the block's state, and gives how many slots are proven. */
async function proveState(place: Place): Promise<number> {
  const { evidence, layout } = await begin(place);
  const finding = checkState(evidence, layout);
  if (finding.state === "passed" && finding.check === "state") return finding.slots;
  if (finding.state === "unknown" && finding.lack === "sample") return finding.proven;
  throw new Error(`The state is ${finding.state}.`);
}

/** Finds out where the election comes from, and reads the block's header, unless this page did so before. */
function begin(place: Place): Promise<Begun> {
  begun ??= find(place);
  return begun;
}

async function find({ chain, election, block }: Place): Promise<Begun> {
  const [endpoint] = nameEndpoints(chain);
  if (!endpoint) throw new Error("No endpoint is configured.");
  const { client } = endpoint;
  const [{ build, origin, roll: told }, header] = await Promise.all([
    readOrigin(client, await loadBuilds(), election, BigInt(block.number)),
    readHeaderFields(client, block.hash),
  ]);
  if (!told || !header) throw new Error("There is no roll, or no such block.");
  const roll = { ...told, chunks: null };
  const evidence: Evidence = {
    chain: { id: chain.id, name: chain.name },
    election,
    collectedAt: 0n,
    asked: { block: "given", record: false, receipts: false, signatures: false },
    block: block.hash,
    header: header.fields,
    endpoints: [],
    origin,
    roll,
    box: null,
    tallies: null,
    proof: null,
    record: null,
    own: null,
  };
  // The cast is exact: a roll has at most 1,493,248 voters.
  return { client, evidence, roll, size: Number(roll.size), layout: build.layout };
}

function ignore(): void {}

export const jobs = { recountBox, recountRoll, readState, proveState };
