import type { Address, Client, Hash } from "viem";
import { getBlock } from "viem/actions";
import { askAlike } from "@/chain/askAlike";
import type { Node } from "@/chain/node";
import { createQueue } from "@/chain/queue";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import type { BallotInBook, Marked } from "@/relay/journal/journal";
import { apply, type Book, type BoxPart, changesIn, type Entry, enter, type Range, rangeToRead } from "./book";
import type { CarryEvent, Carrying } from "./carrying";
import { readBoxPart } from "./readBoxPart";

/** The books of one chain: what the journal holds, where the chain has it. */
export type Books = {
  /**
   * Takes in what was accepted since, and looks where all of it stands at that head.
   * @returns The books that are true at that head, and why others could not be looked at. `absent`: elections with
   * ballots of which the chain has no trace, as after a block was replaced, or on a practice chain that began anew.
   */
  lookAt: (head: Head, now: number) => Promise<{ known: Book[]; failures: unknown[]; absent: readonly Address[] }>;
  /** Every ballot whose election is not over and done with, and of elections that could not be read yet. */
  ballots: () => Iterable<HeldInBook>;
};

/** What tells how far a ballot has come. */
export type HeldInBook = Pick<Entry, "stands" | "signedBy" | "acceptedAt" | "asideUntil" | "refusals">;

/** How often a box is held against all ballots of its election, the final ones too, in milliseconds: a node may have lied. */
const wholeEvery = 600_000;
/** How much of a box is read at least, in voters: 16 kB. */
const piece = 8_000;
/** How long an election that is not there is not looked for again, in milliseconds: it holds up no other one. */
const absence = 30_000;
/** How many boxes are read at a time. */
const width = 4;

/** A book, and what was last read of its box: at the newest block, and at the newest final one. */
type Look = { book: Book; head?: Seen; final?: Seen; isNew: boolean; wholeAt: number };
type Seen = { hash: Hash; part: BoxPart };

