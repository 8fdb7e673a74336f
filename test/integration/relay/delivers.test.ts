import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { handIn, lookUp, type RunningRelay, startRelay } from "../../support/startRelay";

let chain: TestChain;
let election: SigningElection;
let relay: RunningRelay;

beforeAll(async () => {
  chain = await startChain({ blockTime: 1 });
  election = await createSigningElection(chain, inventSigners(40));
  relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "0" } });
}, 120_000);
afterAll(async () => {
  await relay.stop();
  await chain.stop();
});

test("what is accepted becomes final, and health and metrics tell of it", async () => {
  const ballots = await Promise.all([0, 7, 39].map((index) => signBallot(election, index, "Grace")));
  for (const ballot of ballots) expect((await handIn(relay, ballot)).status).toBe(202);
  for (const ballot of ballots) {
    const state = async () => (await lookUp(relay, ballot)).body;
    await expect.poll(async () => (await state()).state, { timeout: 20_000, interval: 200 }).toBe("final");
    expect(await state()).toMatchObject({ choice: "Grace", transaction: expect.stringMatching(/^0x/) });
  }

  const health = await fetch(`${relay.url}/health`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({
    status: "ok",
    chains: [{ chainId: 31337, reachable: true, held: 0, undelivered: 0, feesAboveCeiling: false, problems: [] }],
  });
  const metrics = await (await fetch(`${relay.url}/metrics`)).text();
  expect(metrics).toContain('recount_relay_accepted_total{chain="31337"} 3');
  expect(metrics).toMatch(/recount_relay_batches_total{chain="31337"} [1-3]\n/);
  expect(metrics).toMatch(/recount_relay_gas_spent_total{chain="31337"} \d{5,}/);
  expect(metrics).toMatch(/recount_relay_balance{chain="31337"} 9999\.99/);
});

test("a relay that nobody has sent a coin says so, until somebody does", async () => {
  const key = generatePrivateKey();
  const address = privateKeyToAddress(key);
  const poor = await startRelay(chain, { environment: { RELAY_PRIVATE_KEY: key } });
  const health = async () => {
    const response = await fetch(`${poor.url}/health`);
    const [{ problems, problemCodes }] = (await response.json()).chains;
    return [response.status, problems, problemCodes];
  };
  const patience = { timeout: 20_000, interval: 200 };
  await expect.poll(health, patience).toEqual([503, [`The relay has no coin: send some to ${address}.`], ["noFunds"]]);
  await chain.node.setBalance({ address, value: 10n ** 18n });
  await expect.poll(health, patience).toEqual([200, [], []]);
  await poor.stop();
});
