import type { Address } from "viem";
import { recordBytes } from "@/election/ballotBatch";
import { batchGas } from "@/election/batchGas";
import { votersInWord } from "@/election/box";
import { type Book, type Entry, missing } from "./book";
import type { CarryingRules } from "./carryingRules";

/** Nodes pass on no transaction of more than 128 KiB; what else is in one takes less than 500 bytes. */
const mostBytes = 131_072 - 500;

/** Ballots to be sent in one transaction, ascending by index, and the most gas that they can take. */
export type Batch = { election: Address; indexes: number[]; gas: bigint };

/**
 * What a transaction may hold now. `gas`: at most so much; `headroom`: gas is reckoned so many times dearer, from 1;
 * `underWay`: ballots that others carry.
 */
export type Limits = { ballots: number; gas: bigint; headroom: number; underWay: ReadonlySet<Entry> };

/** Points in time. `chain`: unix seconds by the chain; `here`: unix milliseconds by this machine's clock. */
export type Moment = { chain: bigint; here: number };

/** How long ballots rest that the contract would not count, at least and at most, in milliseconds. */
const [shortestRest, longestRest] = [2_000, 300_000];

/**
 * Leaves ballots out of what is sent for a while. It may be a node's lie that they would not count, so they are tried
 * again, and the sooner the less time there is.
 */
export function putAside(book: Book, ballots: readonly { index: number }[], moment: Moment): void {
  const left = Number(book.closes - moment.chain) * 1000;
  const rest = Math.min(longestRest, Math.max(shortestRest, left / 4));
  for (const { index } of ballots) {
    const entry = book.entries.get(index);
    if (entry) entry.asideUntil = moment.here + rest;
  }
}

/**
 * What is to be sent next; undefined where nothing is due. An election that is about to close goes first, then the one
 * whose oldest ballot has waited longest. Of more ballots than fit, those follow that stand on the roll behind the last.
 * @param isEager Whether ballots are sent although they could wait for others, as where a transaction is replaced.
 */
export function chooseBatch(
  books: Iterable<Book>,
  rules: CarryingRules,
  limits: Limits,
  moment: Moment,
  isEager: boolean,
): Batch | undefined {
  let first: { book: Book; isClosing: boolean; oldest: number } | undefined;
  for (const book of books) {
    if (moment.chain >= book.closes) continue;
    // A longer ballot paper than there is gas for holds up none of the others.
    if (BigInt(Math.ceil(batchGas(book.candidates.length, 1, 1) * limits.headroom)) > limits.gas) continue;
    const entries = batchable(book, limits, moment.here);
    if (entries.length === 0) continue;
    const oldest = entries.reduce((time, entry) => Math.min(time, entry.acceptedAt), Number.POSITIVE_INFINITY);
    const isClosing = book.closes - moment.chain <= BigInt(rules.marginBeforeClose);
    // Accepted later than now: the clock was put back, and does not tell how long it has waited.
    const isOld = oldest > moment.here || moment.here - oldest >= rules.longestWait * 1000;
    if (!isEager && !isClosing && !isOld && entries.length < most(rules, limits)) continue;
    const isBefore =
      !first ||
      (isClosing && !first.isClosing) ||
      (isClosing === first.isClosing && (isClosing ? book.closes < first.book.closes : oldest < first.oldest));
    if (isBefore) first = { book, isClosing, oldest };
  }
  return first && fill(first.book, most(rules, limits), limits, moment.here);
}

function batchable(book: Book, { underWay }: Limits, now: number): Entry[] {
  return missing(book, now, "key").filter((entry) => !underWay.has(entry));
}

function most(rules: CarryingRules, limits: Limits): number {
  return Math.max(1, Math.min(rules.mostBallots, limits.ballots, Math.floor(mostBytes / recordBytes)));
}

/** As many ballots as fit, from where the last batch ended on; undefined where not even one does. */
function fill(book: Book, ballots: number, limits: Limits, now: number): Batch | undefined {
  const entries = batchable(book, limits, now).sort((a, b) => a.index - b.index);
  const start = entries.findIndex(({ index }) => index >= book.next);
  const inTurn = start > 0 ? [...entries.slice(start), ...entries.slice(0, start)] : entries;

  const indexes: number[] = [];
  const words = new Set<number>();
  const reckon = () => Math.ceil(batchGas(book.candidates.length, indexes.length, words.size) * limits.headroom);
  for (const { index } of inTurn) {
    if (indexes.length === ballots) break;
    const word = Math.floor(index / votersInWord);
    const isNew = !words.has(word);
    indexes.push(index);
    words.add(word);
    if (BigInt(reckon()) <= limits.gas) continue;
    indexes.pop();
    if (isNew) words.delete(word);
    break;
  }
  if (indexes.length === 0) return undefined;
  const gas = BigInt(reckon());
  return { election: book.election, indexes: indexes.sort((a, b) => a - b), gas };
}
