import { stringToHex } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfiguration } from "@/chain/configuration";
import { listElections } from "@/chain/listElections";
import { createNode, type Node } from "@/chain/node";
import { type Head, readHead } from "@/chain/watchHead";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { describePractice } from "../../scripts/practice/startPractice";
import { createElection, largestElection, startChain, type TestChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";

describe("on a chain with elections", () => {
  let chain: TestChain;
  let node: Node;
  let beforeFourth: Head;
  let head: Head;

  beforeAll(async () => {
    chain = await startChain();
    node = createNode(chain.configuration);
    for (const title of ["First", "Second", "Third"]) await createElection(chain, { title });
    beforeFourth = await readHead(node, 64);
    const candidates = ["Tea", "Coffee — black", "Water"];
    await createElection(chain, { title: "Fourth", candidates, organiser: chain.accounts[1] });
    head = await readHead(node, 64);
  });
  afterAll(() => chain.stop());

  test("lists the newest first, each with its text, window and organiser", async () => {
    const list = await listElections(node, 31337, head, 10n);
    expect(list).toMatchObject({ head, total: 4n, unrecognised: [] });
    expect(list.elections.map(({ title }) => title)).toEqual(["Fourth", "Third", "Second", "First"]);

    const [newest, third] = list.elections;
    expect(newest?.candidates.map(({ short }) => short)).toEqual(["Tea", "Coffee", "Water"]);
    expect(newest?.organiser).toBe(chain.accounts[1]);
    expect(third?.organiser).toBe(chain.accounts[0]);
    expect((newest?.closes ?? 0n) - (newest?.opens ?? 0n)).toBe(3660n);
  });

  test.each([
    [1n, ["Fourth"]],
    [3n, ["Fourth", "Third", "Second"]],
    [4n, ["Fourth", "Third", "Second", "First"]],
  ])("reads no more than the %d asked for, and tells how many there are", async (most, titles) => {
    const { total, elections } = await listElections(node, 31337, head, most);
    expect(total).toBe(4n);
    expect(elections.map(({ title }) => title)).toEqual(titles);
  });

  test("reads everything at the block that was named", async () => {
    const { total, elections } = await listElections(node, 31337, beforeFourth, 10n);
    expect(total).toBe(3n);
    expect(elections.map(({ title }) => title)).toEqual(["Third", "Second", "First"]);
  });

  test("asks five things of each election, and nothing of one that an earlier list has", async () => {
    const proxy = await startProxy(chain.url);
    const watched = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    const earlier = await listElections(watched, 31337, beforeFourth, 10n);
    // How many there are of each kind, and which; then organiser, text, and three times. Before all, which chain it is.
    expect(proxy.requests.map(({ method }) => method)).toEqual(["eth_chainId", ...Array(3 + 3 * 5).fill("eth_call")]);

    proxy.requests.length = 0;
    const again = await listElections(watched, 31337, beforeFourth, 10n, earlier);
    expect(proxy.requests).toHaveLength(3);
    expect(again).toEqual(earlier);
    await proxy.stop();
  });

  test("does not show what a node says of an election where it does not fit the address", async () => {
    const proxy = await startProxy(chain.url);
    const title = stringToHex("Fourth").slice(2);
    proxy.fail(change("eth_call", (answer: string) => answer.replace(title, stringToHex("Forged").slice(2))));
    const lying = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    const { elections, unrecognised } = await listElections(lying, 31337, head, 2n);
    expect(elections.map((election) => election.title)).toEqual(["Third"]);
    expect(unrecognised).toEqual((await listElections(node, 31337, head, 1n)).elections.map(({ address }) => address));
    await proxy.stop();
  });

  test("asks for all of an election that an earlier list has not", async () => {
    const earlier = await listElections(node, 31337, beforeFourth, 10n);
    expect(await listElections(node, 31337, head, 10n, earlier)).toEqual(await listElections(node, 31337, head, 10n));
  });

  test("does not take a silent node for an empty list", async () => {
    const proxy = await startProxy(chain.url);
    proxy.fail(goDown());
    const silent = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    await expect(listElections(silent, 31337, head, 10n)).rejects.toThrow();
    await proxy.stop();
  });
});

test("lists two dozen of the largest elections that the contract permits", async () => {
  const chain = await startChain();
  const node = createNode(chain.configuration);
  const titles = Array.from({ length: 24 }, (_, index) => `Which of the hundred, ${index}?`);
  for (const title of titles) await createElection(chain, largestElection(title));

  const { elections } = await listElections(node, 31337, await readHead(node, 64), 24n);
  expect(elections.map(({ title }) => title)).toEqual(titles.toReversed());
  for (const { title, candidates } of elections) {
    expect(candidates.map(({ name }) => name)).toEqual(largestElection(title).candidates);
  }
  await chain.stop();
});

test("a factory without elections has none", async () => {
  const chain = await startChain();
  const node = createNode(chain.configuration);
  const head = await readHead(node, 64);
  expect(await listElections(node, 31337, head, 10n)).toEqual({ head, total: 0n, elections: [], unrecognised: [] });
  await chain.stop();
});

test("a chain without a factory has none", async () => {
  const anvil = await startAnvil({});
  const [configuration] = parseConfiguration(describePractice(anvil)).chains;
  if (!configuration) throw new Error("No chain is described.");
  const node = createNode(configuration);
  const head = await readHead(node, 64);
  expect(await listElections(node, 31337, head, 10n)).toEqual({ head, total: 0n, elections: [], unrecognised: [] });
  await anvil.stop();
});
