import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import { type Head, watchHead } from "@/chain/watchHead";
import type { WatchHeads } from "@/relay/carry/carrying";
import { RefusedError } from "./refusal";

/** The newest block of a chain, kept fresh. */
export type NewestHead = {
  /** Resolves once the nodes have answered for the first time, or failed to. */
  first: Promise<void>;
  /**
   * @param now The time in milliseconds.
   * @throws {RefusedError} where no node has answered for a while.
   */
  get: (now: number) => Head;
  /** The same for whoever reports: the last head that was seen, and whether nodes answer. */
  look: (now: number) => { head: Head | undefined; isReachable: boolean };
  /** Tells of every head from now on, and why one could not be read, as `watchHead` does. */
  watch: WatchHeads;
  stop: () => void;
};

/** How long nodes may be silent before no ballot is accepted any more, in milliseconds. */
const patience = 15_000;

/** Watches a chain's newest block from now on, for the door and whoever else watches. */
export function keepNewestHead(chain: ChainConfiguration, node: Node): NewestHead {
  const watchers = new Set<Parameters<WatchHeads>>();
  let newest: Head | undefined;
  let silentSince: number | undefined = Date.now();

  let stop = () => {};
  const first = new Promise<void>((resolve) => {
    stop = watchHead(
      chain,
      node,
      (head) => {
        newest = head;
        silentSince = undefined;
        resolve();
        for (const [onHead] of watchers) onHead(head);
      },
      (error) => {
        silentSince ??= Date.now();
        resolve();
        for (const [, onError] of watchers) onError(error);
      },
    );
  });

  function look(now: number) {
    const isReachable = newest !== undefined && (silentSince === undefined || now - silentSince < patience);
    return { head: newest, isReachable };
  }

  return {
    first,
    look,
    get(now) {
      const { head, isReachable } = look(now);
      if (head && isReachable) return head;
      throw new RefusedError("chainUnreachable", "The chain's nodes do not answer this relay just now.", 5);
    },
    watch(...watcher) {
      watchers.add(watcher);
    },
    stop: () => stop(),
  };
}
