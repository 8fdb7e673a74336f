import { type Address, type Hash, type Hex, keccak256, parseTransaction } from "viem";
import type { Sending } from "@/relay/journal/journal";
import { broadcast, type Refusal } from "./broadcast";
import type { Carrying } from "./carrying";
import type { Fees } from "./fees";
import type { Pace } from "./pace";

/** What is to be sent to an election: the call, and the places on the roll of the ballots in it. */
export type Parcel = { election: Address; indexes: readonly number[]; gas: bigint; data: Hex };

/** What was signed and may still come into a block, and what nodes said of it. */
export type Outbox = {
  /** The latest that was signed with each of the account's numbers that are not used up, ascending. */
  latest: () => Map<number, Sending>;
  /** Begins with what was signed with these numbers before. */
  fill: (sendings: readonly Sending[]) => void;
  /** Signs a parcel with a number, writes it down, and sends it. `now` in unix milliseconds. */
  send: (parcel: Parcel, fees: Fees, nonce: number, now: number) => Promise<void>;
  /** Hands a transaction to the nodes, unless they were given it just now. */
  hand: (sending: Sending) => Promise<void>;
  /** Why no node takes it. */
  refusalOf: (sending: Sending) => Refusal | undefined;
  /** Whether it was given to the nodes so long ago that it should be replaced. */
  isLate: (sending: Sending) => boolean;
  /** It stands in a block, or never will. */
  forget: (hash: Hash) => void;
  /** A block was replaced: the nodes may have dropped what stood in it. */
  handAgain: () => void;
};

/** How often what is under way is handed to the nodes again, in milliseconds: they may have lost it. */
const resendEvery = 5_000;

/** What a transaction takes from the account at most, in wei. */
export function costOf({ raw, fees }: Sending): bigint {
  return (parseTransaction(raw).gas ?? 0n) * fees.most;
}

/** Begins with nothing. */
export function createOutbox({ journal, chain, node, signer, rules, log, onEvent }: Carrying, pace: Pace): Outbox {
  const carrier = signer.address;
  let signed: Sending[] = [];
  /** When each was handed to the nodes first and last, by the time since this process began, which nobody sets. */
  const handed = new Map<Hash, { first: number; last: number }>();
  /** Transactions that no node takes, and why. */
  const refused = new Map<Hash, Refusal>();

  async function hand(sending: Sending): Promise<void> {
    const now = performance.now();
    const before = handed.get(sending.hash);
    if (before && now - before.last < resendEvery) return;
    handed.set(sending.hash, { first: before?.first ?? now, last: now });
    const refusal = await broadcast(node, sending.raw);
    if (!refusal) {
      refused.delete(sending.hash);
      return;
    }
    if (refusal.refusal === "passed") return;
    log.warn({ hash: sending.hash, reason: refusal.reason }, "No node takes a transaction.");
    if (refusal.refusal === "gas" && !refused.has(sending.hash)) pace.fallShort(performance.now());
    refused.set(sending.hash, refusal.refusal);
  }

  return {
    latest: () => new Map(signed.map((sending) => [sending.nonce, sending])),
    fill(sendings) {
      signed = [...sendings];
    },
    async send({ election, indexes, gas, data }, fees, nonce, now) {
      const transaction = { chainId: chain.id, nonce, to: election, gas, data };
      const raw = await signer.signTransaction(
        fees.tip === undefined
          ? { ...transaction, type: "legacy", gasPrice: fees.most }
          : { ...transaction, type: "eip1559", maxFeePerGas: fees.most, maxPriorityFeePerGas: fees.tip },
      );
      const base = { chainId: chain.id, carrier, nonce, election };
      const sending: Sending = { ...base, hash: keccak256(raw), raw, fees, indexes, signedAt: now };
      const isReplacement = signed.some((other) => other.nonce === nonce);
      // Before it is sent: whoever starts after this process has died sends these bytes, and not others beside them.
      journal.addSending(sending);
      signed = [...signed, sending].sort((one, other) => one.nonce - other.nonce);
      onEvent({ kind: "sent", hash: sending.hash, ballots: indexes.length, isReplacement });
      log.info({ hash: sending.hash, ballots: indexes.length, isReplacement }, "Ballots are sent.");
      await hand(sending);
    },
    hand,
    refusalOf: ({ hash }) => refused.get(hash),
    isLate({ hash }) {
      const { first } = handed.get(hash) ?? {};
      return first !== undefined && performance.now() - first >= rules.replaceAfter * 1000;
    },
    forget(hash) {
      handed.delete(hash);
      refused.delete(hash);
    },
    handAgain: () => handed.clear(),
  };
}
