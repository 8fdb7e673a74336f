import { parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SignedBallot } from "@/election/signedBallot";
import { bundleRelay } from "../../support/bundleRelay";
import { compareBox } from "../../support/compareBox";
import { signAtRandom } from "../../support/drawElection";
import { createSigningElection, inventSigners, type SigningElection } from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { handIn, lookUp, type RunningRelay, startRelay } from "../../support/startRelay";
import { turnIntoWallets } from "../../support/turnIntoWallets";

// Any number of relays may carry the same ballots: the contract counts each once, and none of them waits for ever.

const patience = { timeout: 60_000, interval: 200 };

let chain: TestChain;
let bundle: string;
beforeAll(async () => {
  [chain, bundle] = await Promise.all([startChain({ blockTime: 1 }), bundleRelay()]);
}, 60_000);
afterAll(() => chain.stop());

/** Two relays with files of their own, that send at once what they hold and replace what waits for two seconds. */
function startTwo(keys: readonly [`0x${string}`, `0x${string}`]): Promise<RunningRelay[]> {
  const rules = { RELAY_LONGEST_WAIT: "0", RELAY_LAST_SECONDS: "0", RELAY_REPLACE_AFTER: "2" };
  return Promise.all(
    keys.map((key) => startRelay(chain, { bundle, environment: { ...rules, RELAY_PRIVATE_KEY: key } })),
  );
}

async function newKey(): Promise<`0x${string}`> {
  const key = generatePrivateKey();
  await chain.node.setBalance({ address: privateKeyToAccount(key).address, value: parseEther("10") });
  return key;
}

/** Hands every ballot to both relays, in opposite orders, and waits until both call each of them final. */
async function carryByBoth(relays: readonly RunningRelay[], ballots: readonly SignedBallot[]): Promise<Set<number>> {
  const accepted = new Set<number>();
  for (const place of ballots.keys()) {
    await Promise.all(
      relays.map(async (relay, number) => {
        const ballot = ballots.at(number === 0 ? place : -1 - place);
        if (!ballot) return;
        const { body } = await handIn(relay, ballot);
        if (body.state) accepted.add(ballot.index);
        // The other one was faster, by a block or more.
        else expect(body.error?.code).toBe("alreadyVoted");
      }),
    );
  }
  for (const relay of relays) {
    const unsettled = async () => {
      const found = await Promise.all(ballots.map((ballot) => lookUp(relay, ballot)));
      return found.filter(({ status, body }) => status === 200 && body.state !== "final").length;
    };
    await expect.poll(unsettled, patience).toBe(0);
  }
  return accepted;
}

/** How many transactions the accounts have sent, those included that are in no block yet. */
async function countSent(keys: readonly `0x${string}`[]): Promise<number[]> {
  const addresses = [...new Set(keys.map((key) => privateKeyToAccount(key).address))];
  return Promise.all(addresses.map((address) => chain.node.getTransactionCount({ address, blockTag: "pending" })));
}

async function carried(title: string, keys: readonly [`0x${string}`, `0x${string}`]) {
  const election: SigningElection = await createSigningElection(chain, inventSigners(40), { title });
  const byKeys = await signAtRandom(election, [...election.voters.keys()], Math.random);
  const ballots = await turnIntoWallets(chain, election, byKeys, 10);
  const relays = await startTwo(keys);
  const accepted = await carryByBoth(relays, ballots);
  expect(accepted.size).toBe(40);
  const byIndex = new Map(ballots.map((ballot) => [ballot.index, ballot]));
  expect(await compareBox(chain, election, byIndex, accepted)).toEqual({
    counted: 40,
    lost: [],
    forged: [],
    doubled: { counters: 0, events: 0 },
  });

  // Then there is peace: nothing more is sent.
  const sent = await countSent(keys);
  const { number } = await chain.node.getBlock();
  await expect.poll(async () => (await chain.node.getBlock()).number, patience).toBeGreaterThan(number + 4n);
  expect(await countSent(keys)).toEqual(sent);
  for (const relay of relays) expect(await relay.stop()).toBe(0);
  return sent.reduce((sum, count) => sum + count, 0);
}

test("two relays with the same ballots: each counts once, none is lost, and both are done", {
  timeout: 120_000,
}, async () => {
  const transactions = await carried("Two purses", [await newKey(), await newKey()]);
  // No more than one in each block of the time that it takes, however often they meet.
  expect(transactions).toBeLessThan(40);
});

test("two relays that pay from the same account: the same, and they do not outbid one another for ever", {
  timeout: 120_000,
}, async () => {
  const key = await newKey();
  const transactions = await carried("One purse", [key, key]);
  expect(transactions).toBeLessThan(40);
});
