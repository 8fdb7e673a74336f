import { bytesToHex, fromRlp, type Hex, toRlp } from "viem";
import { afterAll, describe, expect, test } from "vitest";
import { digestOfHashes } from "@/election/rollCode";
import { checkHistory } from "@/recount/checks/checkHistory";
import type { BallotRecord, Evidence, HeaderFields, RecordBlock, RecordEntry } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { blocks, castHistory, readCastHistory } from "../support/castHistory";
import { startChain } from "../support/startChain";

const chain = await startChain({ accounts: 2 * blocks });
const cast = await castHistory(chain);
const { address, roll, voters } = cast.onRoll;
const inPoll = await readCastHistory(chain, cast.poll, null, cast);
const onRoll = await readCastHistory(chain, address, { address: roll, size: voters.length }, cast);
afterAll(() => chain.stop());

describe("passes", () => {
  test("the whole history of a poll", () => {
    const passed = { check: "history", state: "passed", blocks, ballots: BigInt(2 * blocks), parties: 2 };
    expect(checkHistory(inPoll)).toEqual(passed);
    const [first, ...others] = inPoll.endpoints;
    const endpoints = first ? [first, ...others.map((word) => ({ ...word, history: null }))] : [];
    expect(checkHistory({ ...inPoll, endpoints })).toEqual({ ...passed, parties: 1 });
  });

  test("that of an election on a roll, direct and relayed", () => {
    const passed = { check: "history", state: "passed", blocks, ballots: BigInt(3 * blocks), parties: 2 };
    expect(checkHistory(onRoll)).toEqual(passed);
  });

  test("what is written in capitals", () => {
    const capitals: Evidence = JSON.parse(
      JSON.stringify(onRoll, (_, value) => (typeof value === "bigint" ? `${value}n` : value)),
      (_, value) => {
        if (typeof value === "string" && /^\d+n$/.test(value)) return BigInt(value.slice(0, -1));
        return typeof value === "string" && /^0x[0-9a-f]+$/.test(value) ? inCapitals(value) : value;
      },
    );
    expect(checkHistory(capitals)).toMatchObject({ state: "passed" });
  });
});

