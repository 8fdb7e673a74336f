import { expect, test } from "vitest";
import { drawSteps } from "@/features/results/drawSteps";

test("the line rises by steps, at each block's moment, to the total at the end", () => {
  const points = [
    { time: 125n, ballots: 1n },
    { time: 150n, ballots: 3n },
  ];
  expect(drawSteps(points, 4n, 100n, 200n)).toBe("M0 200H250V150H500V50H1000V0");
});

test("a block at the opening rises at the left edge; one at the end at the right edge", () => {
  const points = [
    { time: 100n, ballots: 1n },
    { time: 200n, ballots: 2n },
  ];
  expect(drawSteps(points, 2n, 100n, 200n)).toBe("M0 200H0V100H1000V0H1000V0");
});

test("is drawn where no time has passed", () => {
  expect(drawSteps([{ time: 100n, ballots: 1n }], 1n, 100n, 100n)).toBe("M0 200H1000V0H1000V0");
});

test("counts that no floating number holds stay in their place", () => {
  const half = 2n ** 60n;
  expect(drawSteps([{ time: 150n, ballots: half }], 2n * half, 100n, 200n)).toBe("M0 200H500V100H1000V0");
});
