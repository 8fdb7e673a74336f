import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseConfiguration } from "@/chain/configuration";
import { listElections } from "@/chain/listElections";
import { createNode, type Node } from "@/chain/node";
import { candidateId } from "@/election/election";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { describePractice } from "../../scripts/practice/startPractice";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { goDown, startProxy } from "../support/startProxy";

describe("on a chain with elections", () => {
  let chain: TestChain;
  let node: Node;
  let beforeVotes: bigint;

  beforeAll(async () => {
    chain = await startChain();
    node = createNode(chain.configuration);
    for (const title of ["First", "Second", "Third"]) await createElection(chain, { title });
    beforeVotes = await chain.node.getBlockNumber();
    const newest = await createElection(chain, { title: "Fourth", candidates: ["Tea", "Coffee", "Water"] });
    await castInBlock(chain, newest, chain.accounts[0], "Coffee");
    await castInBlock(chain, newest, chain.accounts[1], "Coffee");
  });
  afterAll(() => chain.stop());

  test("lists the newest first, each with its text, window and tally", async () => {
    const block = await chain.node.getBlockNumber();
    const list = await listElections(node, block, 10n);
    expect(list).toMatchObject({ block, total: 4n });
    expect(list.elections.map(({ title }) => title)).toEqual(["Fourth", "Third", "Second", "First"]);

    const [newest] = list.elections;
    expect(newest).toMatchObject({ names: ["Tea", "Coffee", "Water"] });
    expect((newest?.closes ?? 0n) - (newest?.opens ?? 0n)).toBe(3660n);
    expect(newest?.tally).toEqual({
      votes: [
        { candidate: candidateId("Tea"), count: 0n },
        { candidate: candidateId("Coffee"), count: 2n },
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
    const { total, elections } = await listElections(node, await chain.node.getBlockNumber(), most);
    expect(total).toBe(4n);
    expect(elections.map(({ title }) => title)).toEqual(titles);
  });

  test("reads everything at the block that was named", async () => {
    const { total, elections } = await listElections(node, beforeVotes, 10n);
    expect(total).toBe(3n);
    expect(elections.map(({ title }) => title)).toEqual(["Third", "Second", "First"]);

    const beforeLast = (await chain.node.getBlockNumber()) - 1n;
    const [newest] = (await listElections(node, beforeLast, 1n)).elections;
    expect(newest?.tally.ballots).toBe(1n);
  });

  test("does not take a silent node for an empty list", async () => {
    const proxy = await startProxy(chain.url);
    proxy.fail(goDown());
    const silent = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    await expect(listElections(silent, beforeVotes, 10n)).rejects.toThrow();
    await proxy.stop();
  });
});

test("a factory without elections has none", async () => {
  const chain = await startChain();
  const block = await chain.node.getBlockNumber();
  expect(await listElections(createNode(chain.configuration), block, 10n)).toEqual({ block, total: 0n, elections: [] });
  await chain.stop();
});

test("a chain without a factory has none", async () => {
  const anvil = await startAnvil({});
  const [configuration] = parseConfiguration(describePractice(anvil));
  if (!configuration) throw new Error("No chain is described.");
  expect(await listElections(createNode(configuration), 0n, 10n)).toEqual({ block: 0n, total: 0n, elections: [] });
  await anvil.stop();
});
