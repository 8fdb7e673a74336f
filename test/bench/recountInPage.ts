import type { Address, Client, Hash } from "viem";
import { readContract } from "viem/actions";
import { loadBuilds } from "@/chain/builds";
import type { ChainConfiguration } from "@/chain/configuration";
import { electionReads } from "@/chain/generated/electionReads";
import { nameEndpoints } from "@/chain/namedEndpoint";
import { readBoxBytes } from "@/chain/readBoxBytes";
import { readChunks } from "@/chain/readChunks";
import { readOrigin } from "@/chain/readOrigin";
import { votersInWord } from "@/election/box";
import { votersInChunk } from "@/election/roll";
import { checkBallots } from "@/recount/checks/checkBallots";
import { checkRoll } from "@/recount/checks/checkRoll";
import { countVotes } from "@/recount/countVotes";
import type { Evidence } from "@/recount/evidence";

/** Where an election on a roll is read, as it travels into a page. */
export type Place = { chain: ChainConfiguration; election: Address; block: { number: number; hash: Hash } };

/** Reads the ballot box and the counters, recounts, and gives the votes by candidate where both are the same. */
export async function recountBox(place: Place): Promise<number[]> {
  const { client, evidence, size } = await begin(place);
  const words = Math.ceil(size / votersInWord);
  const [box, [, told]] = await Promise.all([
    readBoxBytes(client, place.election, words, place.block.hash, ignore),
    readContract(client, {
      address: place.election,
      abi: electionReads,
      functionName: "results",
      blockHash: place.block.hash,
    }),
  ]);
  const full = { ...evidence, box };
  const finding = checkBallots(full);
  const counts = countVotes(full)?.counts.map(Number);
  if (finding.state !== "passed" || counts?.join() !== told.join()) throw new Error("The box is not the counters'.");
  return counts;
}

/** Reads the voters on the roll, and checks them. */
export async function recountRoll(place: Place): Promise<number> {
  const { client, evidence, size } = await begin(place);
  const { roll } = evidence;
  if (!roll) throw new Error("There is no roll.");
  const chunks = await readChunks(
    client,
    roll.address,
    Math.ceil(size / votersInChunk),
    BigInt(place.block.number),
    ignore,
  );
  const finding = checkRoll({ ...evidence, roll: { ...roll, chunks } });
  if (finding.state !== "passed") throw new Error("The roll did not pass.");
  return size;
}

/** What every part needs: where the election comes from. */
async function begin({ chain, election, block }: Place): Promise<{ client: Client; evidence: Evidence; size: number }> {
  const [endpoint] = nameEndpoints(chain);
  if (!endpoint) throw new Error("No endpoint is configured.");
  const { client } = endpoint;
  const { origin, roll } = await readOrigin(client, await loadBuilds(), election, BigInt(block.number));
  const evidence: Evidence = {
    chain: { id: chain.id, name: chain.name },
    election,
    collectedAt: 0n,
    asked: { block: "given", record: false, receipts: false, signatures: false },
    block: block.hash,
    header: {},
    endpoints: [],
    origin,
    roll: roll && { ...roll, chunks: null },
    box: null,
    tallies: null,
    proof: null,
    record: null,
    own: null,
  };
  // The cast is exact: a roll has at most 1,493,248 voters.
  return { client, evidence, size: Number(roll?.size ?? 0n) };
}

function ignore(): void {}
