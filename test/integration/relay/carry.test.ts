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
  const idle = { undelivered: 0, held: 0, waitingFor: undefined, failure: undefined };
  await vi.waitFor(() => expect(carrier.status()).toMatchObject(idle), patience);
  expect(carrier.events.filter(({ kind }) => kind === "paid")).toHaveLength(1);
  expect(carrier.events).toContainEqual({ kind: "counted", ballots: 2 });
  expect(carrier.events).toContainEqual({ kind: "final", ballots: 2 });
});

/** The transactions that were signed, by how many ballots each carries. */
const sent = ({ events }: Carrier) => events.flatMap((event) => (event.kind === "sent" ? [event.ballots] : []));

/** Waits until the carrier has worked on a block that is later than any before. */
async function untilLookedAt(carrier: Carrier) {
  await chain.node.mine({ blocks: 1 });
  const { hash } = await chain.node.getBlock();
  await vi.waitFor(() => expect(carrier.status().head?.hash).toBe(hash), patience);
}

test("ballots wait for others until a batch is full", async () => {
  const election = await createElection(4);
  const carrier = await start({ longestWait: 3600, mostBallots: 3 });
  await carrier.accept(election, [0, 3]);
  await untilLookedAt(carrier);
  expect(carrier.status()).toMatchObject({ undelivered: 2, underWay: undefined });
  await carrier.accept(election, [1]);
  await untilBox(election, [1, 1, 0, 1]);
  expect(sent(carrier)).toEqual([3]);
});

test("no ballot waits for others longer than the rules say", async () => {
  const election = await createElection(2);
  const carrier = await start({ longestWait: 2 });
  const before = Date.now();
  await carrier.accept(election, [0]);
  await untilBox(election, [1, 0]);
  expect(Date.now() - before).toBeGreaterThanOrEqual(2000);
});

test("ballots wait for no others once their election is about to close", async () => {
  const later = await createElection(1, { closesIn: 7200 });
  const election = await createElection(2, { closesIn: 3600 });
  const carrier = await start({ longestWait: 86_400, marginBeforeClose: 600 });
  await carrier.accept(election, [1]);
  await carrier.accept(later, [0]);
  await untilLookedAt(carrier);
  expect(sent(carrier)).toEqual([]);
  await chain.node.increaseTime({ seconds: 3005 });
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [0, 1]);
  expect(await readMarks(chain, later)).toEqual([0]);
});

test("more ballots than one transaction takes go in several, each ballot once", async () => {
  const election = await createElection(70);
  const carrier = await start({ mostBallots: 32 });
  const indexes = election.voters.map((_, index) => index);
  await carrier.accept(election, indexes.toReversed());
  await untilBox(
    election,
    indexes.map(() => 1),
  );
  expect(sent(carrier).reduce((sum, ballots) => sum + ballots, 0)).toBe(70);
  expect(Math.max(...sent(carrier))).toBeLessThanOrEqual(32);
});

test("the gas that is reckoned is enough, and little more, for dense batches and for far-off voters", async () => {
  // Two chunks of the roll, so that voters of both are read.
  const election = await createElection(1_300, {
    candidates: Array.from({ length: 40 }, (_, place) => `Name ${place}`),
  });
  const reckoned = async (indexes: number[]) => {
    const carrier = await start({ longestWait: 3600, mostBallots: indexes.length });
    await carrier.accept(election, indexes, "Name 7");
    const paid = await vi.waitFor(
      () => carrier.events.find((event) => event.kind === "paid") ?? expect.fail(),
      patience,
    );
    const { gas: limit } = await chain.node.getTransaction({ hash: paid.hash });
    await carrier.stop();
    carriers.pop();
    return Number(limit) / Number(paid.gas);
  };
  const dense = Array.from({ length: 300 }, (_, index) => index);
  const sparse = Array.from({ length: 30 }, (_, index) => 320 + 32 * index);
  for (const indexes of [dense, sparse, [1_299]]) {
    const ratio = await reckoned(indexes);
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThan(indexes.length > 1 ? 1.35 : 6);
  }
});
