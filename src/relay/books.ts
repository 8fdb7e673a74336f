import type { Address } from "viem";
import type { Node } from "@/chain/node";
import { createQueue } from "@/chain/queue";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import type { Head } from "@/chain/watchHead";
import { apply, type Book, changesIn, enter, rangeToRead } from "./book";
import type { CarryEvent, Carrying } from "./carrying";
import type { BallotInBook, Marked } from "./journal";
import { readMarks } from "./readMarks";

/** The books of one chain: what the journal holds, where the chain has it. */
export type Books = {
  /**
   * Takes in what was accepted since, and looks where all of it stands at that head.
   * @returns The books that are true at that head, and why others could not be looked at.
   */
  lookAt: (head: Head, now: number) => Promise<{ known: Book[]; failures: unknown[] }>;
  /** Every book whose election is not over and done with. */
  all: () => Book[];
};

/** How often a box is held against all ballots of its election, the final ones too, in milliseconds: a node may have lied. */
const wholeEvery = 600_000;
/** How many boxes are read at a time. */
const width = 4;

type Look = { book: Book; head?: Head["hash"]; final?: Head["hash"]; wholeAt: number };

/** Begins with everything that the journal holds for the chain. */
export function openBooks({ journal, chain, node, onEvent }: Carrying): Books {
  const looks = new Map<Address, Look>();
  /** Ballots of elections that could not be read yet. */
  const waiting = new Map<Address, BallotInBook[]>();
  let lastTaken = 0;

  async function takeIn({ number }: Head): Promise<unknown[]> {
    for (const ballot of journal.acceptedAfter(chain.id, lastTaken)) {
      waiting.set(ballot.election, [...(waiting.get(ballot.election) ?? []), ballot]);
      lastTaken = ballot.id;
    }
    const failures: unknown[] = [];
    for (const [election, ballots] of waiting) {
      try {
        const look = looks.get(election) ?? { book: await readBook(node, chain.id, election, number), wholeAt: 0 };
        enter(look.book, ballots);
        // They are looked for at this head as well.
        delete look.head;
        delete look.final;
        looks.set(election, look);
        waiting.delete(election);
      } catch (error) {
        failures.push(error);
      }
    }
    return failures;
  }

  async function look(at: Look, head: Head, now: number): Promise<void> {
    const { book } = at;
    const isWhole = now - at.wholeAt >= wholeEvery;
    if (at.head === head.hash && at.final === head.finalizedHash && !isWhole) return;
    const range = rangeToRead(book, isWhole);
    const isOver = head.finalizedTimestamp >= book.closes;
    if (range) {
      // What is final is read of the newest block too: a contradiction shows.
      const [marks, final] = await Promise.all([
        readMarks(node, book, range, head.hash),
        at.final === head.finalizedHash && !isWhole
          ? undefined
          : // A node need not have the state of so old a block. Delivery does not wait for it.
            readMarks(node, book, range, head.finalizedHash).catch(() => undefined),
      ]);
      const changes = changesIn(book, marks, final, isOver);
      if (changes.length > 0) journal.mark(chain.id, book.election, changes);
      for (const event of eventsOf(book, changes)) onEvent(event);
      apply(book, changes);
      if (final) at.final = head.finalizedHash;
      if (final && isWhole) at.wholeAt = now;
    }
    at.head = head.hash;
    if (isOver && !rangeToRead(book, false)) looks.delete(book.election);
  }

  return {
    async lookAt(head, now) {
      const failures = await takeIn(head);
      const inTurn = createQueue(width);
      const results = await Promise.allSettled([...looks.values()].map((at) => inTurn(() => look(at, head, now))));
      for (const result of results) if (result.status === "rejected") failures.push(result.reason);
      const known = [...looks.values()].filter((at) => at.head === head.hash).map(({ book }) => book);
      return { known, failures };
    },
    all: () => [...looks.values()].map(({ book }) => book),
  };
}

async function readBook(node: Node, chainId: number, election: Address, block: bigint): Promise<Book> {
  const { roll, closes, candidates } = await readElection(node, chainId, election, block, ["roll"]);
  if (!roll) throw new NotAnElectionError("unrecognised");
  // The cast is exact: a roll has at most 1,493,248 voters.
  const size = Number(roll.size);
  return { election, closes, candidates: candidates.length, size, entries: new Map(), next: 0 };
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
