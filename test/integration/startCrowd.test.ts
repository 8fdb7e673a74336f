import { afterEach, beforeEach, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import type { SeededElection } from "../../scripts/practice/seed";
import { castOne } from "../../scripts/practice/startCrowd";
import { createElection, startChain, type TestChain } from "../support/startChain";

let chain: TestChain;
let now: number;

beforeEach(async () => {
  chain = await startChain();
  now = Number((await chain.node.getBlock()).timestamp);
});

afterEach(() => chain.stop());

/** An election that the crowd knows, with times in seconds from now. */
async function putUp(opensIn: number, closesIn: number): Promise<SeededElection> {
  const address = await createElection(chain, { opensIn, closesIn });
  const candidates = [
    { name: "Ada", votes: 1 },
    { name: "Grace", votes: 0 },
  ];
  return { address, candidates, opens: now + opensIn, closes: now + closesIn, waiting: [...chain.accounts] };
}

/** How many ballots each election's contract counts. */
async function countBallots(...elections: SeededElection[]) {
  const counted = elections.map(async ({ address }) => {
    const [, , ballots] = await chain.node.readContract({ address, abi: openElectionAbi, functionName: "results" });
    return ballots;
  });
  return Promise.all(counted);
}

/** How many transactions the blocks after `before` hold: more than ballots would mean that some were sent in vain. */
async function countTransactions(before: bigint) {
  const newest = await chain.node.getBlockNumber();
  const numbers = Array.from({ length: Number(newest - before) }, (_, index) => before + 1n + BigInt(index));
  const blocks = await Promise.all(numbers.map((blockNumber) => chain.node.getBlock({ blockNumber })));
  return blocks.reduce((sum, { transactions }) => sum + transactions.length, 0);
}

test("the crowd votes in what is open, as long as somebody has yet to vote, and nowhere else", async () => {
  const open = await putUp(-10, 1000);
  const upcoming = await putUp(500, 1000);
  const closesNow = { ...(await putUp(-10, 2000)), closes: now };
  const before = await chain.node.getBlockNumber();

  for (let sent = 0; sent < chain.accounts.length + 3; sent += 1) {
    await castOne(chain.node, [upcoming, open, closesNow], now);
  }

  // The node answers before it has made the block, so the last ballot may still be on its way.
  await expect.poll(() => countBallots(open, upcoming, closesNow)).toEqual([10n, 0n, 0n]);
  expect(await countTransactions(before)).toBe(10);
});
