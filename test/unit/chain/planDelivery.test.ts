import { describe, expect, test } from "vitest";
import { planDelivery } from "@/chain/carryBallots";
import { pairCandidates } from "@/election/election";
import type { SignedBallot, SignedBy } from "@/election/signedBallot";

const candidates = pairCandidates([], []);
const two = pairCandidates(["0x01", "0x02"], ["Ada", "Grace"]);
const hundred = pairCandidates(
  Array.from({ length: 100 }, () => "0x01" as const),
  Array.from({ length: 100 }, (_, index) => `${index}`),
);

function ballot(index: number, signedBy: SignedBy = "key"): SignedBallot {
  const election = "0x0000000000000000000000000000000000000001";
  return { chainId: 1, election, voter: election, index, choice: "Ada", signedBy, signature: "0x" };
}

function ballots(count: number, apart = 1): SignedBallot[] {
  return Array.from({ length: count }, (_, index) => ballot(index * apart));
}

/** How many ballots each transaction has. */
function sizes(...plan: Parameters<typeof planDelivery>): number[] {
  return planDelivery(...plan).map((delivery) => delivery.ballots.length);
}

test("nothing to deliver takes no transaction", () => {
  expect(planDelivery({ candidates }, [])).toEqual([]);
});

test("accounts' ballots go at once in the order of the roll, and each wallet's by itself after them", () => {
  const plan = planDelivery({ candidates: two }, [ballot(9), ballot(3, "wallet"), ballot(1), ballot(2, "wallet")]);
  expect(plan).toEqual([
    { kind: "batch", ballots: [ballot(1), ballot(9)] },
    { kind: "single", ballots: [ballot(3, "wallet")] },
    { kind: "single", ballots: [ballot(2, "wallet")] },
  ]);
});

describe("what is too much for one transaction makes another:", () => {
  test.each([
    [1_900, [1_900]],
    [1_901, [1_900, 1]],
    [3_801, [1_900, 1_900, 1]],
  ])("of %i ballots side by side %j", (count, expected) => {
    expect(sizes({ candidates: two }, ballots(count))).toEqual(expected);
    expect(sizes({ candidates: hundred }, ballots(count))).toEqual(expected);
  });

  test("fewer where they lie so far apart that each takes a word of the box", () => {
    // 15,000,000 less 73,000 for all, and 29,500 for each.
    expect(sizes({ candidates: two }, ballots(1_000, 32))).toEqual([506, 494]);
    expect(planDelivery({ candidates: two }, ballots(1_000, 32)).flatMap((each) => each.ballots)).toEqual(
      ballots(1_000, 32),
    );
  });
});
