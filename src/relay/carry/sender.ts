import { parseTransaction } from "viem";
import { getTransactionReceipt } from "viem/actions";
import type { Head } from "@/chain/watchHead";
import type { Sending } from "@/relay/journal/journal";
import { type Account, readAccount } from "./account";
import type { Moment } from "./batch";
import type { Book, Entry } from "./book";
import type { Carrying, CarryStatus } from "./carrying";
import { costOf, createOutbox } from "./outbox";
import { createPace } from "./pace";
import { createPacking, type Packed, type Place, type Turn } from "./packing";
import { restLonger } from "./single";

/** Sends what is due and sees it into a block: one batch at a time, and ballots of contract wallets behind it. */
export type Sender = {
  /** Does what is to be done at that head with those books, which are true at it. */
  turn: (head: Head, books: readonly Book[], now: number, signal: AbortSignal) => Promise<void>;
  status: () => Pick<CarryStatus, "balance" | "underWay" | "waitingFor">;
};

/** Of how many of the account's last numbers it is asked which transaction used them. */
const lookBack = 5;
/** How many transactions are under way at most: a batch goes first where one is due, and the others carry one ballot each. */
const mostUnderWay = 4;
/** Begins with the account's number unknown and nothing in hand: all of it comes from chain and journal. */
export function createSender(carrying: Carrying): Sender {
  const { journal, chain, node, signer, log, onEvent } = carrying;
  const carrier = signer.address;
  const pace = createPace();
  const outbox = createOutbox(carrying, pace);
  const packing = createPacking(carrying, pace, outbox);
  let account: Account | undefined;
  let waitingFor: CarryStatus["waitingFor"];

  /** Takes the account's number at this head: some transactions have come into a block, or were taken out with one. */
  async function follow(next: Account, books: readonly Book[], moment: Moment): Promise<void> {
    const { count } = next;
    const before = account?.count ?? Math.max(0, count - lookBack);
    if (account?.count !== count) {
      const signed = journal.sendingsFrom(chain.id, carrier, Math.max(0, Math.min(before, count - 1)));
      if (before > count) outbox.handAgain();
      for (const { nonce, hash } of signed) if (nonce >= count) journal.placed(hash, undefined);
      if (count > 0) journal.passed(chain.id, carrier, count - 1);
      const passed = signed.filter(({ nonce }) => nonce >= before && nonce < count);
      const placed = new Set<number>();
      for (const sending of passed) {
        if (await place(sending, books, moment, account !== undefined)) placed.add(sending.nonce);
        outbox.forget(sending.hash);
      }
      for (const sending of passed) if (account && !placed.has(sending.nonce)) restAfter(sending, books, moment);
      outbox.fill(signed.filter(({ nonce }) => nonce >= count));
    }
    account = next;
  }

  /**
   * Writes down in which block a transaction stands. No ballot is believed to be counted for it.
   * @returns Whether it stands in one, as far as nodes tell.
   */
  async function place(sending: Sending, books: readonly Book[], moment: Moment, isNew: boolean) {
    const { hash, raw, election, indexes } = sending;
    // One that another took the place of has none. The rest is only told, so nothing waits for it.
    const receipt = await getTransactionReceipt(node, { hash }).catch(() => undefined);
    if (!receipt) return false;
    journal.placed(hash, receipt.blockNumber);
    if (!isNew) return true;
    onEvent({ kind: "paid", hash, gas: receipt.gasUsed, wei: receipt.gasUsed * receipt.effectiveGasPrice });
    const book = books.find((book) => book.election === election);
    if (!book) return true;
    if (indexes.some((index) => book.entries.get(index)?.counted)) {
      pace.succeed();
      return true;
    }
    log.warn({ hash }, "A transaction stands in a block, but none of its ballots is in the box.");
    // The wallet's doing: nobody else's ballots wait for it, and it takes as much gas as it likes.
    if (restAfter(sending, books, moment)) return true;
    // Nearly all of it, since a call keeps a part back from what it calls.
    const isShort = receipt.status === "reverted" && receipt.gasUsed * 10n >= (parseTransaction(raw).gas ?? 0n) * 9n;
    if (isShort) pace.fallShort(performance.now());
    else pace.fail(performance.now());
    return true;
  }

  /**
   * Lets a contract wallet's ballot rest whose transaction used up its number in vain; it may have, where nodes do not tell.
   * @returns Whether it carried one that the box does not have.
   */
  function restAfter(sending: Sending, books: readonly Book[], moment: Moment): boolean {
    const book = books.find(({ election }) => election === sending.election);
    const [entry] = entriesOf(sending, books);
    if (!book || entry?.signedBy !== "wallet" || entry.counted) return false;
    restLonger({ book, entry }, moment);
    return true;
  }

  return {
    async turn(head, books, now, signal) {
      const moment = { chain: head.timestamp + BigInt(Math.floor(Math.max(0, now - head.seenAt) / 1000)), here: now };
      if (account?.at !== head.hash) await follow(await readAccount(node, carrier, head), books, moment);
      if (!account) return;
      const turn: Turn = { at: account, head, books, moment };
      const { count } = account;

      const useful = () => [...outbox.latest().values()].filter((sending) => isUseful(sending, books, moment));
      const last = useful().at(-1)?.nonce ?? -1;
      // What is of no use itself has to go through all the same where something stands behind it.
      for (const sending of outbox.latest().values()) if (sending.nonce <= last) await outbox.hand(sending);

      for (let nonce = count; nonce < count + mostUnderWay; nonce += 1) {
        const previous = outbox.latest().get(nonce);
        const others = useful().filter((sending) => sending.nonce !== nonce);
        const isUnderWay = previous !== undefined && isUseful(previous, books, moment);
        const refusal = previous && outbox.refusalOf(previous);
        // Those behind wait for the first one, whatever they pay.
        const isStuck = nonce === count && previous !== undefined && (outbox.isLate(previous) || isTooLittle(refusal));
        if (isUnderWay && !isStuck) {
          if (nonce === count) waitingFor = refusal === "funds" ? "funds" : undefined;
          continue;
        }
        if (pace.isResting(performance.now()) || signal.aborted) return;
        if (nonce === count) waitingFor = undefined;

        // Where the first one is of no use and does not go through, whatever stands behind it takes its place.
        const isBlocked = isStuck && !isUnderWay;
        const underWay = new Set(isBlocked ? [] : others.flatMap((sending) => entriesOf(sending, books)));
        const reserved = others.reduce((sum, sending) => sum + costOf(sending), 0n);
        const place: Place = { previous, underWay, reserved };
        const isBatch = isUnderWay && entriesOf(previous, books).some(({ signedBy }) => signedBy === "key");
        let packed: Packed = { kind: "nothing" };
        // A batch goes first. Where one is due and others are under way, nothing more is put before it.
        if (nonce === count) packed = await packing.batch(turn, place, isBatch);
        else if (packing.isBatchDue(turn, underWay)) return;
        if (packed.kind === "nothing") packed = await packing.single(turn, place);
        if (packed.kind === "waiting") waitingFor = packed.for;
        if (packed.kind !== "parcel" || signal.aborted) return;
        await outbox.send(packed.parcel, packed.fees, nonce, now);
      }
    },
    status: () => ({
      balance: account?.balance,
      underWay: account && outbox.latest().get(account.count)?.hash,
      waitingFor,
    }),
  };
}

/** Whether a transaction pays or holds less than nodes want. */
function isTooLittle(refusal: string | undefined): boolean {
  return refusal === "outbid" || refusal === "gas";
}

/** The ballots that a transaction carries. */
function entriesOf({ election, indexes }: Sending, books: readonly Book[]): Entry[] {
  const book = books.find((book) => book.election === election);
  return indexes.flatMap((index) => book?.entries.get(index) ?? []);
}

/** Whether a transaction has still something to deliver. */
function isUseful(sending: Sending, books: readonly Book[], moment: Moment): boolean {
  const book = books.find((book) => book.election === sending.election);
  return (
    book !== undefined &&
    moment.chain < book.closes &&
    entriesOf(sending, books).some(({ stands }) => stands === "held")
  );
}
