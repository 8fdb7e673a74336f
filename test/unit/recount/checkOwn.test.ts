import { type Hex, zeroHash } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { candidateId } from "@/election/election";
import { checkOwn } from "@/recount/checks/checkOwn";
import type { Evidence } from "@/recount/evidence";
import { makeBox, makeOnRoll, makePoll, voterOf } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const onRoll = makeOnRoll(build, [1, 0, 2, ...Array<number>(1_300).fill(0), 3]);
const poll = makePoll(build, [0, 1, 1]);
const [tea, coffee, water] = ["Tea", "Coffee", "Water"].map(candidateId) as [Hex, Hex, Hex];

function castBy(evidence: Evidence, place: number, candidate: Hex): Evidence {
  return { ...evidence, own: { voter: voterOf(place), candidate } };
}

/** The same, closing so many seconds after the block's time. */
function closedBy(evidence: Evidence, seconds: bigint): Evidence {
  const closes = BigInt(evidence.header.timestamp ?? "0x0") + seconds;
  return { ...evidence, origin: { ...evidence.origin, closes } };
}

test("is left out where the reader names no ballot", () => {
  for (const evidence of [poll, onRoll]) {
    expect(checkOwn(evidence)).toEqual({ state: "skipped", check: "own", why: "none" });
  }
});

test.each<[string, Evidence, Hex]>([
  ["on a roll", castBy(onRoll, 2, coffee), coffee],
  ["in a roll's last chunk", castBy(onRoll, 1_303, water), water],
  ["in a poll", castBy(poll, 1, coffee), coffee],
  ["written in capital letters", castBy(poll, 0, tea.toUpperCase().replace("0X", "0x") as Hex), tea],
])("finds a ballot %s", (_, evidence, candidate) => {
  expect(checkOwn(evidence)).toMatchObject({ state: "passed", check: "own", candidate: expect.any(String) });
  expect(checkOwn({ ...evidence, own: evidence.own && { ...evidence.own, candidate } })).toEqual({
    state: "passed",
    check: "own",
    candidate,
  });
});

test.each<[string, Evidence]>([
  ["on a roll", castBy(onRoll, 0, coffee)],
  ["in a poll", castBy(poll, 0, coffee)],
  ["on a roll, for what is no candidate", castBy(onRoll, 0, zeroHash)],
  ["on a roll, for a number behind the last", castBy({ ...onRoll, box: makeBox([9]) }, 0, tea)],
])("a ballot for somebody else %s", (_, evidence) => {
  expect(checkOwn(evidence)).toEqual({ state: "failed", check: "own", fault: "other" });
});

test("one of two ballots for somebody else", () => {
  const [first] = poll.record?.entries ?? [];
  if (!first || !poll.record) throw new Error("There are votes.");
  const entries = [...poll.record.entries, { ...first, candidate: coffee }];
  const twice = castBy({ ...poll, record: { ...poll.record, entries } }, 0, tea);
  expect(checkOwn(twice)).toEqual({ state: "failed", check: "own", fault: "other" });
});

test.each<[string, Evidence]>([
  ["of a voter without one on a roll", castBy(onRoll, 1, tea)],
  ["of a stranger to the roll", castBy(onRoll, 5_000, tea)],
  ["of somebody whom a shorter box does not reach", castBy({ ...onRoll, box: makeBox([1]) }, 1_303, tea)],
  ["of the first whom it does not reach", castBy({ ...onRoll, box: makeBox(Array(32).fill(1)) }, 32, tea)],
  ["of an address that is not in the poll's record", castBy(poll, 3, tea)],
])("no ballot: %s", (_, evidence) => {
  expect(checkOwn(closedBy(evidence, 0n))).toEqual({ state: "failed", check: "own", fault: "missing" });
});

test.each<[string, Evidence]>([
  ["on a roll", castBy(onRoll, 1, tea)],
  ["in a poll", castBy(poll, 3, tea)],
])("a ballot may still come %s until voting has closed", (_, evidence) => {
  expect(checkOwn(closedBy(evidence, 1n))).toEqual({ state: "unknown", check: "own", lack: "open" });
  const { stateRoot, ...header } = evidence.header;
  expect(checkOwn(closedBy({ ...evidence, header }, 0n))).toEqual({ state: "unknown", check: "own", lack: "open" });
});

test("a stranger to the roll can have none, whatever the time", () => {
  const stranger = closedBy(castBy(onRoll, 5_000, tea), 1n);
  expect(checkOwn(stranger)).toEqual({ state: "failed", check: "own", fault: "missing" });
});

test("is unknown where the ballots, or the roll, could not be read", () => {
  const unread = { state: "unknown", check: "own", lack: "unread" };
  expect(checkOwn({ ...castBy(onRoll, 0, tea), box: null })).toEqual(unread);
  expect(checkOwn({ ...castBy(onRoll, 0, tea), roll: onRoll.roll && { ...onRoll.roll, chunks: null } })).toEqual(
    unread,
  );
  expect(checkOwn({ ...castBy(poll, 0, tea), record: null })).toEqual(unread);
});
