import type { Moment } from "./batch";
import { type Book, type Entry, missing } from "./book";

/** A contract wallet's ballot that is to be sent. */
export type Chosen = { book: Book; entry: Entry };

/** How long a ballot rests that its wallet did not accept, the first time and at most, in milliseconds. */
const [firstRest, longestRest] = [2_000, 300_000];

/**
 * Which contract wallet's ballot is to be sent next; none waits for others, since they go singly. Those come first that no
 * wallet has refused yet, so that one whose wallet refuses it again and again holds up nobody, and elections take turns.
 * @param underWay Ballots in transactions that may still arrive.
 */
export function chooseSingle(books: Iterable<Book>, moment: Moment, underWay: ReadonlySet<Entry>): Chosen | undefined {
  let first: (Chosen & { ahead: number }) | undefined;
  for (const book of books) {
    if (moment.chain >= book.closes) continue;
    const ahead = [...underWay].filter((entry) => book.entries.get(entry.index) === entry).length;
    for (const entry of missing(book, moment.here, "wallet")) {
      if (underWay.has(entry)) continue;
      if (!first || isBefore({ book, entry, ahead }, first)) first = { book, entry, ahead };
    }
  }
  return first;
}

function isBefore(one: Chosen & { ahead: number }, other: Chosen & { ahead: number }): boolean {
  if (one.entry.refusals !== other.entry.refusals) return one.entry.refusals < other.entry.refusals;
  if (one.ahead !== other.ahead) return one.ahead < other.ahead;
  if (one.book.closes !== other.book.closes) return one.book.closes < other.book.closes;
  return one.entry.acceptedAt < other.entry.acceptedAt;
}

/**
 * Leaves a ballot out of what is sent that its wallet does not accept now: twice as long each time, and the shorter the less
 * time there is.
 */
export function restLonger({ book, entry }: Chosen, moment: Moment): void {
  const left = Number(book.closes - moment.chain) * 1000;
  const rest = Math.min(longestRest, firstRest * 2 ** entry.refusals);
  entry.asideUntil = moment.here + Math.max(firstRest, Math.min(rest, left / 4));
  entry.refusals += 1;
}
