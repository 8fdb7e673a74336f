import type { Address, Hex } from "viem";
import type { SignedBy } from "@/election/signedBallot";
import type { BallotInBook, Marked } from "@/relay/journal/journal";

/**
 * A held ballot as its delivery sees it. `asideUntil`: not tried before, in unix milliseconds. `refusals`: how often the
 * voter's contract wallet has not accepted it since this process began.
 */
export type Entry = Omit<BallotInBook, "id" | "election"> & { asideUntil: number; refusals: number };

/** What is held for one election, and what never changes about it. */
export type Book = {
  election: Address;
  /** In unix seconds. */
  closes: bigint;
  /** The candidates' ids, in the order of the ballot. */
  candidates: readonly Hex[];
  /** How many voters the roll has. */
  size: number;
  /** By index. */
  entries: Map<number, Entry>;
  /** From which index on ballots are chosen next, so that every part of a long roll has its turn. */
  next: number;
};

/** Indexes on the roll from `from` up to `to`, that one excluded. */
export type Range = { from: number; to: number };

/** What a ballot box shows: the candidate's number at each index, 0 for none, from `from` on. */
export type BoxPart = { from: number; marks: Uint8Array };

/** Blocks contradict each other on a ballot: one of them is not of this chain, or a node lied. */
export class BoxConflictError extends Error {
  override name = "BoxConflictError";
}

/** Puts ballots from the journal into a book. */
export function enter(book: Book, ballots: readonly BallotInBook[]): void {
  for (const { id: _, election: __, ...entry } of ballots)
    book.entries.set(entry.index, { ...entry, asideUntil: 0, refusals: 0 });
}

/** Whether a ballot needs no more work, for all that the chain has said so far. */
function isSettled({ stands }: Entry): boolean {
  return stands === "final" || stands === "closed";
}

/** Which part of the box has to be read: where anything is open, or all ballots are; undefined where nothing is. */
export function rangeToRead(book: Book, isWhole: boolean): Range | undefined {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const entry of book.entries.values()) {
    if (!isWhole && isSettled(entry)) continue;
    if (entry.index < from) from = entry.index;
    if (entry.index >= to) to = entry.index + 1;
  }
  return from < to ? { from, to } : undefined;
}

/**
 * Where ballots stand otherwise than the book says, by the box alone: whoever delivered them, and whatever a receipt says.
 * @param head The box at the newest block.
 * @param final The box at the newest final block; undefined where it is not known: then nothing becomes final or closed.
 * @param isOver Whether the election had closed at that final block.
 * @throws {BoxConflictError} where what is final is not in the newest block as well.
 */
export function changesIn(book: Book, head: BoxPart, final: BoxPart | undefined, isOver: boolean): Marked[] {
  const changes: Marked[] = [];
  for (const entry of book.entries.values()) {
    const now = head.marks[entry.index - head.from];
    const forGood = final?.marks[entry.index - final.from];
    if (now === undefined) continue;
    if (forGood && forGood !== now) {
      // Without the voter's place: it is logged.
      throw new BoxConflictError(`The boxes of ${book.election} contradict each other.`);
    }
    const stands = standing(entry, now, forGood, isOver);
    if (stands !== entry.stands || now !== entry.counted) changes.push({ index: entry.index, stands, counted: now });
  }
  return changes;
}

function standing(entry: Entry, now: number, forGood: number | undefined, isOver: boolean): Marked["stands"] {
  if (forGood) return "final";
  if (now) return forGood === undefined && entry.stands === "final" ? "final" : "inBlock";
  if (forGood === undefined) return entry.stands === "closed" ? "closed" : "held";
  return isOver ? "closed" : "held";
}

/** Writes changes into the book. */
export function apply(book: Book, changes: readonly Marked[]): void {
  for (const { index, stands, counted } of changes) {
    const entry = book.entries.get(index);
    if (entry) Object.assign(entry, { stands, counted });
  }
}

/** The ballots that are in no block and can be tried now, of those that were signed so. `now` in unix milliseconds. */
export function missing(book: Book, now: number, signedBy: SignedBy): Entry[] {
  return [...book.entries.values()].filter(
    (entry) => entry.stands === "held" && entry.signedBy === signedBy && entry.asideUntil <= now,
  );
}
