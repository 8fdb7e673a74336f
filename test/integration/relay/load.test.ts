import { test } from "vitest";
import { expectUnharmed } from "../../support/expectUnharmed";
import { loadRelay } from "../../support/loadRelay";

// The whole minute at 200 a second is in test/deep.
test("honest ballots are unharmed by spam and slow connections beside them", async () => {
  const spam = { addresses: 4, requests: 5_000, slowLines: 60 };
  expectUnharmed(await loadRelay({ perSecond: 50, seconds: 10, addresses: 20, spam }));
}, 180_000);
