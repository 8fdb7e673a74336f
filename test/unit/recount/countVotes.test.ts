import fc from "fast-check";
import { zeroHash } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { isBoxOf } from "@/election/box";
import { type Ballot, reconcile } from "@/election/tally";
import { candidateIds } from "@/recount/candidateIds";
import { ballotsIn, countVotes, sumOf } from "@/recount/countVotes";
import { makeBox, makeOnRoll, makePoll } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const [poll, onRoll] = [makePoll(build, []), makeOnRoll(build, [0])];
const ids = candidateIds(poll);

test("counts any poll as its record is reconciled with counters", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { maxLength: 30 }), (choices) => {
      const evidence = makePoll(build, choices);
      const counts = countVotes(evidence)?.counts ?? [];
      const ballots = (evidence.record?.entries ?? []).flatMap((entry): Ballot[] => {
        if (!("voter" in entry)) return [];
        const { voter, candidate, logIndex } = entry;
        return [{ voter, candidate, logIndex, block: BigInt(entry.block), blockHash: zeroHash }];
      });
      const votes = ids.map((candidate, place) => ({ candidate, count: counts[place] ?? -1n }));
      expect(reconcile({ votes, ballots: sumOf(counts) }, ballots)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("counts any box as it is reconciled with counters, and what is for nobody apart", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 255 }), (marks, most) => {
      const cut = marks.map((mark) => mark % (most + 1));
      const votes = countVotes({ ...onRoll, box: makeBox([...cut]) });
      const known = cut.filter((mark) => mark <= ids.length);
      const tally = { votes: ids.map((candidate, at) => ({ candidate, count: votes?.counts[at] ?? -1n })) };
      expect(isBoxOf({ ...tally, ballots: sumOf(votes?.counts ?? []) }, known)).toBe(true);
      expect(votes?.astray).toBe(BigInt(cut.length - known.length));
    }),
  );
});

test("counts entries for nobody apart", () => {
  const { record } = makePoll(build, [0, 1, 2, 1]);
  const [first, ...rest] = record?.entries ?? [];
  if (!first) throw new Error("There are votes.");
  const stray = { ...first, candidate: zeroHash };
  expect(countVotes({ ...poll, record: { blocks: [], transactions: [], entries: [stray, ...rest] } })).toEqual({
    counts: [0n, 2n, 1n],
    astray: 1n,
  });
});

test("counts nothing that was not read", () => {
  expect(countVotes({ ...poll, record: null })).toBeUndefined();
  expect(countVotes({ ...onRoll, box: null })).toBeUndefined();
});

test("a record names ballots one by one and in batches", () => {
  const { record } = makeOnRoll(build, [1, 2, 3, 0, 1, 1, 2]);
  expect(record && ballotsIn(record)).toBe(6n);
});
