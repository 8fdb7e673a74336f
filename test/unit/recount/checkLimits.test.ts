import { type Address, concatHex, type Hex } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { mostVoters } from "@/election/roll";
import { checkLimits } from "@/recount/checks/checkLimits";
import type { BallotRecord, Evidence, RecordBlock, RecordEntry } from "@/recount/evidence";
import {
  closes,
  makeBox,
  makeHeader,
  makeOnRoll,
  makePoll,
  opens,
  packCounted,
  voterOf,
} from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const poll = makePoll(build, [0, 1, 0, 2, 0]);
const onRoll = makeOnRoll(build, [1, 2, 0, 3, 1]);

function recordOf({ record }: Evidence): BallotRecord {
  if (!record) throw new Error("There is a record.");
  return record;
}

function withRecord(evidence: Evidence, change: Partial<BallotRecord>): Evidence {
  return { ...evidence, record: { ...recordOf(evidence), ...change } };
}

/** The evidence in whose record a block is another; -1 is the last one. */
function withBlock(evidence: Evidence, place: number, change: Partial<RecordBlock>): Evidence {
  const { blocks } = recordOf(evidence);
  const block = blocks.at(place);
  if (!block) throw new Error("There is such a block.");
  return withRecord(evidence, { blocks: blocks.with(place, { ...block, ...change }) });
}

/** The evidence in which a block of the record was made at another time, and hashes to what it says. */
function at(evidence: Evidence, place: number, time: bigint): Evidence {
  return withBlock(evidence, place, makeHeader(recordOf(evidence).blocks.at(place)?.number ?? 0n, time));
}

function failed(fault: string, about: { voter?: Address; block?: bigint } = {}) {
  return { state: "failed", check: "limits", fault, voter: about.voter ?? null, block: about.block ?? null };
}

test("passes an election within its limits", () => {
  expect(checkLimits(poll)).toEqual({ state: "passed", check: "limits", ballots: 5n, voters: null });
  expect(checkLimits(onRoll)).toEqual({ state: "passed", check: "limits", ballots: 4n, voters: 5n });
});

test("passes one without a ballot, and one in which everybody voted", () => {
  expect(checkLimits(makePoll(build, []))).toMatchObject({ state: "passed", ballots: 0n });
  expect(checkLimits(makeOnRoll(build, [0, 0]))).toMatchObject({ state: "passed", ballots: 0n });
  expect(checkLimits(makeOnRoll(build, [1, 2, 3]))).toMatchObject({ state: "passed", ballots: 3n });
});

test("more ballots than voters, in the box or in the record", () => {
  expect(checkLimits({ ...onRoll, box: makeBox([1, 2, 3, 3, 1, 1]) })).toEqual(failed("tooMany"));
  expect(checkLimits({ ...onRoll, box: makeBox([1, 2, 3, 3, 1, 9]) })).toEqual(failed("tooMany"));
  const [, , batch] = recordOf(onRoll).entries;
  if (!batch || !("carrier" in batch)) throw new Error("The third is the batch.");
  const entries = [{ ...batch, ballots: concatHex([batch.ballots, batch.ballots, batch.ballots]) }];
  expect(checkLimits(withRecord(onRoll, { entries }))).toEqual(failed("tooMany"));
});

test("somebody voted twice in a poll", () => {
  const { entries } = recordOf(poll);
  const [first] = entries;
  if (!first || !("voter" in first)) throw new Error("There are votes.");
  const voter = first.voter.toUpperCase().replace("0X", "0x") as Address;
  const again: RecordEntry = { ...first, voter, block: 2, logIndex: 1 };
  expect(checkLimits(withRecord(poll, { entries: [...entries.slice(0, 4), again] }))).toEqual(
    failed("twice", { voter }),
  );
});

test.each<[string, Hex[], number]>([
  ["in both ways", [packCounted([{ index: 1, mark: 1 }])], 1],
  ["in one batch", [packCounted([0, 4, 0].map((index) => ({ index, mark: 1 })))], 0],
  ["in two batches", [packCounted([{ index: 4, mark: 1 }]), packCounted([{ index: 4, mark: 2 }])], 4],
])("somebody voted twice on a roll %s", (_, batches, index) => {
  const [first] = recordOf(onRoll).entries;
  if (!first) throw new Error("The first was sent by the voter at place 1.");
  const { block, logIndex, transaction } = first;
  const carried = batches.map((ballots) => ({ block, logIndex, transaction, carrier: voterOf(9), ballots }));
  const forged = withRecord(onRoll, { entries: [first, ...carried] });
  expect(checkLimits(forged)).toEqual(failed("twice", { voter: voterOf(index) }));
});

test("somebody voted who is not on the roll", () => {
  const [first, second] = recordOf(onRoll).entries;
  if (!first || !second || !("voter" in first)) throw new Error("There are votes.");
  const stranger = voterOf(77);
  const entries = [{ ...first, voter: stranger }, second];
  expect(checkLimits(withRecord(onRoll, { entries }))).toEqual(failed("stranger", { voter: stranger }));
  const { block, logIndex, transaction } = second;
  const ballots = packCounted([{ index: 5, mark: 1 }]);
  const batch = { block, logIndex, transaction, carrier: voterOf(9), ballots };
  expect(checkLimits(withRecord(onRoll, { entries: [first, batch] }))).toEqual(failed("stranger"));
});

