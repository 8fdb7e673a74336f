import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfiguration } from "@/chain/configuration";
import { listElections } from "@/chain/listElections";
import { createNode, type Node } from "@/chain/node";
import { type Head, readHead } from "@/chain/watchHead";
import { candidateId } from "@/election/election";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { describePractice } from "../../scripts/practice/startPractice";
import { castInBlock, createElection, largestElection, startChain, type TestChain } from "../support/startChain";
import { goDown, startProxy } from "../support/startProxy";

describe("on a chain with elections", () => {
  let chain: TestChain;
  let node: Node;
  let beforeFourth: Head;
  let beforeLastVote: Head;
  let head: Head;

  beforeAll(async () => {
    chain = await startChain();
    node = createNode(chain.configuration);
    for (const title of ["First", "Second", "Third"]) await createElection(chain, { title });
    beforeFourth = await readHead(node, 64);
    const newest = await createElection(chain, { title: "Fourth", candidates: ["Tea", "Coffee — black", "Water"] });
    await castInBlock(chain, newest, chain.accounts[0], "Coffee — black");
    beforeLastVote = await readHead(node, 64);
    await castInBlock(chain, newest, chain.accounts[1], "Coffee — black");
    head = await readHead(node, 64);
  });
  afterAll(() => chain.stop());

  test("lists the newest first, each with its text, window and tally", async () => {
    const list = await listElections(node, head, 10n);
    expect(list).toMatchObject({ head, total: 4n });
    expect(list.elections.map(({ title }) => title)).toEqual(["Fourth", "Third", "Second", "First"]);

    const [newest] = list.elections;
    expect(newest).toMatchObject({ names: ["Tea", "Coffee", "Water"] });
    expect((newest?.closes ?? 0n) - (newest?.opens ?? 0n)).toBe(3660n);
    expect(newest?.tally).toEqual({
      votes: [
        { candidate: candidateId("Tea"), count: 0n },
        { candidate: candidateId("Coffee — black"), count: 2n },
        { candidate: candidateId("Water"), count: 0n },
      ],
      ballots: 2n,
    });
  });

  test.each([
    [1n, ["Fourth"]],
    [3n, ["Fourth", "Third", "Second"]],
    [4n, ["Fourth", "Third", "Second", "First"]],
  ])("reads no more than the %d asked for, and tells how many there are", async (most, titles) => {
    const { total, elections } = await listElections(node, head, most);
    expect(total).toBe(4n);
    expect(elections.map(({ title }) => title)).toEqual(titles);
  });

  test("reads everything at the block that was named", async () => {
    const { total, elections } = await listElections(node, beforeFourth, 10n);
    expect(total).toBe(3n);
    expect(elections.map(({ title }) => title)).toEqual(["Third", "Second", "First"]);

    const [newest] = (await listElections(node, beforeLastVote, 1n)).elections;
    expect(newest?.tally.ballots).toBe(1n);
  });

  test("asks again for the tallies of an earlier list, and for nothing that it has", async () => {
    const proxy = await startProxy(chain.url);
    const watched = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    const earlier = await listElections(watched, beforeLastVote, 4n);
    proxy.requests.length = 0;

    const readOn = await listElections(watched, head, 4n, earlier);
    // How many there are, which, and each one's tally.
    expect(proxy.requests.map(({ method }) => method)).toEqual(Array(6).fill("eth_call"));
    expect(readOn).toEqual(await listElections(node, head, 4n));
    expect(readOn.elections.map(({ tally }) => tally.ballots)).toEqual([2n, 0n, 0n, 0n]);
    await proxy.stop();
  });

  test("asks for all of an election that an earlier list has not", async () => {
    const earlier = await listElections(node, beforeFourth, 10n);
    expect(await listElections(node, head, 10n, earlier)).toEqual(await listElections(node, head, 10n));
  });

  test("does not take a silent node for an empty list", async () => {
    const proxy = await startProxy(chain.url);
    proxy.fail(goDown());
    const silent = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    await expect(listElections(silent, head, 10n)).rejects.toThrow();
    await proxy.stop();
  });
});

test("lists two dozen of the largest elections that the contract permits", async () => {
  const chain = await startChain();
  const node = createNode(chain.configuration);
  const titles = Array.from({ length: 24 }, (_, index) => `Which of the hundred, ${index}?`);
  for (const title of titles) await createElection(chain, largestElection(title));

  const { elections } = await listElections(node, await readHead(node, 64), 24n);
  expect(elections.map(({ title }) => title)).toEqual(titles.toReversed());
  for (const { title, names, tally } of elections) {
    const { candidates } = largestElection(title);
    expect(names).toEqual(candidates);
    expect(tally.votes.map(({ candidate }) => candidate)).toEqual(candidates.map(candidateId));
  }
  await chain.stop();
});

test("a factory without elections has none", async () => {
  const chain = await startChain();
  const node = createNode(chain.configuration);
  const head = await readHead(node, 64);
  expect(await listElections(node, head, 10n)).toEqual({ head, total: 0n, elections: [] });
  await chain.stop();
});

test("a chain without a factory has none", async () => {
  const anvil = await startAnvil({});
  const [configuration] = parseConfiguration(describePractice(anvil)).chains;
  if (!configuration) throw new Error("No chain is described.");
  const node = createNode(configuration);
  const head = await readHead(node, 64);
  expect(await listElections(node, head, 10n)).toEqual({ head, total: 0n, elections: [] });
  await anvil.stop();
});
