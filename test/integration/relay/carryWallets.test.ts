import { type Hex, hashTypedData, parseTransaction, toFunctionSelector } from "viem";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inRollOrder } from "@/election/roll";
import { walletBallotTypedData } from "@/election/walletBallot";
import { gasForSingle } from "@/relay/carry/trySingle";
import { deployMultiOwnerWallet } from "../../support/deployMultiOwnerWallet";
import { on } from "../../support/faults";
import {
  createSigningElection,
  inventSigners,
  type SigningElection,
  signWalletBallot,
} from "../../support/signBallots";
import { type Carrier, readMarks, startCarrier } from "../../support/startCarrier";
import { largestElection, reorganise, startChain, type TestChain } from "../../support/startChain";
import { startProxy } from "../../support/startProxy";
import { walletCode } from "../../support/walletCode";

// Contract wallets' ballots go singly, and what a wallet does is nobody else's loss.

let chain: TestChain;
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  chain = await startChain();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await chain.stop();
});

async function start(wishes?: Parameters<typeof startCarrier>[1]): Promise<Carrier> {
  const carrier = await startCarrier(chain, wishes);
  ends.unshift(carrier.stop);
  return carrier;
}

/** An election in which these places on the roll are contract wallets with that code. */
async function elect(
  voters: number,
  wallets: Record<number, Hex>,
  wishes?: Parameters<typeof createSigningElection>[2],
) {
  const election = await createSigningElection(chain, inventSigners(voters), wishes);
  for (const [place, code] of Object.entries(wallets)) await setCode(election, Number(place), code);
  return election;
}

async function setCode({ voters }: SigningElection, place: number, bytecode: Hex): Promise<void> {
  const { address } = voters[place] ?? expect.fail();
  await chain.node.setCode({ address, bytecode });
}

async function keepWallets(carrier: Carrier, election: SigningElection, places: readonly number[]): Promise<void> {
  const [choice = ""] = election.candidates;
  for (const place of places) carrier.keep(election, [await signWalletBallot(election, place, choice)]);
}

const patience = { timeout: 25_000, interval: 50 };

async function untilBox(election: SigningElection, marks: readonly number[]) {
  await vi.waitFor(async () => expect(await readMarks(chain, election)).toEqual(marks), patience);
}

const sendings = (carrier: Carrier) => carrier.journal.sendingsFrom(31337, carrier.address, 0);

/** Waits until the carrier has signed transactions with just these ballots, in that order. */
async function untilSigned(carrier: Carrier, indexes: readonly number[][]) {
  await vi.waitFor(() => expect(sendings(carrier).map(({ indexes }) => indexes)).toEqual(indexes), patience);
}

/** Waits until the carrier has worked on a block that is later than any before. */
async function untilLookedAt(carrier: Carrier) {
  await chain.node.mine({ blocks: 1 });
  const { hash } = await chain.node.getBlock();
  await vi.waitFor(() => expect(carrier.status().head?.hash).toBe(hash), patience);
}

/** Waits until so many of the account's numbers were used up by the ballot at the first place. */
async function untilInVain({ journal, address: carrier }: Carrier, { address }: SigningElection, times: number) {
  const at = { chainId: 31337, carrier, election: address };
  const count = async () => journal.carriedAlone(at, 0, await chain.node.getTransactionCount({ address: carrier }));
  await vi.waitFor(async () => expect(await count()).toBe(times), patience);
}

const stateOf = (carrier: Carrier, { address }: SigningElection, index: number) =>
  carrier.journal.find(31337, address, index)?.state;

test("they are delivered beside a batch, each in a transaction of its own, in the same block", async () => {
  const wallet = await deployMultiOwnerWallet(chain);
  const accounts = new Map([wallet.account(), ...inventSigners(3)].map((account) => [account.address, account]));
  const voters = inRollOrder([...accounts.keys()]).flatMap((address) => accounts.get(address) ?? []);
  const place = voters.findIndex(({ address }) => address === wallet.address);
  const election = await createSigningElection(chain, voters);
  const others = voters.flatMap((_, index) => (index === place ? [] : [index]));
  await chain.node.setAutomine(false);
  const carrier = await start();
  await carrier.accept(election, others, "Grace");
  carrier.keep(election, [await signWalletBallot(election, place, "Ada")]);
  await untilSigned(carrier, [others, [place]]);
  expect(stateOf(carrier, election, place)).toBe("sent");
  await chain.node.mine({ blocks: 1 });
  expect(await readMarks(chain, election)).toEqual(voters.map((_, index) => (index === place ? 1 : 2)));
  await chain.node.mine({ blocks: 3 });
  await vi.waitFor(() => expect(stateOf(carrier, election, place)).toBe("final"), patience);
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ held: 0, single: 0 }), patience);
});