// What every change below is made to: a record whose other values stay as the chain has them.
describe.each([
  { kind: "a poll", evidence: inPoll },
  { kind: "an election on a roll", evidence: onRoll },
])("the history of $kind fails where", ({ evidence }) => {
  test.each<[string, (record: BallotRecord) => Partial<BallotRecord>]>([
    ["an entry is left out", ({ entries }) => ({ entries: entries.toSpliced(7, 1) })],
    ["an entry is doubled", ({ entries }) => ({ entries: entries.toSpliced(7, 0, entry(entries, 7)) })],
    ["two entries changed places", ({ entries }) => ({ entries: exchange(entries, 6, 7) })],
    ["two entries changed their votes", ({ entries }) => ({ entries: exchangeVotes(entries, 4, 8) })],
    ["an entry moved to another block", ({ entries }) => ({ entries: change(entries, 7, { block: 4 }) })],
    ["an entry stands in no block", ({ entries }) => ({ entries: change(entries, entries.length - 1, { block: 99 }) })],
    ["an entry has another index", ({ entries }) => ({ entries: change(entries, 7, { logIndex: 77 }) })],
    ["an entry has another transaction", ({ entries }) => ({ entries: change(entries, 7, { transaction: 6 }) })],
    ["an entry has no transaction", ({ entries }) => ({ entries: change(entries, 7, { transaction: 99 }) })],
    ["a transaction is named by no log", ({ transactions }) => ({ transactions: [...transactions, other] })],
    ["a transaction stands there twice", ({ transactions }) => ({ transactions: repeat(transactions, 7) })],
    ["a block is named by no log", ({ blocks }) => ({ blocks: [...blocks, nextTo(blocks)] })],
    ["two blocks changed places", ({ blocks }) => ({ blocks: exchange(blocks, 3, 4) })],
  ])("%s", (_, how) => {
    expect(checkHistory(altered(evidence, how))).toMatchObject({ check: "history", state: "failed" });
  });

  test.each(["logIndex", "transaction", "block"] as const)("an entry's %s is any other number", (name) => {
    for (const place of [0, 7, 2 * blocks - 1]) {
      for (const value of [0, 1, 5, 40, 41, 42, 1000, Number.MAX_SAFE_INTEGER]) {
        const { entries } = recordOf(evidence);
        if (entries[place]?.[name] === value) continue;
        const changed = altered(evidence, () => ({ entries: change(entries, place, { [name]: value }) }));
        expect(checkHistory(changed)).toMatchObject({ state: "failed" });
      }
    }
  });

  test("a digit of what an entry says is another one", () => {
    const { entries } = recordOf(evidence);
    for (const [place, said] of entries.slice(0, 4).entries()) {
      for (const name of ["voter", "candidate", "carrier", "ballots"]) {
        const value = (said as Record<string, unknown>)[name];
        if (typeof value !== "string") continue;
        const changed = altered(evidence, () => ({
          entries: change(entries, place, { [name]: withOther(value as Hex) }),
        }));
        expect(checkHistory(changed), name).toMatchObject({ check: "history", state: "failed" });
      }
    }
  });

  test("a block has another number", () => {
    const changed = altered(evidence, ({ blocks }) => ({
      blocks: change(blocks, 7, { number: numberOf(blocks, 7) + 1n }),
    }));
    const block = numberOf(recordOf(evidence).blocks, 7) + 1n;
    expect(checkHistory(changed)).toEqual({ check: "history", state: "failed", fault: "header", block });
  });

  test("a block has another hash, which the endpoints have as well", () => {
    const changed = altered(evidence, ({ blocks }) => ({
      blocks: change(blocks, 7, { hash: withOther(blocks[7]?.hash ?? "0x") }),
    }));
    const block = numberOf(recordOf(evidence).blocks, 7);
    expect(checkHistory(changed)).toEqual({ check: "history", state: "failed", fault: "header", block });
  });

  test("a header's field is another one", () => {
    const header = recordOf(evidence).blocks[7]?.header ?? {};
    const block = numberOf(recordOf(evidence).blocks, 7);
    for (const name of Object.keys(header)) {
      const changed = altered(evidence, ({ blocks }) => ({
        blocks: change(blocks, 7, { header: { ...header, [name]: withOther(header[name] ?? "0x") } }),
      }));
      expect(checkHistory(changed)).toEqual({ check: "history", state: "failed", fault: "header", block });
    }
  });

  test("a header and its hash are others, which the endpoints have not", () => {
    const [lie, hash] = forgedBlock(evidence, 7, { timestamp: "0x12" });
    expect(hash).not.toBe(recordOf(evidence).blocks[7]?.hash);
    expect(checkHistory(lie)).toEqual({ check: "history", state: "failed", fault: "endpoint", block: null });
  });

  test("a receipt is altered, left out, added or moved", () => {
    const { blocks: all } = recordOf(evidence);
    const block = numberOf(all, 7);
    const receipts = all[7]?.receipts ?? [];
    expect(receipts.length).toBeGreaterThan(3);
    const lies: (readonly Hex[])[] = [
      receipts.slice(1),
      receipts.slice(0, -1),
      [...receipts, receipts[0] ?? "0x"],
      [...receipts, "0x"],
      exchange(receipts, 0, 1),
      [],
      ["0x"],
      ...receipts.map((receipt, place) => receipts.with(place, withOther(receipt))),
      ...receipts.map((receipt, place) => receipts.with(place, `${receipt}00`)),
      ...receipts.map((receipt, place) => receipts.with(place, failedReceipt(receipt))),
    ];
    for (const lie of lies) {
      const changed = altered(evidence, ({ blocks }) => ({ blocks: change(blocks, 7, { receipts: lie }) }));
      expect(checkHistory(changed)).toEqual({ check: "history", state: "failed", fault: "receipts", block });
    }
  });

  test("two transactions of a block are told as one", () => {
    const { entries, transactions } = recordOf(evidence);
    const [kept, merged] = entries.filter(({ block }) => block === 7).map(({ transaction }) => transaction);
    const one = (transaction: number) => {
      if (transaction === merged) return kept ?? 0;
      return transaction > (merged ?? 0) ? transaction - 1 : transaction;
    };
    const changed = altered(evidence, () => ({
      transactions: transactions.filter((_, place) => place !== merged),
      entries: entries.map((said) => ({ ...said, transaction: one(said.transaction) })),
    }));
    const block = numberOf(recordOf(evidence).blocks, 7);
    expect(checkHistory(changed)).toEqual({ check: "history", state: "failed", fault: "logs", block });
  });

  test("an endpoint has other blocks there", () => {
    const endpoints = evidence.endpoints.map((word, place) => (place === 1 ? { ...word, history: other.hash } : word));
    const failed = { check: "history", state: "failed", fault: "endpoint", block: null };
    expect(checkHistory({ ...evidence, endpoints })).toEqual(failed);
  });

  test("it has a block after the one that was counted, or another at its height", () => {
    const { header, hash } = hashedAt(evidence, numberOf(recordOf(evidence).blocks, blocks - 1) - 1n);
    expect(checkHistory({ ...evidence, header, block: hash })).toMatchObject({ state: "failed", fault: "header" });
    const same = hashedAt(evidence, numberOf(recordOf(evidence).blocks, blocks - 1));
    expect(checkHistory({ ...evidence, header: same.header, block: same.hash })).toMatchObject({ state: "failed" });
  });
});

