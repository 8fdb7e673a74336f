import { expect, test } from "vitest";
import { killRelay } from "../support/killRelay";

// As test/integration/relay/kill.test.ts, at length: RECOUNT_SEED repeats a run.

const seed = Number(process.env.RECOUNT_SEED ?? Math.floor(Math.random() * 2 ** 32));

test("a relay that is killed a hundred times has lost none of a thousand ballots, and none counts twice", {
  timeout: 1_800_000,
}, async () => {
  // Some are given up by their voters as the line breaks.
  const outcome = await killRelay({ kills: 100, ballots: 1_200, seed, journal: "file" });
  console.info(`RECOUNT_SEED=${seed}`, outcome);
  expect(outcome).toMatchObject({ lost: [], forged: [], doubled: { counters: 0, events: 0 } });
  expect(outcome.accepted).toBeGreaterThanOrEqual(1_000);
  expect(Object.entries(outcome.met).filter(([, kills]) => kills === 0)).toEqual([]);
});
