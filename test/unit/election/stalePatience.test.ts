import { expect, test } from "vitest";
import { stalePatience } from "@/election/stalePatience";

test.each([
  ["a block every 2 s", 10n, 20n, 60],
  ["a block every 12 s", 64n, 768n, 60],
  ["a block every 15 s", 2n, 30n, 75],
  ["a block every 10 min", 6n, 3600n, 3000],
  ["every block final at once", 0n, 0n, 60],
])("figures may be as old as five blocks, and a minute at least: %s", (_, blocks, seconds, expected) => {
  const [finalized, finalizedTimestamp] = [100n, 1_800_000_000n];
  const head = { number: finalized + blocks, timestamp: finalizedTimestamp + seconds, finalized, finalizedTimestamp };
  expect(stalePatience(head)).toBe(expected);
});
