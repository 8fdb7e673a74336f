import fc from "fast-check";
import { type Hex, numberToHex, pad, zeroHash } from "viem";
import { describe, expect, test } from "vitest";
import { candidateId } from "@/election/election";
import {
  type Ballot,
  countFor,
  isSameTally,
  leaders,
  mostVoted,
  reconcile,
  shareInThousandths,
  type Tally,
  takenBack,
} from "@/election/tally";

const [ada, grace, joan] = [candidateId("Ada"), candidateId("Grace"), candidateId("Joan")];

/** Ballots for these candidates, each by a voter of its own. */
function ballotsFor(...candidates: Hex[]): Ballot[] {
  return candidates.map((candidate, index) => ({
    voter: pad(numberToHex(index + 1), { size: 20 }),
    candidate,
    block: BigInt(index),
    blockHash: zeroHash,
    logIndex: 0,
  }));
}

function tallyOf(ballots: bigint, ...votes: [Hex, bigint][]): Tally {
  return { votes: votes.map(([candidate, count]) => ({ candidate, count })), ballots };
}

describe("reconcile", () => {
  test("finds nothing where record and counters tell the same", () => {
    expect(reconcile(tallyOf(3n, [ada, 2n], [grace, 1n]), ballotsFor(ada, grace, ada))).toEqual([]);
    expect(reconcile(tallyOf(0n, [ada, 0n], [grace, 0n]), [])).toEqual([]);
  });

  test("finds a ballot that the record leaves out", () => {
    expect(reconcile(tallyOf(3n, [ada, 2n], [grace, 1n]), ballotsFor(ada, grace))).toEqual([
      { kind: "candidate", candidate: ada, counted: 2n, recorded: 1n },
      { kind: "total", counted: 3n, recorded: 2n },
    ]);
  });

  test("finds a ballot that the counters leave out", () => {
    expect(reconcile(tallyOf(1n, [ada, 1n], [grace, 0n]), ballotsFor(ada, grace))).toEqual([
      { kind: "candidate", candidate: grace, counted: 0n, recorded: 1n },
      { kind: "total", counted: 1n, recorded: 2n },
    ]);
  });

  test("finds votes that were moved from one candidate to another, though all totals hold", () => {
    expect(reconcile(tallyOf(2n, [ada, 2n], [grace, 0n]), ballotsFor(ada, grace))).toEqual([
      { kind: "candidate", candidate: ada, counted: 2n, recorded: 1n },
      { kind: "candidate", candidate: grace, counted: 0n, recorded: 1n },
    ]);
  });

  test("finds a voter whose ballot is in the record twice, though all counts hold", () => {
    const [first] = ballotsFor(ada);
    const twice = [first, first].filter((ballot) => ballot !== undefined);
    expect(reconcile(tallyOf(2n, [ada, 2n]), twice)).toEqual([{ kind: "repeated", voter: first?.voter }]);
  });

  test("finds counters that do not add up to the contract's own sum", () => {
    expect(reconcile(tallyOf(3n, [ada, 1n], [grace, 1n]), ballotsFor(ada, grace, joan))).toEqual([
      { kind: "sum", counted: 3n, sum: 2n },
    ]);
  });

  test("finds a ballot for what is no candidate", () => {
    expect(reconcile(tallyOf(1n, [ada, 1n]), ballotsFor(ada, joan))).toEqual([
      { kind: "total", counted: 1n, recorded: 2n },
    ]);
  });

  test("finds nothing in any record counted honestly, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(ada, grace, joan)), fc.integer(), (choices, turn) => {
        const counts = [ada, grace, joan].map((candidate): [Hex, bigint] => [
          candidate,
          BigInt(choices.filter((choice) => choice === candidate).length),
        ]);
        const ballots = ballotsFor(...choices);
        const start = ballots.length > 0 ? Math.abs(turn) % ballots.length : 0;
        const turned = [...ballots.slice(start), ...ballots.slice(0, start)];
        expect(reconcile(tallyOf(BigInt(choices.length), ...counts), turned)).toEqual([]);
      }),
    );
  });

  test("finds something wherever one ballot is dropped, doubled, or given to another candidate", () => {
    const choices = fc.array(fc.constantFrom(ada, grace), { minLength: 1 });
    const forgery = fc.constantFrom("dropped", "doubled", "given away");
    fc.assert(
      fc.property(choices, fc.nat(), forgery, (choices, at, how) => {
        const counts = [ada, grace].map((candidate): [Hex, bigint] => [
          candidate,
          BigInt(choices.filter((choice) => choice === candidate).length),
        ]);
        const place = at % choices.length;
        const forged = ballotsFor(...choices).flatMap((ballot, index) => {
          if (index !== place) return [ballot];
          if (how === "dropped") return [];
          if (how === "doubled") return [ballot, ballot];
          return [{ ...ballot, candidate: ballot.candidate === ada ? grace : ada }];
        });
        expect(reconcile(tallyOf(BigInt(choices.length), ...counts), forged)).not.toEqual([]);
      }),
    );
  });
});

