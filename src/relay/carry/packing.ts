import { encodeFunctionData } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import type { Head } from "@/chain/watchHead";
import { packBatch } from "@/election/ballotBatch";
import type { Sending } from "@/relay/journal/journal";
import type { Account } from "./account";
import { type Batch, chooseBatch, type Limits, type Moment, putAside } from "./batch";
import type { Book, Entry } from "./book";
import { reasonOf } from "./broadcast";
import type { Carrying } from "./carrying";
import { decideFees, type Fees, readMarket } from "./fees";
import type { Outbox, Parcel } from "./outbox";
import type { Pace } from "./pace";
import { chooseSingle, restLonger } from "./single";
import { tryBatch } from "./tryBatch";
import { gasForSingle, trySingle } from "./trySingle";

/** What is true while one turn lasts. */
export type Turn = { at: Account; head: Head; books: readonly Book[]; moment: Moment };

/**
 * A number to send with: what was signed with it before, which ballots others carry that may still arrive, and what those
 * take from the account at most, in wei.
 */
export type Place = { previous: Sending | undefined; underWay: ReadonlySet<Entry>; reserved: bigint };

/** What is to be sent, and for how much; or that it cannot be paid just now; or that nothing is due. */
export type Packed =
  | { kind: "parcel"; parcel: Parcel; fees: Fees }
  | { kind: "waiting"; for: "fees" | "funds" }
  | { kind: "nothing" };

/** Packs what is due, once the contract has said that it would count it. */
export type Packing = {
  /** Whether a batch is due. */
  isBatchDue: (turn: Turn, underWay: ReadonlySet<Entry>) => boolean;
  /** @param isEager Whether ballots are sent although they could wait for others. */
  batch: (turn: Turn, place: Place, isEager: boolean) => Promise<Packed>;
  /** One ballot of a contract wallet. */
  single: (turn: Turn, place: Place) => Promise<Packed>;
};

/** How many contract wallets are asked in a turn at most before one is found that accepts its ballot. */
const mostAsked = 8;
/** How many transactions are paid for at most that carry a contract wallet's ballot in vain. */
const mostInVain = 3;

export function createPacking(
  { journal, chain, node, signer, rules, log }: Carrying,
  pace: Pace,
  outbox: Outbox,
): Packing {
  const carrier = signer.address;

  /** What to pay at that place; undefined where the chain asks more than may be paid. */
  async function price(at: Account, previous: Sending | undefined): Promise<Fees | undefined> {
    at.market ??= await readMarket(node, at.base);
    const outbid = previous && { fees: previous.fees, isOutbid: outbox.refusalOf(previous) === "outbid" };
    const fees = decideFees(at.market, rules.feeCeiling, outbid);
    // Nothing below the ceiling outbids it, and the nodes may have forgotten it: so that its number becomes free, it has
    // to go through, though it be of no use any more.
    if (!fees && previous && decideFees(at.market, rules.feeCeiling)) await outbox.hand(previous);
    return fees;
  }

  function limitsOf({ blockGas }: Account, underWay: ReadonlySet<Entry>): Limits {
    const gas = rules.mostGas < blockGas / 2n ? rules.mostGas : blockGas / 2n;
    return { ballots: Number.POSITIVE_INFINITY, gas, headroom: pace.headroom(), underWay };
  }

  /** The ballots of a batch that the contract would count; the others are put aside. */
  async function sift(batch: Batch, book: Book, { head, moment }: Turn) {
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

  /** The call that delivers a contract wallet's ballot; undefined where it was paid for in vain too often. */
  function callOf({ count }: Account, { election, candidates }: Book, { index, number }: Entry) {
    if (journal.carriedAlone({ chainId: chain.id, carrier, election }, index, count) >= mostInVain) return undefined;
    const [candidate, [signature]] = [candidates[number - 1], journal.signatures(chain.id, election, [index])];
    return candidate && signature && { candidate, index, signature };
  }

  return {
    isBatchDue: ({ at, books, moment }, underWay) =>
      chooseBatch(books, rules, limitsOf(at, underWay), moment, false) !== undefined,

    async batch(turn, { previous, underWay, reserved }, isEager) {
      const { at, books, moment } = turn;
      const limits = limitsOf(at, underWay);
      if (!chooseBatch(books, rules, limits, moment, isEager)) return { kind: "nothing" };
      const fees = await price(at, previous);
      if (!fees) return { kind: "waiting", for: "fees" };
      const affordable = fees.most === 0n ? limits.gas : (at.balance - reserved) / fees.most;
      const gas = affordable < limits.gas ? affordable : limits.gas;
      const batch = chooseBatch(books, rules, { ...limits, gas }, moment, isEager);
      const book = books.find(({ election }) => election === batch?.election);
      if (!batch || !book) return { kind: "waiting", for: "funds" };
      const records = await sift(batch, book, turn);
      if (records.length === 0) return { kind: "nothing" };
      book.next = (records.at(-1)?.index ?? -1) + 1;
      const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "castBatch", args: [packBatch(records)] });
      const indexes = records.map(({ index }) => index);
      return { kind: "parcel", parcel: { election: batch.election, indexes, gas: batch.gas, data }, fees };
    },

    async single({ at, head, books, moment }, { previous, underWay, reserved }) {
      const limits = limitsOf(at, underWay);
      const wished = gasForSingle * BigInt(limits.headroom);
      const gas = wished < limits.gas ? wished : limits.gas;
      // Who was asked has had a turn, so that an election in which all wallets refuse is asked about once in each round.
      const asked = new Set(underWay);
      while (asked.size < underWay.size + mostAsked) {
        const chosen = chooseSingle(books, moment, asked);
        if (!chosen) break;
        asked.add(chosen.entry);
        const { election } = chosen.book;
        const call = callOf(at, chosen.book, chosen.entry);
        if (!call) {
          restLonger(chosen, moment);
          continue;
        }
        const fees = await price(at, previous);
        if (!fees) return { kind: "waiting", for: "fees" };
        if (at.balance - reserved < gas * fees.most) return { kind: "waiting", for: "funds" };
        const question = { election, carrier, blockHash: head.hash, gas };
        // Whatever goes wrong here may be the wallet's doing, and is to keep nobody else waiting.
        const trial = await trySingle(node, question, call).catch(reasonOf);
        if (trial !== "counted") {
          log.warn({ trial }, "The contract would not count a contract wallet's ballot; it is tried again later.");
          restLonger(chosen, moment);
          continue;
        }
        const args = [call.candidate, BigInt(call.index), call.signature] as const;
        const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "castSigned", args });
        return { kind: "parcel", parcel: { election, indexes: [call.index], gas, data }, fees };
      }
      return { kind: "nothing" };
    },
  };
}
