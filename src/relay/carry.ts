import { type Head, watchHead } from "@/chain/watchHead";
import { openBooks } from "./books";
import { reasonOf } from "./broadcast";
import type { Carrying, CarryStatus } from "./carrying";
import { createSender } from "./sender";

/** How often it is looked whether something has become due, in milliseconds; new blocks are heard of besides. */
const tick = 500;
/** The first and the longest pause after an attempt that failed, in milliseconds. */
const [firstPause, longestPause] = [1_000, 30_000];

/**
 * Delivers what the journal holds for one chain, from now on, whatever happens on the way: it never throws, and drops
 * nothing. Everything that it needs to know after a start is in the journal and on the chain.
 * @returns `stop` resolves when what was being done is done; nothing is sent any more then.
 */
export function startCarrying(carrying: Carrying): { stop: () => Promise<void>; status: () => CarryStatus } {
  const { chain, node, signer, log } = carrying;
  const books = openBooks(carrying);
  const sender = createSender(carrying);
  const stopping = new AbortController();
  let newest: Head | undefined;
  let done: Head | undefined;
  let failure: string | undefined;
  let failures = 0;
  let restUntil = 0;
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
      failure = undefined;
    } catch (error) {
      failure = reasonOf(error);
      restUntil = Date.now() + Math.min(longestPause, firstPause * 2 ** failures);
      failures += 1;
      log.warn({ chain: chain.id, reason: failure }, "Carrying ballots failed for now and goes on by itself.");
    }
  }

  function work(): void {
    if (isRunning || stopping.signal.aborted || !newest || Date.now() < restUntil) return;
    isRunning = true;
    running = step(newest).finally(() => {
      isRunning = false;
    });
  }

  const stopWatching = watchHead(
    chain,
    node,
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
      stopWatching();
      await running;
    },
    status() {
      const now = Date.now();
      const entries = books.all().flatMap((book) => [...book.entries.values()]);
      const undelivered = entries.filter(({ stands }) => stands === "held");
      const oldest = undelivered.reduce((time, { acceptedAt }) => Math.min(time, acceptedAt), Number.POSITIVE_INFINITY);
      return {
        head: done,
        carrier: signer.address,
        held: entries.filter(({ stands }) => stands === "held" || stands === "inBlock").length,
        undelivered: undelivered.length,
        oldest: undelivered.length > 0 ? oldest : undefined,
        aside: undelivered.filter(({ asideUntil }) => asideUntil > now).length,
        ...sender.status(),
        failure,
      };
    },
  };
}
