import {
  type Address,
  bytesToHex,
  concatHex,
  type Hash,
  type Hex,
  keccak256,
  numberToHex,
  stringToHex,
  zeroHash,
} from "viem";
import { electionAddress, rollElectionAddress } from "@/election/address";
import { packChunks, rollAddress, rollDigest, rollSalt } from "@/election/roll";
import { digestOfHashes } from "@/election/rollCode";
import type { Build } from "@/recount/build";
import { candidateIds } from "@/recount/candidateIds";
import { countVotes, sumOf } from "@/recount/countVotes";
import type { BallotRecord, Evidence, HeaderFields, RecordEntry } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { replaySlots } from "@/recount/replaySlots";

// Evidence of elections that never were on a chain, true in all but what only a chain has: there are no proofs, receipts
// and transactions in it.

const organiser: Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const publisher: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const carrier: Address = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";

export const opens = 1_800_000_000n;
export const closes = 1_800_003_600n;

/** The block at which is recounted, and its time. */
const counted = { number: 1_000n, timestamp: closes + 24n };

const question = {
  title: stringToHex("Tea or coffee?"),
  description: stringToHex("Which?"),
  candidates: ["Tea", "Coffee", "Water"].map((name) => stringToHex(name)),
  opens,
  closes,
};

/** The voter at that place: on a roll of such voters, their index. */
export function voterOf(place: number): Address {
  return numberToHex(0xad_0000_0000_0000n + BigInt(place) * 0x1_0001n, { size: 20 });
}

/**
 * A poll in which each voter in turn chose the candidate at that place on the ballot, from 0: one vote a transaction, and
 * two in a block, every 12 seconds from the opening.
 */
export function makePoll({ open }: Build, choices: readonly number[]): Evidence {
  const origin = { factory: open.factory, organiser, ...question };
  const ids = candidateIds({ origin });
  const entries = choices.map((choice, place): RecordEntry => {
    const where = { block: Math.floor(place / 2), logIndex: place % 2, transaction: place };
    return { ...where, voter: voterOf(place), candidate: ids[choice] ?? zeroHash };
  });
  const election = electionAddress(open.factory, open.initcode, organiser, question);
  return complete({
    election,
    origin,
    roll: null,
    box: null,
    tallies: replaySlots(ids, entries).slots.map((slot) => bytesToHex(slot)),
    record: makeRecord(entries),
  });
}

/**
 * An election on a roll of as many voters as there are marks: 0 for no ballot, else the candidate's number from 1. All at
 * odd places voted themselves, one in a block; the others were carried in one batch after them.
 */
export function makeOnRoll({ onRoll, roll }: Build, marks: readonly number[]): Evidence {
  const origin = { factory: onRoll.factory, organiser, ...question };
  const ids = candidateIds({ origin });
  const voters = marks.map((_, place) => voterOf(place));
  const salt = rollSalt(voters);
  const address = rollAddress(roll.factory, roll.initcode, publisher, salt);

  const ballots = marks.flatMap((mark, index) => (mark > 0 ? [{ index, mark }] : []));
  const entries = ballots
    .filter(({ index }) => index % 2 === 1)
    .map(({ index, mark }, place): RecordEntry => {
      const where = { block: place, logIndex: 0, transaction: place };
      return { ...where, voter: voterOf(index), candidate: ids[mark - 1] ?? zeroHash };
    });
  const carried = ballots.filter(({ index }) => index % 2 === 0);
  if (carried.length > 0) {
    const place = entries.length;
    entries.push({ block: place, logIndex: 0, transaction: place, carrier, ballots: packCounted(carried) });
  }
  const counts = ids.map((_, place) => BigInt(marks.filter((mark) => mark === place + 1).length));
  return complete({
    election: rollElectionAddress(onRoll.factory, onRoll.initcode, organiser, question, address),
    origin,
    roll: {
      address,
      factory: roll.factory,
      publisher,
      salt,
      size: BigInt(voters.length),
      digest: rollDigest(voters),
      chunks: packChunks(voters).map((chunk) => concatHex(["0x00", chunk])),
    },
    box: makeBox(marks),
    tallies: counts.map((count, place) => numberToHex((BigInt(place + 1) << 40n) | count, { size: 32 })),
    record: makeRecord(entries),
  });
}

/** The words of the box that holds these marks. */
export function makeBox(marks: readonly number[]): Hex {
  const bytes = new Uint8Array(Math.ceil(marks.length / 32) * 32);
  bytes.set(marks);
  return bytesToHex(bytes);
}

/** What `BatchCounted` names: three bytes of the voter's index, and one of the candidate's number. */
export function packCounted(ballots: readonly { index: number; mark: number }[]): Hex {
  return concatHex(ballots.map(({ index, mark }) => numberToHex(index * 256 + mark, { size: 4 })));
}

/** A header of Prague's form with that number and time, and what its hash is. */
export function makeHeader(number: bigint, timestamp: bigint): { hash: Hash; header: HeaderFields } {
  const root = keccak256(numberToHex(number));
  const header: HeaderFields = {
    parentHash: root,
    sha3Uncles: root,
    miner: organiser,
    stateRoot: root,
    transactionsRoot: root,
    receiptsRoot: root,
    logsBloom: `0x${"00".repeat(256)}`,
    difficulty: "0x0",
    number: numberToHex(number),
    gasLimit: "0x1c9c380",
    gasUsed: "0x5208",
    timestamp: numberToHex(timestamp),
    extraData: "0x",
    mixHash: root,
    nonce: "0x0000000000000000",
    baseFeePerGas: "0x7",
    withdrawalsRoot: root,
    blobGasUsed: "0x0",
    excessBlobGas: "0x0",
    parentBeaconBlockRoot: zeroHash,
    requestsHash: root,
  };
  const { hash } = hashHeader(header);
  if (!hash) throw new Error("The header lacks a field.");
  return { hash, header };
}

/** The record of these entries, with a block every 12 seconds from the opening for each place they name. */
export function makeRecord(entries: readonly RecordEntry[]): BallotRecord {
  const places = entries.length === 0 ? 0 : Math.max(...entries.map(({ block }) => block)) + 1;
  const blocks = Array.from({ length: places }, (_, place) => {
    const number = 100n + BigInt(place);
    const { hash, header } = makeHeader(number, opens + 12n * BigInt(place));
    return { number, hash, header: place === 0 || place === places - 1 ? header : null, receipts: null };
  });
  const transactions = entries.map((_, place) => ({ hash: keccak256(numberToHex(place)), raw: null }));
  return { blocks, transactions, entries };
}

/** What two endpoints say who tell the truth, and everything else. */
function complete(
  told: Pick<Evidence, "election" | "origin" | "roll" | "box" | "tallies"> & { record: BallotRecord },
): Evidence {
  const { hash, header } = makeHeader(counted.number, counted.timestamp);
  const counts = countVotes(told)?.counts ?? [];
  const word = {
    chainId: 11_155_111,
    block: hash,
    results: { ids: candidateIds(told), counts, ballots: sumOf(counts) },
    newest: { number: counted.number + 70n, timestamp: counted.timestamp + 840n },
    final: counted.number + 3n,
    history: digestOfHashes(told.record.blocks.map((block) => block.hash)),
  };
  return {
    ...told,
    chain: { id: 11_155_111, name: "Sepolia" },
    collectedAt: counted.timestamp + 860n,
    asked: { block: "final", record: true, receipts: false, signatures: false },
    block: hash,
    header,
    endpoints: [
      { name: "one.example", ...word },
      { name: "other.example:8545", ...word },
    ],
    proof: null,
    own: null,
  };
}
