import { test } from "vitest";
import { spread } from "../bench/table";
import { expectUnharmed } from "../support/expectUnharmed";
import { loadRelay } from "../support/loadRelay";

// As test/integration/relay/load.test.ts, at length. The figures it prints are of the machine and of what else it does.

test("200 ballots a second for a minute are unharmed by spam and 500 slow connections beside them", {
  timeout: 1_800_000,
}, async () => {
  const spam = { addresses: 10, requests: 100_000, slowLines: 500 };
  const outcome = await loadRelay({ perSecond: 200, seconds: 60, addresses: 80, spam });
  console.info({
    ...spread(outcome.handedIn.map(({ milliseconds }) => milliseconds)),
    "handed in again": outcome.handedIn.filter(({ attempts }) => attempts > 1).length,
    ...outcome.use,
    spam: outcome.spam,
  });
  expectUnharmed(outcome);
});
