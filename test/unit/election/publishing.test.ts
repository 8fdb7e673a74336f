import { type Address, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { isStepDone, type PublishingProgress, publishingSteps } from "@/election/publishing";

const address: Address = "0x00000000000000000000000000000000000000a1";
const voters = (count: number) => Array.from({ length: count }, (_, index) => numberToHex(index + 1, { size: 20 }));

describe("the steps of a publishing", () => {
  test("of an election for anyone, or on a roll that stands, are one", () => {
    expect(publishingSteps({ electorate: { kind: "anyone" } })).toEqual([{ kind: "createElection" }]);
    expect(publishingSteps({ electorate: { kind: "roll", roll: address } })).toEqual([{ kind: "createElection" }]);
  });

  test.each([1, 1215, 1216, 1217, 2432, 3000])("of %i voters hold each of them once, in order", (count) => {
    const steps = publishingSteps({ electorate: { kind: "voters", voters: voters(count) } });
    const additions = steps.flatMap((step) => (step.kind === "addVoters" ? step : []));
    expect(steps.map(({ kind }) => kind)).toEqual([
      "createRoll",
      ...additions.map(() => "addVoters"),
      "closeRoll",
      "createElection",
    ]);
    let next = 0;
    for (const { from, to } of additions) {
      expect(from).toBe(next);
      expect(to - from).toBe(Math.min(1216, count - from));
      next = to;
    }
    expect(next).toBe(count);
    expect(steps.find(({ kind }) => kind === "closeRoll")).toEqual({ kind: "closeRoll", chunks: additions.length });
  });

  test("are done in the order in which the chain shows them", () => {
    const steps = publishingSteps({ electorate: { kind: "voters", voters: voters(1300) } });
    const done = (roll: Omit<NonNullable<PublishingProgress["roll"]>, "address">, isCreated = false) =>
      steps.map((step) => isStepDone(step, { roll: { address, ...roll }, election: { address, isCreated } }));
    expect(done({ isCreated: false, size: 0, isClosed: false })).toEqual([false, false, false, false, false]);
    expect(done({ isCreated: true, size: 0, isClosed: false })).toEqual([true, false, false, false, false]);
    expect(done({ isCreated: true, size: 1216, isClosed: false })).toEqual([true, true, false, false, false]);
    expect(done({ isCreated: true, size: 1300, isClosed: false })).toEqual([true, true, true, false, false]);
    expect(done({ isCreated: true, size: 1300, isClosed: true })).toEqual([true, true, true, true, false]);
    expect(done({ isCreated: true, size: 1300, isClosed: true }, true)).toEqual([true, true, true, true, true]);
  });
});