test("four are under way at most, and a batch that becomes due is put before the rest", async () => {
  const { yes } = walletCode;
  const election = await elect(9, { 0: yes, 1: yes, 2: yes, 3: yes, 4: yes, 5: yes });
  await chain.node.setAutomine(false);
  const carrier = await start();
  await keepWallets(carrier, election, [0, 1, 2, 3, 4, 5]);
  await untilSigned(carrier, [[0], [1], [2], [3]]);
  await carrier.accept(election, [6, 7, 8]);
  // After two of them there is no room for a third: two are still under way when the batch is due.
  await chain.node.setBlockGasLimit({ gasLimit: gasForSingle + 100_000n });
  await untilLookedAt(carrier);
  expect((await readMarks(chain, election)).slice(0, 4)).toEqual([1, 1, 0, 0]);
  await untilLookedAt(carrier);
  await untilSigned(carrier, [[0], [1], [2], [3], [6, 7, 8], [4], [5]]);
  await chain.node.setBlockGasLimit({ gasLimit: 30_000_000n });
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, Array(9).fill(1));
});

test("one whose wallet has changed its mind waits and costs nothing, and counts once it is accepted again", async () => {
  const wallet = await deployMultiOwnerWallet(chain);
  const election = await createSigningElection(chain, [wallet.account()]);
  // Its owners approve by transactions, and have taken that back when it is to be sent.
  const ballot = { ...(await signWalletBallot(election, 0, "Grace")), signature: "0x" } as const;
  const carrier = await start();
  carrier.keep(election, [ballot]);
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ aside: 1, single: 1, unwilling: 1 }), patience);
  await untilLookedAt(carrier);
  expect(stateOf(carrier, election, 0)).toBe("accepted");
  expect(sendings(carrier)).toEqual([]);

  const paper = { chainId: 31337, election: election.address, title: election.title, choice: "Grace" };
  const digest = hashTypedData(walletBallotTypedData(paper, wallet.address));
  for (const owner of wallet.owners.slice(1)) await wallet.approve(owner, digest);
  await untilBox(election, [2]);
});

test("one whose wallet refuses until the close is void then", async () => {
  const election = await elect(1, { 0: walletCode.no }, { closesIn: 600 });
  await chain.node.mine({ blocks: 3 });
  const carrier = await start();
  await keepWallets(carrier, election, [0]);
  await vi.waitFor(() => expect(carrier.status().aside).toBe(1), patience);
  await chain.node.increaseTime({ seconds: 700 });
  await chain.node.mine({ blocks: 4 });
  await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("void"), patience);
  expect(sendings(carrier)).toEqual([]);
});

test("a wallet that accepts when it is asked and not when it is paid for costs three bounded tries, and nobody waits", async () => {
  const election = await elect(4, { 0: walletCode.fickle, 1: walletCode.greedy, 2: walletCode.yes });
  const carrier = await start();
  await keepWallets(carrier, election, [0, 1, 2]);
  await carrier.accept(election, [3]);
  await untilBox(election, [0, 0, 1, 1]);
  const inVain = () => sendings(carrier).filter(({ indexes }) => indexes[0] === 0);
  await untilInVain(carrier, election, 3);
  for (const { hash } of inVain()) {
    const { status, gasUsed } = await chain.node.getTransactionReceipt({ hash });
    expect(status).toBe("reverted");
    expect(gasUsed).toBeLessThanOrEqual(gasForSingle);
  }
  // Nor after it was started again, when it knows of no pause any more.
  await carrier.restart();
  await untilLookedAt(carrier);
  await vi.waitFor(() => expect(carrier.status()).toMatchObject({ aside: 2, single: 2 }), patience);
  await untilLookedAt(carrier);
  expect(inVain()).toHaveLength(3);
  expect(stateOf(carrier, election, 0)).toBe("accepted");
  expect(sendings(carrier).filter(({ indexes }) => indexes[0] === 1)).toEqual([]);
});

test("a wallet that is paid for in vain costs no more where nodes have no receipts", async () => {
  const proxy = await startProxy(chain.url);
  ends.push(proxy.stop);
  proxy.fail(on(["eth_getTransactionReceipt"], async () => ({ result: null })));
  const election = await elect(1, { 0: walletCode.fickle });
  const carrier = await start({ endpoints: [proxy.url] });
  await keepWallets(carrier, election, [0]);
  await untilInVain(carrier, election, 1);
  await untilLookedAt(carrier);
  expect(carrier.status().unwilling).toBe(1);
  await untilInVain(carrier, election, 3);
  await untilLookedAt(carrier);
  await vi.waitFor(() => expect(carrier.status().aside).toBe(1), patience);
  expect(sendings(carrier)).toHaveLength(3);
});

