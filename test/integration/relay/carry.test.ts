import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createSigningElection, inventSigners, type SigningElection } from "../../support/signBallots";
import { type Carrier, readMarks, startCarrier } from "../../support/startCarrier";
import { startChain, type TestChain } from "../../support/startChain";

// When what is sent. What goes wrong on the way stands in carryFaults.test.ts.

let chain: TestChain;
const carriers: Carrier[] = [];
let title = 0;

beforeAll(async () => {
  chain = await startChain();
});
afterEach(async () => {
  for (const carrier of carriers.splice(0)) await carrier.stop();
});
afterAll(() => chain.stop());

function createElection(voters: number, wishes: Parameters<typeof createSigningElection>[2] = {}) {
  title += 1;
  return createSigningElection(chain, inventSigners(voters), { title: `Election ${title}`, ...wishes });
}

async function start(...[wishes]: Parameters<typeof startCarrier> extends [unknown, ...infer Rest] ? Rest : never) {
  const carrier = await startCarrier(chain, wishes);
  carriers.push(carrier);
  return carrier;
}

const patience = { timeout: 20_000, interval: 50 };

/** Waits until the box shows just this. */
async function untilBox(election: SigningElection, marks: readonly number[]) {
  await vi.waitFor(async () => expect(await readMarks(chain, election)).toEqual(marks), patience);
}

test("delivers what was accepted, and calls it final when the chain does", async () => {
  const election = await createElection(3);
  const carrier = await start();
  await carrier.accept(election, [2, 0], "Grace");
  await untilBox(election, [2, 0, 2]);
  const find = () => carrier.journal.find(31337, election.address, 2);
  await vi.waitFor(() => expect(find()).toMatchObject({ state: "inBlock", transaction: expect.any(String) }), patience);
  const { transaction, block } = find() ?? {};
  const receipt = await chain.node.getTransactionReceipt({ hash: transaction ?? "0x" });
  expect(receipt.from).toBe(carrier.address.toLowerCase());
  expect(receipt.blockNumber).toBe(block);

  await chain.node.mine({ blocks: 3 });
  await vi.waitFor(() => expect(find()?.state).toBe("final"), patience);
  expect(carrier.status()).toMatchObject({ undelivered: 0, held: 0, waitingFor: undefined, failure: undefined });
  expect(carrier.events.filter(({ kind }) => kind === "paid")).toHaveLength(1);
  expect(carrier.events).toContainEqual({ kind: "counted", ballots: 2 });
  expect(carrier.events).toContainEqual({ kind: "final", ballots: 2 });
});