/** Begins with everything that the journal holds for the chain. */
export function openBooks({ journal, chain, node, onEvent }: Carrying): Books {
  const looks = new Map<Address, Look>();
  /** Ballots of elections that could not be read yet. */
  const waiting = new Map<Address, BallotInBook[]>();
  /** Those that are not there, and when they are looked for again, by a clock that nobody sets. */
  const absentUntil = new Map<Address, number>();
  let lastTaken = 0;

  function take(): void {
    for (const ballot of journal.acceptedAfter(chain.id, lastTaken)) {
      const others = waiting.get(ballot.election);
      if (others) others.push(ballot);
      else waiting.set(ballot.election, [ballot]);
      lastTaken = ballot.id;
    }
  }

  async function takeIn({ number }: Head): Promise<unknown[]> {
    take();
    const failures: unknown[] = [];
    for (const [election, ballots] of waiting) {
      if (performance.now() < (absentUntil.get(election) ?? 0)) continue;
      try {
        const book = looks.get(election)?.book ?? (await readBook(node, chain.id, election, number));
        const look = looks.get(election) ?? { book, isNew: true, wholeAt: 0 };
        enter(book, ballots);
        look.isNew = true;
        looks.set(election, look);
        waiting.delete(election);
        absentUntil.delete(election);
      } catch (error) {
        if (error instanceof NotAnElectionError) absentUntil.set(election, performance.now() + absence);
        else failures.push(error);
      }
    }
    return failures;
  }

  /** The box at a block, as it was read before where that was of the same block. */
  async function see(book: Book, range: Range, hash: Hash, before: Seen | undefined): Promise<Seen> {
    const isSeen = before?.hash === hash && before.part.from <= range.from;
    if (isSeen && before.part.from + before.part.marks.length >= range.to) return before;
    // Whole pieces, so that the next ballot mostly finds its place read.
    const from = range.from - (range.from % piece);
    const to = Math.min(book.size, Math.ceil(range.to / piece) * piece);
    return { hash, part: await readBoxPart(node, book, { from, to }, hash) };
  }

  async function look(at: Look, head: Head, now: number): Promise<void> {
    const { book } = at;
    const isWhole = now - at.wholeAt >= wholeEvery;
    if (at.head?.hash === head.hash && at.final?.hash === head.finalizedHash && !at.isNew && !isWhole) return;
    const isOver = head.finalizedTimestamp >= book.closes && (await isFinalTime(node, head));
    const range = rangeToRead(book, isWhole) ?? { from: 0, to: 0 };
    try {
      const [seen, final] = await Promise.all([
        see(book, range, head.hash, at.head),
        // A node need not have the state of so old a block. Delivery does not wait for it.
        see(book, range, head.finalizedHash, at.final).catch(() => undefined),
      ]);
      const changes = changesIn(book, seen.part, final?.part, isOver);
      if (changes.length > 0) journal.mark(chain.id, book.election, changes);
      for (const event of eventsOf(book, changes)) onEvent(event);
      apply(book, changes);
      at.head = seen;
      if (final) at.final = final;
      if (final && isWhole) at.wholeAt = now;
      at.isNew = false;
    } catch (error) {
      // Whatever was seen may be what is wrong.
      delete at.head;
      delete at.final;
      throw error;
    }
    if (isOver && !rangeToRead(book, false)) looks.delete(book.election);
  }

  take();
  return {
    async lookAt(head, now) {
      const failures = await takeIn(head);
      const inTurn = createQueue(width);
      const results = await Promise.allSettled([...looks.values()].map((at) => inTurn(() => look(at, head, now))));
      for (const result of results) if (result.status === "rejected") failures.push(result.reason);
      const known = [...looks.values()].filter((at) => at.head?.hash === head.hash).map(({ book }) => book);
      return { known, failures, absent: [...absentUntil.keys()] };
    },
    *ballots() {
      for (const { book } of looks.values()) yield* book.entries.values();
      for (const ballots of waiting.values())
        for (const ballot of ballots) yield { ...ballot, asideUntil: 0, refusals: 0 };
    },
  };
}

/**
 * Whether all endpoints have the newest final block as the head names it, its time included: what is over for one of
 * them alone would be looked at no more.
 */
async function isFinalTime(node: Node, { finalized, finalizedHash, finalizedTimestamp }: Head): Promise<boolean> {
  const read = async (endpoint: Client) => {
    const { hash, timestamp } = await getBlock(endpoint, { blockNumber: finalized });
    return [hash, timestamp] as const;
  };
  return askAlike(node, "the newest final block", read).then(
    ([hash, timestamp]) => hash === finalizedHash && timestamp === finalizedTimestamp,
    () => false,
  );
}

async function readBook(node: Node, chainId: number, election: Address, block: bigint): Promise<Book> {
  const { roll, closes, candidates } = await readElection(node, chainId, election, block, ["roll"]);
  if (!roll) throw new NotAnElectionError("unrecognised");
  // The cast is exact: a roll has at most 1,493,248 voters.
  const size = Number(roll.size);
  return { election, closes, candidates: candidates.map(({ id }) => id), size, entries: new Map(), next: 0 };
}

function eventsOf(book: Book, changes: readonly Marked[]): CarryEvent[] {
  const ballots = { counted: 0, final: 0, takenBack: 0, closed: 0 };
  for (const { index, stands } of changes) {
    const before = book.entries.get(index)?.stands;
    if (before === stands) continue;
    if (stands === "held") ballots.takenBack += 1;
    else if (stands === "closed") ballots.closed += 1;
    else {
      if (before === "held" || before === "closed") ballots.counted += 1;
      if (stands === "final") ballots.final += 1;
    }
  }
  const kinds = ["counted", "final", "takenBack", "closed"] as const;
  return kinds.filter((kind) => ballots[kind] > 0).map((kind) => ({ kind, ballots: ballots[kind] }));
}
