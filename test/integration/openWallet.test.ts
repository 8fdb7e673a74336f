import { EventEmitter } from "node:events";
import type { Address, Hash } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { castBallot } from "@/chain/castBallot";
import { AccountChangedError } from "@/chain/errors";
import { createNode } from "@/chain/node";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { candidateId } from "@/election/election";
import { openWallet, type Wallet } from "@/features/wallet/openWallet";
import { createElection, startChain, type TestChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";

let chain: TestChain;
let election: Address;
let wallet: Wallet;
let stop = () => {};

beforeAll(async () => {
  chain = await startChain();
  election = await createElection(chain);
});
beforeEach(async () => {
  wallet = await openWallet([chain.configuration]);
  stop = wallet.subscribe(() => {});
  // An earlier connection is looked for first.
  await vi.waitFor(() => expect(wallet.state().connection).toEqual({ status: "disconnected" }));
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});
afterAll(() => chain.stop());

function practice(index: number): { kind: "practice"; id: string; address: Address } {
  const offer = wallet.state().offers[index];
  if (offer?.kind !== "practice") throw new Error("There is no such practice voter.");
  return offer;
}

test("offers the accounts of a practice chain", () => {
  const addresses = wallet.state().offers.map((offer) => offer.kind === "practice" && offer.address);
  expect(addresses).toEqual(chain.accounts.slice(0, addresses.length));
  expect(addresses.length).toBeGreaterThan(1);
});

test("offers them through the node on this machine alone, and none where the chain is another", async () => {
  const { configuration } = chain;
  const beside = { ...configuration, endpoints: ["https://node.invalid", ...configuration.endpoints] };
  expect((await openWallet([beside])).state().offers).toHaveLength(10);
  const outside = { ...configuration, endpoints: ["https://node.invalid"] };
  expect((await openWallet([outside])).state().offers).toEqual([]);
  expect((await openWallet([{ ...configuration, id: 1 }])).state().offers).toEqual([]);
});

test("offers none of them from a node of another chain", async () => {
  const proxy = await startProxy(chain.url);
  proxy.fail(change("eth_chainId", () => "0x1"));
  const elsewhere = { ...chain.configuration, endpoints: [proxy.url] };
  expect((await openWallet([elsewhere])).state().offers).toEqual([]);
  proxy.fail();
  expect((await openWallet([elsewhere])).state().offers).not.toEqual([]);
  await proxy.stop();
});

test("tells who is connected, and that nobody is any more", async () => {
  const heard: string[] = [];
  const stopHearing = wallet.subscribe(() => heard.push(wallet.state().connection.status));
  await wallet.connect(practice(1).id);
  expect(wallet.state().connection).toMatchObject({
    status: "connected",
    address: chain.accounts[1],
    chainId: 31337,
    practice: true,
  });
  await wallet.disconnect();
  expect(wallet.state().connection).toEqual({ status: "disconnected" });
  expect(heard).toContain("connected");
  stopHearing();
});

test("connects one voter in place of another", async () => {
  await wallet.connect(practice(0).id);
  await wallet.connect(practice(1).id);
  expect(wallet.state().connection).toMatchObject({ address: chain.accounts[1] });
  await wallet.disconnect();
  expect(wallet.state().connection).toEqual({ status: "disconnected" });
});

test("brings no earlier voter back where the wallet that took their place ends the connection", async () => {
  let allowed: Address[] = [];
  const provider = Object.assign(new EventEmitter(), {
    request: async ({ method, params }: { method: string; params?: unknown }) => {
      if (method === "eth_requestAccounts") allowed = [chain.accounts[1]];
      const isForAccounts = method === "eth_requestAccounts" || method === "eth_accounts";
      return isForAccounts ? allowed : chain.node.request({ method, params } as never);
    },
  });
  announce(provider);
  const browsing = await openWallet([chain.configuration]);
  const stopHearing = browsing.subscribe(() => {});
  await vi.waitFor(() => expect(browsing.state().connection).toEqual({ status: "disconnected" }));

  await browsing.connect(practice(0).id);
  await browsing.connect("example.wallet");
  expect(browsing.state().connection).toMatchObject({ address: chain.accounts[1], name: "Test Wallet" });
  allowed = [];
  provider.emit("accountsChanged", allowed);
  await vi.waitFor(() => expect(browsing.state().connection).toEqual({ status: "disconnected" }));
  stopHearing();
});

/** Puts a wallet where pages look for one (EIP-6963). */
function announce(provider: EventEmitter) {
  const page = new EventTarget();
  vi.stubGlobal("window", page);
  const info = {
    uuid: "6f8b9c34-5f0a-4d39-9a55-0a2f2a6c1b11",
    name: "Test Wallet",
    icon: "data:,",
    rdns: "example.wallet",
  };
  page.addEventListener("eip6963:requestProvider", () => {
    page.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: { info, provider } }));
  });
}

test("signs for the account that is connected, and for no other", async () => {
  await wallet.connect(practice(1).id);
  await expect(wallet.signer(31337, chain.accounts[0])).rejects.toBeInstanceOf(AccountChangedError);

  const node = createNode(chain.configuration);
  const voter = chain.accounts[1];
  const ballot = { chainId: 31337, election, voter, candidate: candidateId("Grace") };
  const sent: Hash[] = [];
  const listener = { onStep: () => {}, onSent: (hash: Hash) => sent.push(hash) };
  await castBallot(node, wallet.signer, ballot, listener, new AbortController().signal);
  for (const hash of sent) await chain.node.waitForTransactionReceipt({ hash });
  const { hash } = await chain.node.getBlock();
  expect(await readOwnBallot(node, election, voter, hash)).toBe(candidateId("Grace"));
  expect(await readOwnBallot(node, election, chain.accounts[0], hash)).toBeNull();
});