test("somebody voted who stands behind the end of the longest roll", () => {
  const [, second] = recordOf(onRoll).entries;
  if (!second || !onRoll.roll) throw new Error("There are votes.");
  const { block, logIndex, transaction } = second;
  const ballots = packCounted([{ index: mostVoters, mark: 1 }]);
  const batch = { block, logIndex, transaction, carrier: voterOf(9), ballots };
  const chunks = [...Array<Hex>(1_228).fill("0x"), `0x00${voterOf(1).slice(2)}` as const];
  const evidence = { ...onRoll, roll: { ...onRoll.roll, chunks } };
  expect(checkLimits(withRecord(evidence, { entries: [batch] }))).toEqual(failed("stranger"));
});

test.each<[string, Evidence]>([
  ["in a poll", poll],
  ["on a roll", onRoll],
])("counts from the opening, and to the second before the close, %s", (_, evidence) => {
  const [first, last] = [recordOf(evidence).blocks[0]?.number, recordOf(evidence).blocks.at(-1)?.number];
  expect(checkLimits(at(evidence, 0, opens))).toMatchObject({ state: "passed" });
  expect(checkLimits(at(evidence, 0, opens - 1n))).toEqual(failed("early", { block: first ?? 0n }));
  expect(checkLimits(at(evidence, -1, closes - 1n))).toMatchObject({ state: "passed" });
  expect(checkLimits(at(evidence, -1, closes))).toEqual(failed("late", { block: last ?? 0n }));
});

test("a header that is not the block's own", () => {
  const { blocks } = recordOf(poll);
  const [first, , last] = blocks;
  if (!first || !last) throw new Error("There are three blocks.");
  const { number } = first;
  const early = { ...first.header, timestamp: "0x1" } as const;
  expect(checkLimits(withBlock(poll, 0, { header: early }))).toEqual(failed("header", { block: number }));
  expect(checkLimits(withBlock(poll, -1, { header: first.header }))).toEqual(failed("header", { block: last.number }));
  // A genuine header of another height.
  const other = makeHeader(number + 7n, opens);
  expect(checkLimits(withBlock(poll, 0, other))).toEqual(failed("header", { block: number }));
});

test("blocks that do not ascend, or that were not counted yet", () => {
  const { blocks, entries } = recordOf(poll);
  const [first, second, last] = blocks;
  const [entry] = entries;
  if (!first || !second || !last || !entry) throw new Error("There are three blocks.");
  expect(checkLimits(withBlock(poll, 1, { number: first.number }))).toEqual(failed("order", { block: first.number }));
  expect(checkLimits(withBlock(poll, 1, { number: 1n }))).toEqual(failed("order", { block: 1n }));
  const later = 1_001n;
  expect(checkLimits(withBlock(poll, -1, { number: later, ...makeHeader(later, opens) }))).toEqual(
    failed("order", { block: later }),
  );
  const stray = withRecord(poll, { entries: [...entries.slice(1), { ...entry, block: 3 }] });
  expect(checkLimits(stray)).toMatchObject({ state: "failed", fault: "order" });
});

test("a block in the place of the one at which was counted", () => {
  const counted = 1_000n;
  const other = withBlock(poll, -1, { number: counted, ...makeHeader(counted, opens) });
  expect(checkLimits(other)).toEqual(failed("header", { block: counted }));
  const itself = withBlock(poll, -1, { number: counted, hash: poll.block, header: poll.header });
  expect(checkLimits(itself)).toEqual(failed("late", { block: counted }));
});

test("is unknown without a record, or with one that leaves ballots out", () => {
  const unknown = { state: "unknown", check: "limits", lack: "record" };
  for (const evidence of [poll, onRoll]) {
    expect(checkLimits({ ...evidence, record: null })).toEqual(unknown);
    const { entries } = recordOf(evidence);
    expect(checkLimits(withRecord(evidence, { entries: entries.slice(1) }))).toEqual(unknown);
  }
  expect(checkLimits({ ...poll, tallies: null })).toEqual(unknown);
  expect(checkLimits({ ...onRoll, box: null })).toEqual(unknown);
});

test("a batch is none of a poll's votes, and says nothing of who voted", () => {
  const { entries } = recordOf(poll);
  const batch = {
    block: 2,
    logIndex: 7,
    transaction: 0,
    carrier: voterOf(0),
    ballots: packCounted([{ index: 0, mark: 1 }]),
  };
  const finding = checkLimits(withRecord(poll, { entries: [...entries, batch] }));
  expect(finding).toEqual({ state: "unknown", check: "limits", lack: "record" });
});

test("is unknown without the roll, though a block outside the window still fails", () => {
  const unread = { ...onRoll, roll: onRoll.roll && { ...onRoll.roll, chunks: null } };
  expect(checkLimits(unread)).toEqual({ state: "unknown", check: "limits", lack: "roll" });
  expect(checkLimits(at(unread, 0, opens - 1n))).toMatchObject({ state: "failed", fault: "early" });
});

test("is unknown where a time cannot be worked out", () => {
  const unknown = { state: "unknown", check: "limits", lack: "header" };
  const { header } = recordOf(poll).blocks[0] ?? {};
  expect(checkLimits(withBlock(poll, 0, { header: null }))).toEqual(unknown);
  expect(checkLimits(withBlock(poll, -1, { header: null }))).toEqual(unknown);
  const later = { ...header, timestamp: "0x1", fieldOfALaterFork: "0x01" } as const;
  expect(checkLimits(withBlock(poll, 0, { header: later }))).toEqual(unknown);
  expect(checkLimits({ ...poll, header: { ...poll.header, fieldOfALaterFork: "0x01", gasUsed: "0x1" } })).toEqual(
    unknown,
  );
});
