import { type Address, bytesToHex, hexToBytes } from "viem";
import { getBlockNumber } from "viem/actions";
import type { Node } from "@/chain/node";
import { createQueue } from "@/chain/queue";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import { readRollVoters } from "@/chain/readRollVoters";
import type { Election } from "@/election/election";
import { RefusedError } from "./refusal";

/** A genuine election on a roll, as far as it never changes. */
export type OpenedElection = {
  election: Election;
  /** How many voters the roll has. */
  size: number;
  /** The voter at that place on the roll, from 0, checksummed or not; undefined behind the last. */
  voterAt: (index: number) => Address | undefined;
};

/** Reads elections once and keeps them. */
export type OpenedElections = {
  /**
   * @param now The time in milliseconds.
   * @throws {RefusedError} where there is no such election, its nodes do not answer, or too many are asked for at once.
   */
  open: (address: Address, now: number) => Promise<OpenedElection>;
};

/** How many elections are kept, and how many voters on their rolls in all: 20 bytes each. */
const mostElections = 500;
const mostVoters = 2_000_000;
/** The longest roll that is read. Larger electorates vote by precinct; and reading a roll holds everybody else up. */
const longestRoll = 200_000n;
/** How long an address is remembered to hold no election that is served, in milliseconds, and how many such addresses are. */
const memory = 20_000;
const mostRefused = 10_000;
/** How many elections are read at a time, and how many may wait for it. */
const width = 3;
const mostWaiting = 30;

/**
 * Keeps the genuine elections of a chain. Everybody may ask for any address, so what is asked of the nodes for addresses
 * that hold no election is limited: by a queue that refuses when it is full, and by remembering them for a while.
 */
export function createOpenedElections(node: Node, chainId: number): OpenedElections {
  const kept = new Map<Address, OpenedElection>();
  const opening = new Map<Address, Promise<OpenedElection>>();
  const refused = new Map<Address, { until: number; error: RefusedError }>();
  const inTurn = createQueue(width);

  function keep(opened: OpenedElection): void {
    kept.set(opened.election.address, opened);
    for (const address of kept.keys()) {
      if (kept.size <= mostElections && countVoters() <= mostVoters) break;
      // The one that was asked for last stays, however long its roll is.
      if (address === opened.election.address) break;
      kept.delete(address);
    }
  }

  /** On all rolls that are kept, each counted once. */
  function countVoters(): number {
    const sizes = new Map([...kept.values()].map(({ election, size }) => [election.roll?.address, size]));
    return [...sizes.values()].reduce((sum, size) => sum + size, 0);
  }

  /** The same roll is not read again for another election: else a few on a long one would keep the relay reading. */
  const findRoll = (roll: Address) => [...kept.values()].find(({ election }) => election.roll?.address === roll);

  async function read(address: Address, now: number): Promise<OpenedElection> {
    try {
      const opened = await inTurn(() => readOpened(node, chainId, address, findRoll));
      keep(opened);
      return opened;
    } catch (cause) {
      const error = asRefusal(cause);
      if (error.code === "chainUnreachable") throw error;
      for (const oldest of refused.keys()) {
        if (refused.size < mostRefused) break;
        refused.delete(oldest);
      }
      refused.set(address, { until: now + memory, error });
      throw error;
    }
  }

  return {
    async open(address, now) {
      const known = kept.get(address);
      if (known) {
        // Put last, so that the one that nobody has asked for the longest goes first.
        kept.delete(address);
        kept.set(address, known);
        return known;
      }
      const remembered = refused.get(address);
      if (remembered && now < remembered.until) throw remembered.error;
      refused.delete(address);

      let reading = opening.get(address);
      if (!reading) {
        if (opening.size >= width + mostWaiting) {
          throw new RefusedError("tooMany", "Too many elections that this relay does not know are asked for.", 5);
        }
        reading = read(address, now).finally(() => opening.delete(address));
        opening.set(address, reading);
      }
      return reading;
    },
  };
}

function asRefusal(cause: unknown): RefusedError {
  if (cause instanceof RefusedError) return cause;
  if (cause instanceof NotAnElectionError) {
    return new RefusedError(
      "notGenuine",
      "At this address is no election on a roll that this relay recognises, or not yet.",
    );
  }
  return new RefusedError("chainUnreachable", "The election cannot be read from the chain just now.", 5, { cause });
}

async function readOpened(
  node: Node,
  chainId: number,
  address: Address,
  findRoll: (roll: Address) => OpenedElection | undefined,
): Promise<OpenedElection> {
  // Not the head that is watched, which may be a moment older than the election.
  const block = await getBlockNumber(node, { cacheTime: 0 });
  const election = await readElection(node, chainId, address, block, ["roll"]);
  const { roll } = election;
  if (!roll) throw new NotAnElectionError("unrecognised");
  if (roll.size > longestRoll) {
    throw new RefusedError(
      "budgetSpent",
      `This relay serves no election on a roll of more than ${longestRoll} voters.`,
    );
  }
  const known = findRoll(roll.address);
  if (known) return { ...known, election };
  const voters = await readRollVoters(node, { ...roll, closed: true }, block);

  // As bytes they take a fifth of the room that the same number of texts does.
  const size = voters.length;
  const packed = new Uint8Array(size * 20);
  for (const [index, voter] of voters.entries()) packed.set(hexToBytes(voter), index * 20);
  return {
    election,
    size,
    voterAt: (index) => (index < size ? bytesToHex(packed.subarray(index * 20, index * 20 + 20)) : undefined),
  };
}
