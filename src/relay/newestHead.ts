import type { ChainConfiguration } from "@/chain/configuration";
import type { Node } from "@/chain/node";
import { type Head, watchHead } from "@/chain/watchHead";
import { RefusedError } from "./refusal";

/** The newest block of a chain, kept fresh. */
export type NewestHead = {
  /**
   * @param now The time in milliseconds.
   * @throws {RefusedError} where no node has answered for a while.
   */
  get: (now: number) => Head;
  /** The same for whoever reports: the last head that was seen, and whether nodes answer. */
  look: (now: number) => { head: Head | undefined; isReachable: boolean };
  stop: () => void;
};

/** How long nodes may be silent before no ballot is accepted any more, in milliseconds. */
const patience = 15_000;

/** Watches a chain's newest block from now on. */
export function keepNewestHead(chain: ChainConfiguration, node: Node): NewestHead {
  let newest: Head | undefined;
  let silentSince: number | undefined = Date.now();

  const stop = watchHead(
    chain,
    node,
    (head) => {
      newest = head;
      silentSince = undefined;
    },
    () => {
      silentSince ??= Date.now();
    },
  );

  function look(now: number) {
    const isReachable = newest !== undefined && (silentSince === undefined || now - silentSince < patience);
    return { head: newest, isReachable };
  }

  return {
    look,
    get(now) {
      const { head, isReachable } = look(now);
      if (head && isReachable) return head;
      throw new RefusedError("chainUnreachable", "The chain's nodes do not answer this relay just now.", 5);
    },
    stop,
  };
}