describe("on a roll it fails where", () => {
  test("the ballots of a batch stand there in another order", () => {
    const lie = altered(onRoll, ({ entries }) => ({
      entries: entries.map((said) => {
        if (!("carrier" in said) || said.block !== 7) return said;
        return { ...said, ballots: `0x${said.ballots.slice(10)}${said.ballots.slice(2, 10)}` };
      }),
    }));
    expect(checkHistory(lie)).toMatchObject({ state: "failed", fault: "logs" });
  });

  test.each<[string, (evidence: Evidence) => Partial<Evidence>]>([
    ["the box has a ballot that no log tells of", ({ box }) => ({ box: mark(box, (marks) => marks.fill(1, 0, 63)) })],
    ["the box lacks a ballot", ({ box }) => ({ box: mark(box, (marks) => marks.fill(0, 0, 1)) })],
    ["the box has another choice", ({ box }) => ({ box: mark(box, (marks) => marks.set([3 - (marks[0] ?? 0)])) })],
    ["the box is shorter", ({ box }) => ({ box: `0x${box?.slice(2, 66) ?? ""}` })],
    ["the box is empty", () => ({ box: "0x" })],
    ["the roll has other voters", ({ roll }) => ({ roll: roll && { ...roll, chunks: ["0x00"] } })],
    ["the candidates are others", ({ origin }) => ({ origin: { ...origin, candidates: ["0x12", "0x13"] } })],
  ])("%s", (_, how) => {
    const finding = checkHistory({ ...onRoll, ...how(onRoll) });
    expect(finding).toMatchObject({ check: "history", state: "failed", fault: "box" });
  });
});

describe("could not be checked", () => {
  const unknown = { check: "history", state: "unknown" };

  test("without the record, unless nobody wanted it", () => {
    expect(checkHistory({ ...inPoll, record: null })).toEqual({ ...unknown, lack: "unread", blocks: 0 });
    const asked = { ...inPoll.asked, record: false };
    const skipped = { check: "history", state: "skipped", why: "unasked" };
    expect(checkHistory({ ...inPoll, asked, record: null })).toEqual(skipped);
  });

  test("without some receipts or headers, unless nobody wanted them", () => {
    for (const lack of [{ receipts: null }, { header: null }, { header: null, receipts: null }]) {
      const lacking = altered(onRoll, (record) => ({ blocks: change(change(record.blocks, 7, lack), 9, lack) }));
      expect(checkHistory(lacking)).toEqual({ ...unknown, lack: "receipts", blocks: 2 });
      const asked = { ...onRoll.asked, receipts: false };
      expect(checkHistory({ ...lacking, asked })).toEqual({ check: "history", state: "skipped", why: "unasked" });
    }
  });

  test("without the box or the roll", () => {
    expect(checkHistory({ ...onRoll, box: null })).toEqual({ ...unknown, lack: "unread", blocks: 0 });
    const roll = onRoll.roll && { ...onRoll.roll, chunks: null };
    expect(checkHistory({ ...onRoll, roll })).toEqual({ ...unknown, lack: "unread", blocks: 0 });
  });

  test("where a header has fields that are not known, or lacks some", () => {
    const header = recordOf(inPoll).blocks[7]?.header ?? {};
    const { stateRoot: _, ...rest } = header;
    for (const unclear of [{ ...header, gasUsed: "0x12", futureRoot: "0x13" } as HeaderFields, rest]) {
      const changed = altered(inPoll, ({ blocks }) => ({ blocks: change(blocks, 7, { header: unclear }) }));
      expect(checkHistory(changed)).toEqual({ ...unknown, lack: "fields", blocks: 1 });
    }
  });

  test("but a contradiction elsewhere is one all the same", () => {
    const lie = altered(onRoll, ({ blocks }) => ({
      blocks: change(change(blocks, 7, { receipts: null }), 9, { receipts: [] }),
    }));
    expect(checkHistory({ ...lie, box: null })).toMatchObject({ state: "failed", fault: "receipts" });
  });
});

