import { encodeFunctionData, type Hash, keccak256, parseTransaction } from "viem";
import { getTransactionReceipt } from "viem/actions";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import type { Head } from "@/chain/watchHead";
import { packBatch } from "@/election/signedBallot";
import type { Sending } from "@/relay/journal/journal";
import { type Account, readAccount } from "./account";
import { type Batch, chooseBatch, type Moment, putAside } from "./batch";
import type { Book } from "./book";
import { broadcast, type Refusal } from "./broadcast";
import type { Carrying, CarryStatus } from "./carrying";
import { decideFees, type Fees, readMarket } from "./fees";
import { createPace } from "./pace";
import { tryBatch } from "./tryBatch";

/** Sends what is due, one transaction at a time, and sees it into a block. */
export type Sender = {
  /** Does what is to be done at that head with those books, which are true at it. */
  turn: (head: Head, books: readonly Book[], now: number, signal: AbortSignal) => Promise<void>;
  status: () => Pick<CarryStatus, "balance" | "underWay" | "waitingFor">;
};

/** How often what is under way is handed to the nodes again, in milliseconds: they may have lost it. */
const resendEvery = 5_000;
/** Of how many of the account's last numbers it is asked which transaction used them. */
const lookBack = 5;
/** Begins with the account's number unknown and nothing in hand: all of it comes from chain and journal. */
export function createSender({ journal, chain, node, signer, rules, log, onEvent }: Carrying): Sender {
  const carrier = signer.address;
  let account: Account | undefined;
  /** What was signed with the account's next number or a later one. */
  let signed: Sending[] = [];
  /** When each was handed to the nodes first and last, by the time since this process began, which nobody sets. */
  const handed = new Map<Hash, { first: number; last: number }>();
  /** Transactions that no node takes, and why. */
  const refused = new Map<Hash, Refusal>();
  let waitingFor: CarryStatus["waitingFor"];
  const pace = createPace();

  /** Takes the account's number at this head: some transactions have come into a block, or were taken out with one. */
  async function follow(next: Account, books: readonly Book[]): Promise<void> {
    const { count } = next;
    const before = account?.count ?? Math.max(0, count - lookBack);
    if (account?.count !== count) {
      signed = journal.sendingsFrom(chain.id, carrier, Math.max(0, Math.min(before, count - 1)));
      // A block was replaced: the nodes may have dropped what stood in it.
      if (before > count) handed.clear();
      for (const { nonce, hash } of signed) if (nonce >= count) journal.placed(hash, undefined);
      if (count > 0) journal.passed(chain.id, carrier, count - 1);
      for (const sending of signed.filter(({ nonce }) => nonce >= before && nonce < count)) {
        await place(sending, books, account !== undefined);
        handed.delete(sending.hash);
        refused.delete(sending.hash);
      }
      signed = signed.filter(({ nonce }) => nonce >= count);
    }
    account = next;
  }

  /** Writes down in which block a transaction stands. No ballot is believed to be counted for it. */
  async function place({ hash, raw, election, indexes }: Sending, books: readonly Book[], isNew: boolean) {
    // One that another took the place of has none. The rest is only told, so nothing waits for it.
    const receipt = await getTransactionReceipt(node, { hash }).catch(() => undefined);
    if (!receipt) return;
    journal.placed(hash, receipt.blockNumber);
    if (!isNew) return;
    onEvent({ kind: "paid", hash, gas: receipt.gasUsed, wei: receipt.gasUsed * receipt.effectiveGasPrice });
    const book = books.find((book) => book.election === election);
    if (!book) return;
    if (indexes.some((index) => book.entries.get(index)?.counted)) {
      pace.succeed();
      return;
    }
    log.warn({ hash }, "A transaction stands in a block, but none of its ballots is in the box.");
    // Nearly all of it, since a call keeps a part back from what it calls.
    const isShort = receipt.status === "reverted" && receipt.gasUsed * 10n >= (parseTransaction(raw).gas ?? 0n) * 9n;
    if (isShort) pace.fallShort(performance.now());
    else pace.fail(performance.now());
  }

  /** Whether a transaction has still something to deliver. */
  function isUseful({ election, indexes }: Sending, books: readonly Book[], moment: Moment): boolean {
    const book = books.find((book) => book.election === election);
    return (
      book !== undefined &&
      moment.chain < book.closes &&
      indexes.some((index) => book.entries.get(index)?.stands === "held")
    );
  }

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

  /** What to send and for how much; undefined where nothing is due, or it cannot be paid just now. */
  async function decide(
    at: Account,
    previous: Sending | undefined,
    books: readonly Book[],
    moment: Moment,
    isEager: boolean,
  ): Promise<{ batch: Batch; fees: Fees } | undefined> {
    const { balance, base, blockGas } = at;
    const most = rules.mostGas < blockGas / 2n ? rules.mostGas : blockGas / 2n;
    const limits = { ballots: Number.POSITIVE_INFINITY, gas: most, headroom: pace.headroom() };
    waitingFor = undefined;
    if (!chooseBatch(books, rules, limits, moment, isEager)) return undefined;
    const outbid = previous && { fees: previous.fees, isOutbid: refused.get(previous.hash) === "outbid" };
    at.market ??= await readMarket(node, base);
    const fees = decideFees(at.market, rules.feeCeiling, outbid);
    if (!fees) {
      waitingFor = "fees";
      // Nothing below the ceiling outbids it, and the nodes may have forgotten it: so that its number becomes free, it has
      // to go through, though it be of no use any more.
      if (previous && decideFees(at.market, rules.feeCeiling)) await hand(previous);
      return undefined;
    }
    const affordable = fees.most === 0n ? most : balance / fees.most;
    const gas = affordable < most ? affordable : most;
    const batch = chooseBatch(books, rules, { ...limits, gas }, moment, isEager);
    if (!batch) waitingFor = "funds";
    return batch && { batch, fees };
  }

  /** The ballots of a batch that the contract would count; the others are put aside. */
  async function sift(batch: Batch, book: Book, head: Head, moment: Moment) {
    const signatures = journal.signatures(chain.id, batch.election, batch.indexes);
    const records = batch.indexes.flatMap((index, place) => {
      const [number, signature] = [book.entries.get(index)?.number, signatures[place]];
      return number !== undefined && signature !== undefined ? [{ index, number, signature }] : [];
    });
    const asked = { election: batch.election, carrier, blockHash: head.hash, gas: batch.gas };
    const trial = await tryBatch(node, asked, records);
    if (trial.kind === "short") {
      log.warn({ gas: batch.gas }, "The contract takes more gas for a batch than was reckoned.");
      pace.fallShort(performance.now());
      return [];
    }
    const { good, bad } = trial.kind === "notOpen" ? { good: [], bad: records } : trial;
    putAside(book, bad, moment);
    if (bad.length > 0) {
      log.warn({ ballots: bad.length }, "The contract would not count some ballots; they are tried again later.");
    }
    return good;
  }

  async function send(batch: Batch, fees: Fees, records: Parameters<typeof packBatch>[0], nonce: number, now: number) {
    const transaction = {
      chainId: chain.id,
      nonce,
      to: batch.election,
      gas: batch.gas,
      data: encodeFunctionData({ abi: rollElectionAbi, functionName: "castBatch", args: [packBatch(records)] }),
    };
    const raw = await signer.signTransaction(
      fees.tip === undefined
        ? { ...transaction, type: "legacy", gasPrice: fees.most }
        : { ...transaction, type: "eip1559", maxFeePerGas: fees.most, maxPriorityFeePerGas: fees.tip },
    );
    const indexes = records.map(({ index }) => index);
    const { election } = batch;
    const base = { chainId: chain.id, carrier, nonce, election };
    const sending: Sending = { ...base, hash: keccak256(raw), raw, fees, indexes, signedAt: now };
    const isReplacement = signed.some((other) => other.nonce === nonce);
    // Before it is sent: whoever starts after this process has died sends these bytes, and not others beside them.
    journal.addSending(sending);
    signed.push(sending);
    onEvent({ kind: "sent", hash: sending.hash, ballots: indexes.length, isReplacement });
    log.info({ hash: sending.hash, ballots: indexes.length, isReplacement }, "Ballots are sent.");
    await hand(sending);
  }

  return {
    async turn(head, books, now, signal) {
      if (account?.at !== head.hash) await follow(await readAccount(node, carrier, head), books);
      if (!account) return;
      const { count } = account;
      const moment = { chain: head.timestamp + BigInt(Math.floor(Math.max(0, now - head.seenAt) / 1000)), here: now };

      const latest = new Map(signed.map((sending) => [sending.nonce, sending]));
      const useful = [...latest.values()].filter((sending) => isUseful(sending, books, moment));
      for (const sending of useful) await hand(sending);

      const previous = latest.get(count);
      const isUnderWay = previous !== undefined && useful.includes(previous);
      const since = previous && handed.get(previous.hash)?.first;
      const isLate = since !== undefined && performance.now() - since >= rules.replaceAfter * 1000;
      const refusal = previous && refused.get(previous.hash);
      if (isUnderWay && !isLate && refusal !== "outbid" && refusal !== "gas") {
        waitingFor = refusal === "funds" ? "funds" : undefined;
        return;
      }
      if (pace.isResting(performance.now())) return;

      const decided = await decide(account, previous, books, moment, isUnderWay);
      const book = decided && books.find(({ election }) => election === decided.batch.election);
      if (!decided || !book) return;
      const { batch, fees } = decided;
      const records = await sift(batch, book, head, moment);
      if (records.length === 0 || signal.aborted) return;
      book.next = (records.at(-1)?.index ?? -1) + 1;
      await send(batch, fees, records, count, now);
    },
    status: () => ({
      balance: account?.balance,
      underWay: signed.findLast(({ nonce }) => nonce === account?.count)?.hash,
      waitingFor,
    }),
  };
}