describe("leaders", () => {
  test("none while nobody has voted", () => {
    expect(leaders(tallyOf(0n, [ada, 0n], [grace, 0n]))).toEqual([]);
    expect(leaders(tallyOf(0n))).toEqual([]);
  });

  test("the one with the most votes", () => {
    expect(leaders(tallyOf(6n, [ada, 1n], [grace, 3n], [joan, 2n]))).toEqual([grace]);
  });

  test("everybody who has as many, in ballot order", () => {
    expect(leaders(tallyOf(7n, [ada, 3n], [grace, 1n], [joan, 3n]))).toEqual([ada, joan]);
  });

  test("tells counts apart that no floating number can", () => {
    const most = 2n ** 53n;
    expect(leaders(tallyOf(2n * most + 1n, [ada, most], [grace, most + 1n]))).toEqual([grace]);
  });
});

test("the candidates with the most votes come first, and in ballot order where votes are equal", () => {
  const tally = tallyOf(7n, [ada, 2n], [grace, 3n], [joan, 2n]);
  expect(mostVoted(tally, 3).map(({ candidate }) => candidate)).toEqual([grace, ada, joan]);
  expect(mostVoted(tally, 2).map(({ candidate }) => candidate)).toEqual([grace, ada]);
});

describe("shareInThousandths", () => {
  test.each([
    [0n, 0n, 0n],
    [0n, 7n, 0n],
    [7n, 7n, 1000n],
    [1n, 3n, 333n],
    [2n, 3n, 667n],
    [1n, 2000n, 1n], // half a thousandth is rounded up
    [1n, 2001n, 0n],
    [1999n, 2000n, 1000n],
  ])("%d of %d ballots are %d thousandths", (count, ballots, share) => {
    expect(shareInThousandths(count, ballots)).toBe(share);
  });

  const ballots = fc.bigInt({ min: 1n, max: 2n ** 40n });

  test("is never off by more than half a thousandth", () => {
    fc.assert(
      fc.property(ballots, ballots, (one, other) => {
        const [count, all] = one < other ? [one, other] : [other, one];
        const error = shareInThousandths(count, all) * all - count * 1000n;
        expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(all);
      }),
    );
  });

  test("more votes never get a smaller share", () => {
    fc.assert(
      fc.property(ballots, ballots, (one, other) => {
        const [count, all] = one < other ? [one, other] : [other, one];
        expect(shareInThousandths(count - 1n, all)).toBeLessThanOrEqual(shareInThousandths(count, all));
      }),
    );
  });
});

test("countFor gives a candidate's votes, and refuses to call unknown zero", () => {
  const tally = tallyOf(2n, [ada, 2n], [grace, 0n]);
  expect([countFor(tally, ada), countFor(tally, grace)]).toEqual([2n, 0n]);
  expect(() => countFor(tally, joan)).toThrow(RangeError);
});

describe("isSameTally", () => {
  const tally = tallyOf(3n, [ada, 2n], [grace, 1n]);

  test.each([
    ["the same", tallyOf(3n, [ada, 2n], [grace, 1n]), true],
    ["another figure", tallyOf(3n, [ada, 1n], [grace, 1n]), false],
    ["another sum", tallyOf(4n, [ada, 2n], [grace, 1n]), false],
    ["another order", tallyOf(3n, [grace, 1n], [ada, 2n]), false],
    ["another candidate", tallyOf(3n, [ada, 2n], [joan, 1n]), false],
    ["one candidate less", tallyOf(3n, [ada, 2n]), false],
  ])("%s", (_, other, same) => {
    expect(isSameTally(tally, other)).toBe(same);
  });
});

describe("takenBack", () => {
  const [first, second, third] = ballotsFor(ada, grace, ada);
  if (!first || !second || !third) throw new Error("There are three ballots.");

  test("names what an earlier count held and the record holds no longer", () => {
    expect(takenBack({ ballots: [first, second, third], takenBack: [] }, [first, third])).toEqual([second]);
  });

  test("keeps what was taken back before, until it is there again", () => {
    expect(takenBack({ ballots: [first], takenBack: [second, third] }, [first, third])).toEqual([second]);
  });

  test("does not name a ballot that moved to another block", () => {
    expect(takenBack({ ballots: [first], takenBack: [] }, [{ ...first, block: 77n, blockHash: "0x77" }])).toEqual([]);
  });

  test("names a ballot in whose place the same voter now votes otherwise", () => {
    expect(takenBack({ ballots: [first], takenBack: [] }, [{ ...first, candidate: grace }])).toEqual([first]);
  });
});
