import type { Budget } from "./budgets";
import type { Acceptance, HeldBallot, Journal } from "./journal";

/** Keeps a ballot in the journal; resolves once it is on the disk. @throws {StorageError} where it cannot be. */
export type Keep = (ballot: NewBallot) => Promise<Acceptance>;

/** From when on a ballot waits to be sent is known once it is kept: before, it may have waited to be checked. */
type NewBallot = Omit<HeldBallot, "acceptedAt">;

/** How many times as long as the last writing took the next one waits at most: so a slow disk has no more than a fifth of
 * the time, and whoever asks anything else of the relay has the rest. */
const share = 4;
/** The longest that a ballot waits for others, in milliseconds. */
const longest = 200;

/**
 * Keeps ballots that arrive shortly after one another in one transaction, as the disk takes as long for many as for one.
 * A ballot that comes alone does not wait.
 */
export function keepTogether(journal: Pick<Journal, "acceptAll">, budget: Budget): Keep {
  type Waiting = { ballot: NewBallot; resolve: (answer: Acceptance) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let restUntil = 0;

  function write() {
    const together = waiting;
    waiting = [];
    const begin = performance.now();
    const acceptedAt = Date.now();
    try {
      const answers = journal.acceptAll(
        together.map(({ ballot }) => ({ ...ballot, acceptedAt })),
        budget,
      );
      for (const [place, { resolve, reject }] of together.entries()) {
        const answer = answers[place];
        if (answer) resolve(answer);
        else reject(new RangeError("The journal gave fewer answers than there were ballots."));
      }
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
    const end = performance.now();
    restUntil = end + Math.min(share * (end - begin), longest);
  }

  return (ballot) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(write, restUntil - performance.now());
      waiting.push({ ballot, resolve, reject });
    });
}
