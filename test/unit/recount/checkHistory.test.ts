import { concatHex, type Hex } from "viem";
import { describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { digestOfHashes } from "@/election/rollCode";
import { checkHistory } from "@/recount/checks/checkHistory";
import type { BallotRecord, Evidence, RecordEntry } from "@/recount/evidence";
import { makeHeader, makeOnRoll, makePoll, makeRecord, opens, packCounted, voterOf } from "../../support/makeEvidence";

// What shows without a single receipt, which only a chain can give.

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const poll = makePoll(build, [0, 1, 1, 0, 2, 0]);
const onRoll = makeOnRoll(build, [1, 2, 0, 3, 1, 1, 2, 3]);
const unasked = { check: "history", state: "skipped", why: "unasked" };

function recordOf({ record }: Evidence): BallotRecord {
  if (!record) throw new Error("There is no record.");
  return record;
}

/** The evidence with another record, to which all endpoints agree. */
function told(evidence: Evidence, change: Partial<BallotRecord>): Evidence {
  const record = { ...recordOf(evidence), ...change };
  const history = digestOfHashes(record.blocks.map(({ hash }) => hash));
  return { ...evidence, record, endpoints: evidence.endpoints.map((word) => ({ ...word, history })) };
}

function changeEntry(evidence: Evidence, place: number, change: Partial<RecordEntry>): Evidence {
  const entries = recordOf(evidence).entries.map((entry, at) => (at === place ? { ...entry, ...change } : entry));
  // A change of one of a kind's own fields leaves it of that kind.
  return told(evidence, { entries: entries as RecordEntry[] });
}

test.each([
  ["a poll", poll],
  ["an election on a roll", onRoll],
])("where receipts were left out, finds nothing wrong with %s", (_, evidence) => {
  expect(checkHistory(evidence)).toEqual(unasked);
  const asked = { ...evidence.asked, receipts: true };
  const { length } = recordOf(evidence).blocks;
  expect(checkHistory({ ...evidence, asked })).toMatchObject({ state: "unknown", lack: "receipts", blocks: length });
});

test("rests on nobody's blocks where no endpoint vouches for them", () => {
  for (const evidence of [poll, onRoll]) {
    const endpoints = evidence.endpoints.map((word) => ({ ...word, history: null }));
    const { length } = recordOf(evidence).blocks;
    expect(checkHistory({ ...evidence, endpoints })).toEqual({
      check: "history",
      state: "unknown",
      lack: "endpoints",
      blocks: length,
    });
    expect(checkHistory({ ...evidence, endpoints: [...evidence.endpoints.slice(1), ...endpoints.slice(1)] })).toEqual(
      unasked,
    );
  }
});

test("finds a block that stands above the one at which is counted, or in its place", () => {
  for (const evidence of [poll, onRoll]) {
    const { blocks } = recordOf(evidence);
    const newest = BigInt(evidence.header.number ?? "0x0");
    for (const number of [newest, newest + 1n]) {
      const last = { number, ...makeHeader(number, opens + 600n), receipts: null };
      expect(checkHistory(told(evidence, { blocks: blocks.with(-1, last) }))).toEqual({
        check: "history",
        state: "failed",
        fault: "header",
        block: number,
      });
    }
    const same = { number: newest, hash: evidence.block, header: evidence.header, receipts: null };
    expect(checkHistory(told(evidence, { blocks: blocks.with(-1, same) }))).toEqual(unasked);
  }
});

describe("finds out of order", () => {
  const disorder = { check: "history", state: "failed", fault: "logs", block: null };
  const { blocks, entries, transactions } = recordOf(poll);
  const [first, second, third, ...others] = entries;
  const [one, two] = blocks;
  if (!first || !second || !third || !one || !two) throw new Error("There are too few votes.");

  test.each<[string, Partial<BallotRecord>]>([
    ["logs of a block", { entries: [second, first, third, ...others] }],
    ["a log that stands there twice", { entries: [first, first, second, third, ...others] }],
    ["logs of the same index", { entries: [first, { ...second, logIndex: 0 }, third, ...others] }],
    ["blocks", { blocks: [two, one, ...blocks.slice(2)] }],
    ["a block that stands there twice", { blocks: [one, one, ...blocks.slice(2)] }],
    ["a block without a log", { blocks: [...blocks, { ...makeBlock(), receipts: null }] }],
    ["a block between without a log", { entries: [first, second, ...others.slice(1)] }],
    ["a log of no block", { blocks: blocks.slice(0, -1) }],
    ["a log before the first block", { entries: [{ ...first, block: -1 }, second, third, ...others] }],
    ["a transaction without a log", { transactions: [...transactions, { hash: one.hash, raw: null }] }],
    [
      "a transaction that stands there twice",
      { transactions: transactions.map(() => ({ hash: one.hash, raw: null })) },
    ],
    ["a log of no transaction", { transactions: transactions.slice(0, -1) }],
    ["a transaction in two blocks", { entries: [first, second, { ...third, transaction: 1 }, ...others] }],
    ["no logs", { entries: [] }],
  ])("%s", (_, change) => {
    expect(checkHistory(told(poll, change))).toEqual(disorder);
  });

  test("a transaction in two blocks, where nothing else is wrong", () => {
    const merged = [first, second, { ...third, transaction: 1 }, ...others.map(before)];
    expect(checkHistory(told(poll, { entries: merged, transactions: transactions.slice(1) }))).toEqual(disorder);
  });

  test("a transaction that is interrupted by another, where nothing else is wrong", () => {
    const all = makeRecord([first, second, { ...third, block: 0, logIndex: 2, transaction: 0 }]);
    const change = { ...all, transactions: all.transactions.slice(0, 2) };
    expect(checkHistory(told(poll, change))).toEqual(disorder);
    const inOrder = [first, { ...second, transaction: 0 }, { ...third, block: 0, logIndex: 2, transaction: 1 }];
    expect(checkHistory(told(poll, { ...change, entries: inOrder }))).toEqual(unasked);
  });

  function before(entry: RecordEntry): RecordEntry {
    return { ...entry, transaction: entry.transaction - 1 };
  }
  function makeBlock() {
    return { number: 150n, ...makeHeader(150n, opens + 600n) };
  }
});

describe("holds the record against the box", () => {
  const { entries } = recordOf(onRoll);
  const last = entries.length - 1;
  const batch = entries[last];
  if (!batch || !("carrier" in batch)) throw new Error("There is no batch.");
  const failed = { check: "history", state: "failed", fault: "box" };

  test.each<[string, Hex]>([
    ["a ballot less", `0x${batch.ballots.slice(10)}`],
    ["a ballot twice", concatHex([batch.ballots, `0x${batch.ballots.slice(2, 10)}`])],
    ["half a ballot", concatHex([batch.ballots, "0x0000"])],
    ["a ballot for nobody on the roll", concatHex([batch.ballots, packCounted([{ index: 32, mark: 1 }])])],
    ["a ballot of somebody who voted alone", concatHex([batch.ballots, packCounted([{ index: 1, mark: 2 }])])],
    ["a ballot for no candidate", concatHex([batch.ballots, packCounted([{ index: 2, mark: 4 }])])],
    ["a ballot for nought", concatHex([batch.ballots, packCounted([{ index: 2, mark: 0 }])])],
    ["another choice", concatHex([packCounted([{ index: 0, mark: 2 }]), `0x${batch.ballots.slice(10)}`])],
  ])("a batch with %s", (_, ballots) => {
    expect(checkHistory(changeEntry(onRoll, last, { ballots }))).toMatchObject(failed);
  });

  test("somebody who is not on the roll, or has another's ballot", () => {
    for (const place of [0, 99]) {
      expect(checkHistory(changeEntry(onRoll, 0, { voter: voterOf(place) }))).toMatchObject(failed);
    }
  });

  test("another choice of one's own", () => {
    const candidate: Hex = `0x${"12".repeat(32)}`;
    const block = recordOf(onRoll).blocks[0]?.number;
    expect(checkHistory(changeEntry(onRoll, 0, { candidate }))).toEqual({ ...failed, block });
  });

  test("a box that nobody filled", () => {
    expect(checkHistory({ ...onRoll, box: `0x${"00".repeat(32)}` })).toMatchObject(failed);
  });

  test("no box in a poll, whose seals are replayed", () => {
    expect(checkHistory({ ...poll, box: "0x12" })).toEqual(unasked);
  });
});
