import { afterEach, beforeEach, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { inRollOrder } from "@/election/roll";
import type { SeededElection } from "../../scripts/practice/seed";
import { castOne, deliverSome } from "../../scripts/practice/startCrowd";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";

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

test("the crowd delivers signed ballots in batches on a roll, as long as somebody has yet to vote", async () => {
  const [carrier, ...voters] = chain.accounts;
  const title = "Who — in “words”?";
  const roll = await publishRoll(chain, voters);
  const address = await createElection(chain, { title, roll, opensIn: -10 });
  const places = new Map(inRollOrder(voters).map((voter, place) => [voter, place]));
  const onRoll: SeededElection = {
    ...{ address, opens: now - 10, closes: now + 1000, waiting: [...voters], signing: { title, places, carrier } },
    candidates: [
      { name: "Ada", votes: 1 },
      { name: "Grace", votes: 0 },
    ],
  };
  const open = await putUp(-10, 1000);
  const before = await chain.node.getBlockNumber();

  while (onRoll.waiting.length > 0) await deliverSome(chain.node, [open, onRoll], now);
  await deliverSome(chain.node, [open, onRoll], now);
  await deliverSome(chain.node, [{ ...onRoll, waiting: [carrier], closes: now }], now);

  await expect.poll(() => countBallots(onRoll, open)).toEqual([9n, 0n]);
  // Two to four at a time.
  const sent = await countTransactions(before);
  expect(sent).toBeGreaterThanOrEqual(3);
  expect(sent).toBeLessThanOrEqual(5);
  const logs = await chain.node.getContractEvents({
    address,
    abi: rollElectionAbi,
    eventName: "BatchCounted",
    fromBlock: before,
  });
  expect(logs).toHaveLength(sent);
});