test("an election in which every wallet refuses is asked about in turn with others, though it closes first", async () => {
  const proxy = await startProxy(chain.url);
  ends.push(proxy.stop);
  const places = Array.from({ length: 12 }, (_, place) => place);
  const refusing = await elect(12, Object.fromEntries(places.map((place) => [place, walletCode.no])), {
    closesIn: 600,
  });
  const other = await elect(1, { 0: walletCode.yes });
  const signed = (election: SigningElection, of: readonly number[]) =>
    Promise.all(of.map((place) => signWalletBallot(election, place, election.candidates[0] ?? "")));
  const [refused, accepted] = [await signed(refusing, places), await signed(other, [0])];
  const carrier = await start({ endpoints: [proxy.url] });
  carrier.keep(refusing, refused);
  carrier.keep(other, accepted);
  await untilBox(other, [1]);
  const castSigned = toFunctionSelector("castSigned(bytes32,uint256,bytes)");
  const asked = proxy.requests.flatMap(({ method, params: [call] }) => {
    const { to, data = "" } = Object(call) as { to?: string; data?: string };
    return method === "eth_call" && data.startsWith(castSigned) ? [to] : [];
  });
  expect(asked.slice(0, 2)).toEqual([refusing.address, other.address]);
});

test("one of which two endpoints say different things waits, and keeps nobody else waiting", async () => {
  const election = await elect(3, { 0: walletCode.yes });
  const proxy = await startProxy(chain.url);
  ends.push(proxy.stop);
  const castSigned = toFunctionSelector("castSigned(bytes32,uint256,bytes)");
  proxy.fail(
    on(["eth_call"], async ({ params }, forward) =>
      JSON.stringify(params).includes(castSigned) ? { error: { code: 3, message: "execution reverted" } } : forward(),
    ),
  );
  const carrier = await start({ endpoints: [chain.url, proxy.url] });
  await keepWallets(carrier, election, [0]);
  await vi.waitFor(() => expect(carrier.status().aside).toBe(1), patience);
  await carrier.accept(election, [1, 2]);
  await untilBox(election, [0, 1, 1]);
  expect(carrier.status().failure).toBeUndefined();
  proxy.fail();
  await untilBox(election, [1, 1, 1]);
});

test("those whose block was replaced are sent again, as the same bytes", async () => {
  const election = await elect(3, { 0: walletCode.yes, 2: walletCode.yes });
  const carrier = await start();
  await keepWallets(carrier, election, [0, 2]);
  for (const place of [0, 2]) {
    await vi.waitFor(() => expect(stateOf(carrier, election, place)).toBe("inBlock"), patience);
  }
  const before = sendings(carrier);
  await reorganise(chain, 2);
  await untilBox(election, [1, 0, 1]);
  await chain.node.mine({ blocks: 3 });
  await vi.waitFor(() => expect(stateOf(carrier, election, 2)).toBe("final"), patience);
  expect(sendings(carrier).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
});

test("one that is stuck is replaced by a batch that is due, and follows it", async () => {
  const election = await elect(3, { 1: walletCode.yes });
  await chain.node.setAutomine(false);
  const carrier = await start({ replaceAfter: 2 });
  await keepWallets(carrier, election, [1]);
  await untilSigned(carrier, [[1]]);
  await carrier.accept(election, [0, 2]);
  await vi.waitFor(() => expect(sendings(carrier).length).toBeGreaterThanOrEqual(3), patience);
  const [first, second, third] = sendings(carrier).sort((one, other) => one.signedAt - other.signedAt);
  expect(second).toMatchObject({ nonce: first?.nonce, indexes: [0, 2] });
  expect(third).toMatchObject({ nonce: (first?.nonce ?? 0) + 1, indexes: [1] });
  await chain.node.mine({ blocks: 1 });
  await untilBox(election, [1, 1, 1]);
});

test("two carriers with the same one: it is counted once, both know, and neither takes it for the wallet's fault", async () => {
  const election = await elect(2, { 0: walletCode.yes });
  await chain.node.setAutomine(false);
  const both = [await start(), await start()];
  for (const carrier of both) await keepWallets(carrier, election, [0]);
  for (const carrier of both) await untilSigned(carrier, [[0]]);
  await chain.node.setAutomine(true);
  await chain.node.mine({ blocks: 4 });
  for (const carrier of both) {
    await vi.waitFor(() => expect(stateOf(carrier, election, 0)).toBe("final"), patience);
    expect(carrier.status()).toMatchObject({ aside: 0, underWay: undefined });
    expect(sendings(carrier)).toHaveLength(1);
  }
  expect(await readMarks(chain, election)).toEqual([1, 0]);
});

test("the gas that is given leaves a wallet 130,000 with the longest ballot paper", async () => {
  const election = await elect(1, { 0: walletCode.yes }, largestElection("Who of so many?"));
  const carrier = await start();
  await keepWallets(carrier, election, [0]);
  const paid = await vi.waitFor(() => carrier.events.find((event) => event.kind === "paid") ?? expect.fail(), patience);
  expect(parseTransaction(sendings(carrier)[0]?.raw ?? "0x").gas).toBe(gasForSingle);
  expect(gasForSingle - paid.gas).toBeGreaterThan(130_000n);
  expect(await readMarks(chain, election)).toEqual([1]);
});
