import fc from "fast-check";
import { type Hex, sliceHex, zeroHash } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkBallots } from "@/recount/checks/checkBallots";
import type { Evidence, RecordEntry } from "@/recount/evidence";
import { makeBox, makeOnRoll, makePoll, voterOf } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const marks = Array.from({ length: 40 }, (_, index) => index % 4);
const onRoll = makeOnRoll(build, marks);
const poll = makePoll(build, [0, 1, 0, 2, 0]);
const entries = poll.record?.entries ?? [];
const [first, second, third] = entries;
if (!first || !second || !third) throw new Error("There are five votes.");

function withEntries(...list: readonly RecordEntry[]): Evidence {
  return { ...poll, record: poll.record && { ...poll.record, entries: list } };
}

test("passes a box with a ballot of some of the voters, and one without any", () => {
  expect(checkBallots(onRoll)).toEqual({ state: "passed", check: "ballots", ballots: 30n });
  expect(checkBallots(makeOnRoll(build, [0, 0]))).toEqual({ state: "passed", check: "ballots", ballots: 0n });
  expect(checkBallots(makeOnRoll(build, Array(64).fill(3)))).toMatchObject({ state: "passed", ballots: 64n });
});

test.each<[string, Hex]>([
  ["shorter", makeBox(marks.slice(0, 32))],
  ["longer", makeBox([...marks, ...Array<number>(32).fill(0)])],
  ["empty", "0x"],
])("refuses a %s box", (_, box) => {
  expect(checkBallots({ ...onRoll, box })).toEqual({ state: "failed", check: "ballots", fault: "length", at: null });
});

test.each<[string, number, number]>([
  ["for a candidate behind the last", 4, 4],
  ["of the first voter for one behind the last", 0, 4],
  ["for the highest number that there is", 39, 255],
  ["of somebody behind the last voter", 40, 1],
  ["in the last byte", 63, 3],
])("refuses a ballot %s", (_, at, mark) => {
  const altered = [...marks, ...Array<number>(24).fill(0)].with(at, mark);
  const failed = { state: "failed", check: "ballots", fault: "mark", at };
  expect(checkBallots({ ...onRoll, box: makeBox(altered) })).toEqual(failed);
});

test("passes polls whose record leads to the seals, and one without a vote", () => {
  expect(checkBallots(poll)).toEqual({ state: "passed", check: "ballots", ballots: 5n });
  expect(checkBallots(makePoll(build, []))).toEqual({ state: "passed", check: "ballots", ballots: 0n });
});

test("of any poll, whatever is dropped, doubled, exchanged or given away is found", () => {
  const choices = fc.array(fc.nat(2), { minLength: 2, maxLength: 12 });
  const forgery = fc.constantFrom("dropped", "doubled", "given away", "another's", "exchanged");
  fc.assert(
    fc.property(choices, fc.nat(), forgery, (choices, turn, how) => {
      const honest = makePoll(build, choices);
      expect(checkBallots(honest)).toMatchObject({ state: "passed", ballots: BigInt(choices.length) });

      const list = [...(honest.record?.entries ?? [])];
      const place = turn % list.length;
      const entry = list[place];
      // With another vote for the same candidate: the order of others leaves no trace, and matters to nobody.
      const partner = list.findIndex((_, at) => at !== place && choices[at] === choices[place]);
      const other = list[partner];
      if (!entry || !("voter" in entry) || (how === "exchanged" && !other)) return;
      const given = honest.endpoints[0]?.results?.ids.find((id) => id !== entry.candidate);
      if (how === "dropped") list.splice(place, 1);
      if (how === "doubled") list.splice(place, 0, entry);
      if (how === "given away") list[place] = { ...entry, candidate: given ?? zeroHash };
      if (how === "another's") list[place] = { ...entry, voter: voterOf(1_000) };
      if (how === "exchanged" && other) [list[place], list[partner]] = [other, entry];
      const forged = { ...honest, record: honest.record && { ...honest.record, entries: list } };
      expect(checkBallots(forged)).toMatchObject({ state: "failed", fault: "seal" });
    }),
  );
});

test("names the candidate whose votes do not lead to the seal", () => {
  const failed = { state: "failed", check: "ballots", fault: "seal" };
  expect(checkBallots(withEntries(first, third))).toEqual({ ...failed, at: 0 });
  const tallies = poll.tallies ?? [];
  expect(checkBallots({ ...poll, tallies: tallies.with(2, tallies[1] ?? zeroHash) })).toEqual({ ...failed, at: 2 });
  expect(checkBallots({ ...poll, tallies: tallies.slice(0, 2) })).toEqual({ ...failed, at: 2 });
  expect(checkBallots({ ...poll, tallies: [...tallies, zeroHash] })).toEqual({ ...failed, at: 3 });
});

test("refuses entries that no poll makes", () => {
  const failed = { state: "failed", check: "ballots", fault: "entry" };
  const nobody = { ...first, candidate: zeroHash, voter: voterOf(9) };
  expect(checkBallots(withEntries(...entries, nobody))).toEqual({ ...failed, at: 5 });
  const { block, logIndex, transaction } = first;
  const batch = { block, logIndex, transaction, carrier: voterOf(9), ballots: sliceHex(zeroHash, 0, 4) };
  expect(checkBallots(withEntries(first, batch))).toEqual({ ...failed, at: 1 });
  expect(checkBallots({ ...poll, box: makeBox([1]) })).toMatchObject({ state: "failed", fault: "length" });
});

test("is unknown where ballots, or what they lead to, could not be read", () => {
  const unread = { state: "unknown", check: "ballots", lack: "unread" };
  expect(checkBallots({ ...onRoll, box: null })).toEqual(unread);
  expect(checkBallots({ ...poll, record: null })).toEqual(unread);
  expect(checkBallots({ ...poll, tallies: null })).toEqual(unread);
});

test("is told the same in capital letters", () => {
  const tallies = poll.tallies?.map((slot) => slot.toUpperCase().replace("0X", "0x") as Hex) ?? null;
  expect(checkBallots({ ...poll, tallies })).toMatchObject({ state: "passed" });
});
