import { type Hex, numberToHex, zeroHash } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkCounters } from "@/recount/checks/checkCounters";
import type { EndpointWord, Evidence } from "@/recount/evidence";
import { makeBox, makeOnRoll, makePoll } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const onRoll = makeOnRoll(build, [1, 2, 0, 2, 3]);
const poll = makePoll(build, [0, 1, 1, 2]);
const both: [string, Evidence][] = [
  ["on a roll", onRoll],
  ["in a poll", poll],
];

type Results = NonNullable<EndpointWord["results"]>;

/** The evidence in which the second endpoint tells that of the results. */
function telling(evidence: Evidence, change: (results: Results) => Partial<Results> | null): Evidence {
  const [honest, other] = evidence.endpoints;
  if (!honest || !other?.results) throw new Error("There are two endpoints.");
  const changed = change(other.results);
  return { ...evidence, endpoints: [honest, { ...other, results: changed && { ...other.results, ...changed } }] };
}

const liar = ["other.example:8545"];

test.each(both)("%s: passes where every endpoint tells what the ballots add up to", (_, evidence) => {
  expect(checkCounters(evidence)).toEqual({ state: "passed", check: "counters", ballots: 4n, endpoints: 2 });
  expect(checkCounters(telling(evidence, () => null))).toMatchObject({ state: "passed", endpoints: 1 });
});

test.each(both)("%s: names whoever tells other figures", (_, evidence) => {
  const failed = { state: "failed", check: "counters", fault: "endpoint", endpoints: liar };
  for (const counts of [[1n, 2n, 2n], [2n, 1n, 1n], [1n, 2n], [1n, 2n, 1n, 0n], []]) {
    expect(checkCounters(telling(evidence, () => ({ counts })))).toEqual(failed);
  }
  expect(checkCounters(telling(evidence, () => ({ ballots: 5n })))).toEqual(failed);
});

test.each(both)("%s: names whoever tells other candidates", (_, evidence) => {
  const failed = { state: "failed", check: "counters", fault: "candidates", endpoints: liar };
  expect(checkCounters(telling(evidence, ({ ids }) => ({ ids: ids.toReversed() })))).toEqual(failed);
  expect(checkCounters(telling(evidence, ({ ids }) => ({ ids: ids.slice(1) })))).toEqual(failed);
  expect(checkCounters(telling(evidence, ({ ids }) => ({ ids: ids.with(0, zeroHash) })))).toEqual(failed);
});

test("finds endpoints that all tell alike what the ballots do not add up to", () => {
  const fewer = { ...onRoll, box: makeBox([1, 2, 0, 0, 3]) };
  const names = onRoll.endpoints.map(({ name }) => name);
  expect(checkCounters(fewer)).toEqual({ state: "failed", check: "counters", fault: "endpoint", endpoints: names });
  const record = poll.record && { ...poll.record, entries: poll.record.entries.slice(1) };
  expect(checkCounters({ ...poll, record })).toMatchObject({ state: "failed", fault: "endpoint", endpoints: names });
});

test.each(both)("%s: holds the slots against the ballots as well", (_, evidence) => {
  const failed = { state: "failed", check: "counters", fault: "slot", endpoints: [] };
  const slots = evidence.tallies ?? [];
  const more = slots.map((slot, place) => (place === 1 ? numberToHex(BigInt(slot) + 1n, { size: 32 }) : slot));
  expect(checkCounters({ ...evidence, tallies: more })).toEqual(failed);
  expect(checkCounters({ ...evidence, tallies: slots.slice(0, 2) })).toEqual(failed);
  expect(checkCounters({ ...evidence, tallies: [...slots, zeroHash] })).toEqual(failed);
});

test("on a roll a slot names its candidate's place on the ballot, in a poll a seal that is not looked into here", () => {
  const turn = (slots: readonly Hex[] | null) =>
    slots?.with(1, numberToHex(BigInt(slots[1] ?? 0) ^ (1n << 40n), { size: 32 })) ?? null;
  expect(checkCounters({ ...onRoll, tallies: turn(onRoll.tallies) })).toMatchObject({ state: "failed", fault: "slot" });
  expect(checkCounters({ ...poll, tallies: turn(poll.tallies) })).toMatchObject({ state: "passed" });
});

test.each(both)("%s: passes nothing where something could not be read", (_, evidence) => {
  const unread = { state: "unknown", check: "counters", lack: "unread" };
  expect(checkCounters({ ...evidence, box: null, record: null })).toEqual(unread);
  expect(checkCounters({ ...evidence, tallies: null })).toEqual(unread);
  expect(checkCounters({ ...evidence, endpoints: [] })).toEqual(unread);
  expect(checkCounters({ ...evidence, box: null, record: null, tallies: null })).toEqual(unread);
});

test.each(both)("%s: finds contradictions even where ballots or slots could not be read", (_, evidence) => {
  const lying = telling(evidence, () => ({ counts: [2n, 1n, 1n] }));
  for (const lack of [{ box: null, record: null }, { tallies: null }, { box: null, record: null, tallies: null }]) {
    expect(checkCounters({ ...lying, ...lack })).toMatchObject({ state: "failed", endpoints: liar });
  }
  const more = { tallies: [...(evidence.tallies ?? []), numberToHex(4n << 40n, { size: 32 })] };
  expect(checkCounters({ ...evidence, ...more, box: null, record: null, endpoints: [] })).toMatchObject({
    fault: "slot",
  });
});
