import { useEffect, useMemo } from "react";
import * as v from "valibot";
import { type Address, type Hash, isAddressEqual } from "viem";
import { followTransaction, type TransactionFate } from "@/chain/followTransaction";
import type { Node } from "@/chain/node";
import type { Head } from "@/chain/watchHead";
import type { Election } from "@/election/election";
import { readStored, store, useStored } from "@/ui/stored";
import { useLive } from "@/ui/useLive";

const hex = (letters: number) =>
  v.custom<`0x${string}`>(
    (input) => typeof input === "string" && new RegExp(`^0x[0-9a-fA-F]{${letters}}$`).test(input),
  );

/** What this tab remembers of a transaction that delivers ballots, so that nobody pays twice after a reload. */
const SentDeliveries = v.array(
  v.object({
    chainId: v.number(),
    election: hex(40),
    hash: hex(64),
    from: hex(40),
    /** The codes of the ballots in it. */
    codes: v.array(v.string()),
    /** Chain time when it was sent, in unix seconds. */
    sentAt: v.pipe(v.string(), v.digits()),
    nonce: v.optional(v.pipe(v.number(), v.safeInteger())),
  }),
);
type SentDelivery = v.InferOutput<typeof SentDeliveries>[number];

const key = "recount.deliver.sent";
const none: SentDelivery[] = [];

/** How long a transaction may be unknown to every node until it is called lost, in seconds of chain time. */
const grace = 60n;

/**
 * What became of a transaction with ballots. `lost`: no node has known of it for a while; `failed`: its block holds it,
 * but it did nothing; `other`: it is not what was to be sent.
 */
type SentState = "waiting" | "behind" | "unknown" | "lost" | "replaced" | "failed" | "other" | "inBlock" | "final";

/** A transaction with ballots that was sent from here. */
export type Followed = { hash: Hash; codes: readonly string[]; state: SentState };

/** What is on its way, and may yet deliver what is in it. */
export const underWay: readonly SentState[] = ["waiting", "behind", "unknown", "inBlock"];

/** Remembers a transaction that the wallet has sent. */
export function rememberSent(sent: SentDelivery): void {
  store("fleeting", key, [...(readStored("fleeting", key, SentDeliveries) ?? none), sent]);
}

/** Puts a transaction out of mind. */
export function forgetSent(hash: Hash): void {
  const rest = (readStored("fleeting", key, SentDeliveries) ?? none).filter((sent) => sent.hash !== hash);
  store("fleeting", key, rest.length > 0 ? rest : undefined);
}

/** The transactions with ballots of this election that were sent from this tab, and what became of each. */
export function useSentDeliveries(node: Node, { chainId, address }: Election, head: Head): readonly Followed[] {
  const [stored = none] = useStored("fleeting", key, SentDeliveries);
  const sent = useMemo(
    () => stored.filter(({ election, ...of }) => of.chainId === chainId && isAddressEqual(election, address)),
    [stored, chainId, address],
  );
  // One question for all: what is known of each stays while they are asked again.
  const { value: fates } = useLive<ReadonlyMap<Hash, TransactionFate>>(
    ["sent deliveries", chainId, address, sent.map(({ hash }) => hash).join()],
    sent.length > 0 ? head.hash : undefined,
    async () => {
      const found = await Promise.all(
        sent.map(({ hash, from, nonce }) => followTransaction(node, { hash, from, nonce })),
      );
      return new Map(found.map((fate, index) => [sent[index]?.hash ?? "0x", fate]));
    },
  );

  useEffect(() => {
    const numbered = sent.flatMap((each) => {
      const nonce = fates?.get(each.hash)?.nonce;
      return each.nonce === undefined && nonce !== undefined ? [{ ...each, nonce }] : [];
    });
    if (numbered.length === 0) return;
    const byHash = new Map(numbered.map((each) => [each.hash, each]));
    const all = readStored("fleeting", key, SentDeliveries) ?? none;
    const next = all.map((each) => byHash.get(each.hash) ?? each);
    store("fleeting", key, next);
  }, [sent, fates]);

  return sent.map(({ hash, codes, sentAt }) => {
    return { hash, codes, state: stateOf(fates?.get(hash), BigInt(sentAt), address, head) };
  });
}

function stateOf(fate: TransactionFate | undefined, sentAt: bigint, election: Address, head: Head): SentState {
  if (!fate) return "waiting";
  if (fate.state !== "inBlock") {
    return fate.state === "unknown" && head.timestamp > sentAt + grace ? "lost" : fate.state;
  }
  if (!fate.isOwn || !fate.to || !isAddressEqual(fate.to, election)) return "other";
  if (fate.receipt.status === "reverted") return "failed";
  return fate.receipt.blockNumber <= head.finalized ? "final" : "inBlock";
}
