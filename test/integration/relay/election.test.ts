import { afterEach, expect, test } from "vitest";
import { carryElection, countSigned } from "../../support/carryElection";
import { drawPlaces, seeded, signAtRandom } from "../../support/drawElection";
import { openLines, ownAddress } from "../../support/openLines";
import { readCounted, readSpending } from "../../support/readCarried";
import { createSigningElection, inventSigners } from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { type RunningRelay, startRelay } from "../../support/startRelay";

const voters = 1_000;
const turnout = 600;

let chain: TestChain | undefined;
let relay: RunningRelay | undefined;
afterEach(async () => {
  await relay?.stop();
  await chain?.stop();
});

test("a whole election goes through a relay: every ballot is counted, for the candidate that was signed", async () => {
  chain = await startChain();
  const random = seeded(1_000);
  const candidates = ["Ada", "Grace", "Joan", "Katherine", "None of these"];
  const election = await createSigningElection(chain, inventSigners(voters), { candidates });
  const ballots = await signAtRandom(election, drawPlaces(voters, turnout, random), random);
  const begin = await chain.node.getBlockNumber();

  await chain.node.setIntervalMining({ interval: 1 });
  relay = await startRelay(chain, { environment: { RELAY_BATCH_SIZE: "250", RELAY_LONGEST_WAIT: "2" } });
  const { handedIn } = await carryElection(chain, relay.url, election, ballots, 20);
  // 200 where the line broke before the first answer arrived.
  expect(handedIn.filter(({ answer }) => answer.status !== 202 && answer.status !== 200)).toEqual([]);

  expect(await readCounted(chain, election, "finalized")).toEqual(countSigned(election, ballots));
  const { transactions, gas } = await readSpending(chain, election, begin);
  // Three batches at least, as none holds more than 250, and nothing was sent that did not count.
  expect(transactions).toBeGreaterThanOrEqual(3);
  expect(gas / BigInt(turnout)).toBeLessThan(12_000n);
  // The relay says the same of each, as soon as it has looked.
  const lines = openLines(relay.url);
  for (const { chainId, election: address, index } of ballots) {
    const path = `ballots/${chainId}/${address}/${index}`;
    const say = async () => (await lines.get(ownAddress(1, 0), path)).said;
    await expect.poll(say, { timeout: 30_000 }).toBe("final");
  }
  lines.close();
}, 180_000);
