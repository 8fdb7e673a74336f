import { type Address, createClient, type Hash, type Hex, http, parseAbiItem } from "viem";
import { getLogs } from "viem/actions";
import { nameEndpoints } from "@/chain/collect/namedEndpoint";
import { readRecord } from "@/chain/collect/readRecord";
import type { ChainConfiguration } from "@/chain/configuration";
import { checkBallots } from "@/recount/checks/checkBallots";
import type { Evidence } from "@/recount/evidence";

/** A poll's logs, and the tally slots that they must come to, as it travels into a page. */
export type Logged = {
  chain: ChainConfiguration;
  url: string;
  election: Address;
  to: number;
  candidates: readonly Hex[];
  tallies: readonly Hex[];
};

const voted = parseAbiItem("event Voted(address indexed voter, bytes32 indexed candidate)");

/** Reads the logs as viem does by itself, and only counts them: nothing is held against anything. */
async function readPlainly({ url, election, to }: Logged): Promise<number> {
  const client = createClient({ transport: http(url, { retryCount: 0, timeout: 60_000 }) });

  async function read(fromBlock: bigint, toBlock: bigint): Promise<number> {
    try {
      return (await getLogs(client, { address: election, event: voted, fromBlock, toBlock })).length;
    } catch (error) {
      // An answer of over 10 MB is refused by viem itself.
      if (fromBlock === toBlock) throw error;
      const middle = (fromBlock + toBlock) / 2n;
      return (await read(fromBlock, middle)) + (await read(middle + 1n, toBlock));
    }
  }
  return read(1n, BigInt(to));
}

/** Reads the record, replays it into the seals, holds these against the slots, and gives how many ballots there are. */
async function recountLog({ chain, election, to, candidates, tallies }: Logged): Promise<Parts> {
  const [endpoint] = nameEndpoints(chain);
  if (!endpoint) throw new Error("No endpoint is configured.");
  const begin = performance.now();
  const place = { address: election, onRoll: false };
  const record = await readRecord(endpoint.client, place, 1n, BigInt(to), { receipts: false }, () => {});
  const read = performance.now() - begin;
  const finding = checkBallots(evidenceOf(election, candidates, tallies, record));
  if (finding.state !== "passed" || finding.check !== "ballots") throw new Error("The record is not the seals'.");
  return { ballots: Number(finding.ballots), read, replayed: performance.now() - begin - read };
}

/** Times in milliseconds. */
type Parts = { ballots: number; read: number; replayed: number };

function evidenceOf(
  election: Address,
  candidates: readonly Hex[],
  tallies: readonly Hex[],
  record: Evidence["record"],
): Evidence {
  const none: Hash = `0x${"00".repeat(32)}`;
  return {
    chain: { id: 31337, name: "" },
    election,
    collectedAt: 0n,
    asked: { block: "given", record: true, receipts: false, signatures: false },
    block: none,
    header: {},
    endpoints: [],
    origin: {
      factory: election,
      organiser: election,
      title: "0x",
      description: "0x",
      candidates,
      opens: 0n,
      closes: 0n,
    },
    roll: null,
    box: null,
    tallies,
    proof: null,
    record,
    own: null,
  };
}

export const jobs = { readPlainly, recountLog };
