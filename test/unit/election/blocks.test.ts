import { type Hash, numberToHex, pad, zeroHash } from "viem";
import { describe, expect, test } from "vitest";
import { blocksOf, jointOf, partsOf, replacedBlocks, seenBlocks, waitingBallots } from "@/election/blocks";
import { candidateId } from "@/election/election";
import type { Ballot } from "@/election/tally";

const [ada, grace] = [candidateId("Ada"), candidateId("Grace")];

/** The ballot of voter number `voter`, in the block of that number, on one fork of the chain or another. */
function ballot(voter: number, block: bigint, fork = 0): Ballot {
  return { voter: address(voter), candidate: ada, block, blockHash: hash(block, fork), logIndex: voter };
}

function address(voter: number) {
  return pad(numberToHex(voter), { size: 20 });
}

function hash(block: bigint, fork = 0): Hash {
  return numberToHex(block * 16n + BigInt(fork), { size: 32 });
}

describe("blocksOf", () => {
  test("puts the ballots of a block together, the newest block first and the oldest ballot of each", () => {
    const [first, second, third] = [ballot(1, 5n), ballot(2, 7n), ballot(3, 7n)];
    expect(blocksOf([first, second, third])).toEqual([
      { number: 7n, hash: hash(7n), ballots: [second, third] },
      { number: 5n, hash: hash(5n), ballots: [first] },
    ]);
  });

  test("tells two blocks of the same number apart", () => {
    expect(blocksOf([ballot(1, 5n), ballot(2, 5n, 1)]).map((block) => block.hash)).toEqual([hash(5n, 1), hash(5n)]);
  });
});

test("the ballots of a block are parted where a batch begins or ends", () => {
  const relayed = (voter: number, logIndex: number, carrier: number): Ballot => {
    return { ...ballot(voter, 5n), logIndex, carrier: address(carrier) };
  };
  const direct = [ballot(0, 5n), ballot(1, 5n), ballot(5, 5n)] as const;
  const batches = [relayed(2, 2, 9), relayed(3, 2, 9), relayed(4, 3, 9)] as const;
  expect(partsOf([direct[0], direct[1], ...batches, direct[2]])).toEqual([
    { logIndex: 0, ballots: [direct[0], direct[1]] },
    { logIndex: 2, carrier: address(9), ballots: [batches[0], batches[1]] },
    { logIndex: 3, carrier: address(9), ballots: [batches[2]] },
    { logIndex: 5, ballots: [direct[2]] },
  ]);
});

describe("jointOf", () => {
  const older = { number: 5n, hash: hash(5n) };

  test("is a link where the next block names the older one as its parent", () => {
    expect(jointOf({ number: 6n, parentHash: hash(5n) }, older)).toEqual({ kind: "linked" });
  });

  test("is broken where the next block names another", () => {
    expect(jointOf({ number: 6n, parentHash: hash(5n, 1) }, older)).toEqual({ kind: "broken" });
  });

  test("counts the blocks that lie between", () => {
    expect(jointOf({ number: 9n, parentHash: hash(8n) }, older)).toEqual({ kind: "apart", between: 3n });
  });

  test("is broken where the block is not newer at all", () => {
    expect(jointOf({ number: 5n, parentHash: zeroHash }, older)).toEqual({ kind: "broken" });
    expect(jointOf({ number: 4n, parentHash: hash(5n) }, older)).toEqual({ kind: "broken" });
  });
});

describe("replacedBlocks", () => {
  const seen = [
    { number: 5n, hash: hash(5n) },
    { number: 7n, hash: hash(7n) },
    { number: 8n, hash: hash(8n) },
  ];

  test("are those that the record holds no longer, newest first", () => {
    const current = blocksOf([ballot(1, 5n), ballot(2, 7n, 1)]);
    expect(replacedBlocks(seen, current, 9n).map(({ number }) => number)).toEqual([8n, 7n]);
  });

  test("are none above the block that was looked at", () => {
    expect(replacedBlocks(seen, blocksOf([ballot(1, 5n)]), 6n)).toEqual([]);
  });
});

test("of blocks is remembered what is gone, and what is not final", () => {
  const before = [
    { number: 6n, hash: hash(6n) },
    { number: 7n, hash: hash(7n) },
  ];
  const current = blocksOf([ballot(1, 5n), ballot(2, 6n), ballot(3, 7n, 1)]);
  expect(seenBlocks(before, current, 5n).map((block) => block.hash)).toEqual([hash(7n), hash(7n, 1), hash(6n)]);
});

describe("waitingBallots", () => {
  const candidates = [{ id: ada }, { id: grace }];

  test("leaves out whom the record holds, and what names no candidate", () => {
    const sent = [
      { voter: address(1), candidate: ada },
      { voter: address(2), candidate: candidateId("Nobody") },
      { voter: address(3), candidate: grace },
    ];
    expect(waitingBallots(sent, candidates, [ballot(1, 5n)])).toEqual([{ voter: address(3), candidate: grace }]);
  });

  test("holds one ballot of each voter, the first", () => {
    const sent = [
      { voter: address(1), candidate: ada },
      { voter: address(1), candidate: grace },
    ];
    expect(waitingBallots(sent, candidates, [])).toEqual([{ voter: address(1), candidate: ada }]);
  });
});
