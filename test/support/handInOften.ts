import type { SignedBallot } from "@/election/signedBallot";
import type { seeded } from "./drawElection";
import { handIn } from "./startRelay";

/** Voters who hand in their ballots to a relay that may die at any moment. */
export type Clients = {
  /** By index: whose ballots were answered with `accepted`, or any later state. */
  accepted: ReadonlySet<number>;
  /** How many ballots are on the wire, without an answer. */
  underWay: () => number;
  /** How often a line broke before there was an answer. */
  broken: () => number;
  /** A relay stands at that address from now on, and so many ballots more are handed in. */
  goOn: (url: string, ballots: number) => void;
  /** Nothing is handed in until `goOn`. */
  pause: () => void;
  /** Resolves when so many ballots more are on the wire. */
  submitted: (ballots: number) => Promise<void>;
  /** Resolves when so many ballots more are answered. */
  answered: (ballots: number) => Promise<void>;
  /** Resolves when every ballot is answered, or given up; rejects over an answer that no voter should get. */
  done: Promise<void>;
};

/** Refusals after which it is worth asking again. */
const later = ["chainUnreachable", "stopping", "tooMany", "storage"];

/**
 * Hands in these ballots, several at a time. A line that breaks is no answer: the ballot is handed in again later, or now
 * and then not at all, as when a voter closes the page.
 */
export function handInOften(
  ballots: readonly SignedBallot[],
  width: number,
  random: ReturnType<typeof seeded>,
): Clients {
  const queue = [...ballots];
  const accepted = new Set<number>();
  let [url, allowed, underWay, broken] = ["", 0, 0, 0];
  const wake: (() => void)[] = [];
  const [onSubmitted, onAnswered] = [createCounter(), createCounter()];

  function awaken(): void {
    for (const resolve of wake.splice(0)) resolve();
  }

  async function hand(ballot: SignedBallot): Promise<void> {
    allowed -= 1;
    underWay += 1;
    const answering = handIn({ url }, ballot);
    onSubmitted.count();
    const answer = await answering.catch(() => undefined);
    underWay -= 1;
    read(ballot, answer);
    // Whoever had nothing to hand in while this line might still break.
    awaken();
  }

  /** Takes an answer; undefined where the line broke. */
  function read(ballot: SignedBallot, answer: Awaited<ReturnType<typeof handIn>> | undefined): void {
    if (!answer) {
      broken += 1;
      if (random() < 0.8) queue.push(ballot);
      return;
    }
    onAnswered.count();
    const { status, body } = answer;
    if (body.state) accepted.add(ballot.index);
    else if (body.error && later.includes(body.error.code)) queue.push(ballot);
    // Delivered by a relay that died before it could answer, and that remembers nothing.
    else if (body.error?.code !== "alreadyVoted")
      throw new Error(`A ballot was answered with ${status}: ${body.error}`);
  }

  async function work(): Promise<void> {
    for (;;) {
      while (allowed <= 0) await new Promise<void>((resolve) => wake.push(resolve));
      const ballot = queue.shift();
      if (ballot) await hand(ballot);
      else if (underWay === 0) return;
      else await new Promise<void>((resolve) => wake.push(resolve));
    }
  }

  return {
    accepted,
    underWay: () => underWay,
    broken: () => broken,
    goOn(at, more) {
      [url, allowed] = [at, more];
      awaken();
    },
    pause: () => {
      allowed = 0;
    },
    submitted: onSubmitted.reach,
    answered: onAnswered.reach,
    done: Promise.all(Array.from({ length: width }, work)).then(() => {}),
  };
}

/** Counts, and tells when a number is reached. */
function createCounter() {
  let awaited: { left: number; resolve: () => void } | undefined;
  return {
    count() {
      if (!awaited) return;
      awaited.left -= 1;
      if (awaited.left <= 0) awaited.resolve();
    },
    reach(left: number) {
      return new Promise<void>((resolve) => {
        awaited = { left, resolve };
        if (left === 0) resolve();
      });
    },
  };
}
