import { type Address, getAbiItem, type Hex, keccak256, parseTransaction, toFunctionSelector } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import type { SignedBallot } from "@/election/signedBallot";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { readMarks } from "../../support/startCarrier";
import { startChain, type TestChain } from "../../support/startChain";
import { type Fault, type NodeProxy, type Request, startProxy } from "../../support/startProxy";
import { handIn, type RunningRelay, startRelay } from "../../support/startRelay";
import { turnIntoWallets } from "../../support/turnIntoWallets";

// A relay is killed between two steps of a delivery, and another one begins with its file. At any moment in between is
// tested by chance, in kill.test.ts.

let chain: TestChain;
let proxy: NodeProxy;
/** Begun anew in every test, and the next goes on with that one. */
let relay: RunningRelay;
let election: SigningElection;
let title = 0;
/** All elections are on one. */
let roll: Address | undefined;
const voters = inventSigners(3);
const patience = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  relay = await start();
}, 60_000);
beforeEach(async () => {
  title += 1;
  election = await createSigningElection(chain, voters, { title: `Election ${title}`, ...(roll && { roll }) });
  roll = election.roll;
  await seesNewestBlock();
});

/** Resolves when the relay has seen the chain's newest block. */
async function seesNewestBlock(): Promise<void> {
  const { number } = await chain.node.getBlock();
  const newest = async () => (await (await fetch(`${relay.url}/health`)).json()).chains[0].block;
  await expect.poll(newest, patience).toBe(`${number}`);
}
afterAll(async () => {
  await relay.kill();
  await proxy.stop();
  await chain.stop();
});

function start(file?: string): Promise<RunningRelay> {
  const configuration = { ...chain.configuration, endpoints: [proxy.url] };
  return startRelay({ configuration }, { environment: { RELAY_LONGEST_WAIT: "0" }, ...(file && { file }) });
}

/** What is handed in: the ballots of two keys, or of a key and a contract wallet. */
type Given = "keys" | "keyAndWallet";

async function signGiven(given: Given): Promise<SignedBallot[]> {
  const byKeys = [await signBallot(election, 2, "Grace"), await signBallot(election, 0, "Grace")];
  // Once it is a wallet it stays one, also in the elections of the tests after.
  if (given === "keys") return byKeys;
  const ballots = await turnIntoWallets(chain, election, byKeys, 2);
  await chain.node.mine({ blocks: 1 });
  await seesNewestBlock();
  return ballots;
}

/** Kills the relay when it waits for the answer to such a request, which never comes, and begins anew with its file. */
async function killAt(
  isMoment: (request: Request) => boolean,
  reachesNode: boolean,
  given: Given = "keys",
): Promise<Request> {
  const ballots = await signGiven(given);
  let meet = (_: Request) => {};
  const met = new Promise<Request>((resolve) => {
    meet = resolve;
  });
  const fault: Fault = async (request, forward) => {
    if (!isMoment(request)) return forward();
    if (reachesNode) await forward();
    meet(request);
    return new Promise(() => {});
  };
  proxy.fail(fault);
  for (const ballot of ballots) {
    const { status, body } = await handIn(relay, ballot);
    expect([status, body.error?.code]).toEqual([202, undefined]);
  }
  const request = await met;
  await relay.kill();
  proxy.fail();
  // The fees have changed, so that who signs anew signs something else.
  await chain.node.mine({ blocks: 3 });
  relay = await start(relay.file);
  await vi.waitFor(async () => expect(await readMarks(chain, election)).toEqual([2, 0, 2]), patience);
  return request;
}

const countedEvents = (["BatchCounted", "Voted"] as const).map((name) => getAbiItem({ abi: rollElectionAbi, name }));
const isSending = ({ method }: Request) => method === "eth_sendRawTransaction";
const castBatch = toFunctionSelector("castBatch(bytes)");
const castSigned = toFunctionSelector("castSigned(bytes32,uint256,bytes)");
/** The sending of the wallet's ballot, where there is one. */
const sendingOf = (given: Given) => (request: Request) => {
  if (!isSending(request)) return false;
  const { data = "0x" } = parseTransaction(request.params[0] as Hex);
  return data.startsWith(given === "keys" ? castBatch : castSigned);
};
const isTrying = ({ method, params: [call] }: Request) =>
  method === "eth_call" && (call as { data: Hex }).data.startsWith(castBatch);

/** How many ballots the contract has counted, and how many transactions it took. */
async function counted() {
  const { address } = election;
  const [, , ballots] = await chain.node.readContract({ address, abi: rollElectionAbi, functionName: "results" });
  const logs = await chain.node.getLogs({ address, events: countedEvents, fromBlock: 0n });
  return { ballots, transactions: logs.map(({ transactionHash }) => transactionHash) };
}

test("killed before anything was signed, it begins anew", async () => {
  await killAt(isTrying, true);
  expect((await counted()).ballots).toBe(2n);
});

test.each(["keys", "keyAndWallet"] as const)(
  "killed after a transaction was written down and before it arrived, it sends the same bytes: %s",
  async (given) => {
    const { params } = await killAt(sendingOf(given), false, given);
    const { ballots, transactions } = await counted();
    expect(ballots).toBe(2n);
    expect(transactions).toContain(keccak256(params[0] as Hex));
  },
);

test.each(["keys", "keyAndWallet"] as const)(
  "killed after a transaction arrived and before it knew, it sends no other beside it: %s",
  async (given) => {
    const { params } = await killAt(sendingOf(given), true, given);
    const { ballots, transactions } = await counted();
    expect(ballots).toBe(2n);
    const hash = keccak256(params[0] as Hex);
    expect(transactions).toContain(hash);
    const { from } = await chain.node.getTransaction({ hash });
    // Of the tests before as well: every transaction has counted something.
    const logs = await chain.node.getLogs({ events: countedEvents, fromBlock: 0n });
    expect(logs).toHaveLength(await chain.node.getTransactionCount({ address: from }));
  },
);
