import type { Head } from "@/chain/watchHead";
import { type HeldInBook, openBooks } from "./books";
import { reasonOf } from "./broadcast";
import type { Carrying, CarryStatus } from "./carrying";
import { createSender } from "./sender";

/** How often it is looked whether something has become due, in milliseconds; new blocks are heard of besides. */
const tick = 500;
/** The first and the longest pause after an attempt that failed, in milliseconds. */
const [firstPause, longestPause] = [1_000, 10_000];

/**
 * Delivers what the journal holds for one chain, from now on, whatever happens on the way: it never throws, and drops
 * nothing. Everything that it needs to know after a start is in the journal and on the chain.
 * @returns `stop` resolves when what was being done is done; nothing is sent any more then.
 */
export function startCarrying(carrying: Carrying): { stop: () => Promise<void>; status: () => CarryStatus } {
  const { chain, watch, signer, log } = carrying;
  const books = openBooks(carrying);
  const sender = createSender(carrying);
  const stopping = new AbortController();
  let newest: Head | undefined;
  let done: Head | undefined;
  let failure: string | undefined;
  let failures = 0;
  let restUntil = 0;
  let summary = summarise(books.ballots(), Date.now());
  let running = Promise.resolve();
  let isRunning = false;

  async function step(head: Head): Promise<void> {
    const now = Date.now();
    try {
      const looked = await books.lookAt(head, now);
      // What could be looked at is delivered, whatever keeps the rest.
      if (!stopping.signal.aborted) await sender.turn(head, looked.known, Date.now(), stopping.signal);
      const [first] = looked.failures;
      if (first !== undefined) throw first;
      done = head;
      failures = 0;
      const [absent] = looked.absent;
      failure = absent && `The chain has no election at ${absent}, of which ballots are held.`;
    } catch (error) {
      failure = reasonOf(error);
      // By a clock that nobody sets: one that is put back a day would end the relay for that day.
      restUntil = performance.now() + Math.min(longestPause, firstPause * 2 ** failures);
      failures += 1;
      log.warn({ chain: chain.id, reason: failure }, "Carrying ballots failed for now and goes on by itself.");
    }
    summary = summarise(books.ballots(), now);
  }

  function work(): void {
    if (isRunning || stopping.signal.aborted || !newest || performance.now() < restUntil) return;
    isRunning = true;
    running = step(newest).finally(() => {
      isRunning = false;
    });
  }

  watch(
    (head) => {
      newest = head;
      work();
    },
    (error) => {
      failure = reasonOf(error);
    },
  );
  const timer = setInterval(work, tick);

  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
    status: () => ({ head: done, carrier: signer.address, ...summary, ...sender.status(), failure }),
  };
}

/** Counted once a step: whoever asks for the status may do so at every ballot. */
function summarise(
  ballots: Iterable<HeldInBook>,
  now: number,
): Pick<CarryStatus, "held" | "undelivered" | "single" | "unwilling" | "oldest" | "aside"> {
  const summary = {
    held: 0,
    undelivered: 0,
    single: 0,
    unwilling: 0,
    aside: 0,
    oldest: undefined as number | undefined,
  };
  for (const { stands, signedBy, acceptedAt, asideUntil, refusals } of ballots) {
    if (stands === "held" || stands === "inBlock") summary.held += 1;
    if (stands !== "held") continue;
    summary.undelivered += 1;
    if (signedBy === "wallet") summary.single += 1;
    if (refusals > 0) summary.unwilling += 1;
    summary.oldest = Math.min(acceptedAt, summary.oldest ?? acceptedAt);
    if (asideUntil > now) summary.aside += 1;
  }
  return summary;
}