test("there is none where nobody voted", () => {
  const nobody = { ...inPoll, record: { blocks: [], transactions: [], entries: [] } };
  const endpoints = nobody.endpoints.map((word) => ({ ...word, history: null }));
  expect(checkHistory({ ...nobody, endpoints })).toEqual({ check: "history", state: "skipped", why: "none" });
});

const other = { hash: `0x${"12".repeat(32)}`, raw: null } as const;

function recordOf({ record }: Evidence): BallotRecord {
  if (!record) throw new Error("There is no record.");
  return record;
}

/** The evidence with a changed record, to whose blocks all endpoints agree. */
function altered(evidence: Evidence, how: (record: BallotRecord) => Partial<BallotRecord>): Evidence {
  const record = { ...recordOf(evidence), ...how(recordOf(evidence)) };
  const history = digestOfHashes(record.blocks.map(({ hash }) => hash));
  return { ...evidence, record, endpoints: evidence.endpoints.map((word) => ({ ...word, history })) };
}

/** A block with another header, which has its own hash; the endpoints have the true one. */
function forgedBlock(evidence: Evidence, place: number, fields: HeaderFields): [Evidence, Hex] {
  const { blocks: all } = recordOf(evidence);
  const header = { ...all[place]?.header, ...fields };
  const { hash } = hashHeader(header);
  if (!hash) throw new Error("The header lacks a field.");
  const lie = altered(evidence, () => ({ blocks: change(all, place, { header, hash }) }));
  return [{ ...lie, endpoints: evidence.endpoints }, hash];
}

/** A header for the counted block, of that number, and what its hash is. */
function hashedAt({ header }: Evidence, number: bigint): { header: HeaderFields; hash: Hex } {
  const moved: HeaderFields = { ...header, number: `0x${number.toString(16)}` };
  const { hash } = hashHeader(moved);
  if (!hash) throw new Error("The header lacks a field.");
  return { header: moved, hash };
}

function change<Item>(items: readonly Item[], place: number, to: Partial<Item> | Partial<RecordEntry>): Item[] {
  return items.map((item, at) => (at === place ? { ...item, ...to } : item));
}

function exchange<Item>(items: readonly Item[], one: number, two: number): Item[] {
  return items.map((item, place) => (place === one ? items[two] : place === two ? items[one] : item) ?? item);
}

function exchangeVotes(entries: readonly RecordEntry[], one: number, two: number): RecordEntry[] {
  return exchange(entries, one, two).map((moved, place) => {
    const { block, logIndex, transaction } = entry(entries, place);
    return { ...moved, block, logIndex, transaction };
  });
}

function repeat<Item>(items: readonly Item[], place: number): Item[] {
  return items.map((item, at) => (at === place ? (items[place - 1] ?? item) : item));
}

function entry(entries: readonly RecordEntry[], place: number): RecordEntry {
  const found = entries[place];
  if (!found) throw new Error(`There is no entry ${place}.`);
  return found;
}

function nextTo(all: readonly RecordBlock[]): RecordBlock {
  return { number: numberOf(all, all.length - 1) + 1n, hash: other.hash, header: null, receipts: null };
}

function numberOf(all: readonly RecordBlock[], place: number): bigint {
  const block = all[place];
  if (!block) throw new Error(`There is no block ${place}.`);
  return block.number;
}

function mark(box: Hex | null, how: (marks: Uint8Array) => void): Hex {
  const marks = Uint8Array.from(Buffer.from((box ?? "0x").slice(2), "hex"));
  how(marks);
  return bytesToHex(marks);
}

/** The same receipt of a transaction that failed. */
function failedReceipt(receipt: Hex): Hex {
  const list = fromRlp(`0x${receipt.slice(4)}`, "hex");
  if (!Array.isArray(list)) throw new Error("This is no receipt.");
  return `0x${receipt.slice(2, 4)}${toRlp(["0x", ...list.slice(1)]).slice(2)}`;
}

/** Another value of the same length, where it has any. */
function withOther(value: Hex): Hex {
  if (value === "0x") return "0x01";
  const digit = value.endsWith("1") ? "2" : "1";
  return `0x${value.slice(2, -1)}${digit}`;
}

function inCapitals(value: string): Hex {
  return `0x${value.slice(2).toUpperCase()}`;
}
