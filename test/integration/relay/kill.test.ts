import { test } from "vitest";
import { killRelay } from "../../support/killRelay";

// Nothing that a relay accepted is lost, whenever it is killed. `test/deep` does the same at length. RECOUNT_SEED repeats
// what was left to chance.

const seed = Number(process.env.RECOUNT_SEED ?? Math.floor(Math.random() * 2 ** 32));

test.concurrent("a relay that is killed ten times has lost no ballot that it accepted, and none counts twice", {
  timeout: 180_000,
}, async ({ expect }) => {
  const outcome = await killRelay({ kills: 10, ballots: 120, seed, journal: "file" });
  console.info(`RECOUNT_SEED=${seed}`, outcome);
  expect(outcome).toMatchObject({ lost: [], forged: [], doubled: { counters: 0, events: 0 } });
  expect(outcome.counted).toBeGreaterThanOrEqual(outcome.accepted);
  expect(outcome.accepted).toBeGreaterThan(60);
  // The kills met it at everything that it does.
  expect(Object.entries(outcome.met).filter(([, kills]) => kills === 0)).toEqual([]);
});

test.concurrent("the same relay without a journal loses ballots: the trial would see it", { timeout: 180_000 }, async ({
  expect,
}) => {
  const { lost, forged } = await killRelay({ kills: 3, ballots: 60, seed, journal: "memory" });
  expect(lost.length).toBeGreaterThan(0);
  expect(forged).toEqual([]);
});
