import { type Address, type Hex, zeroHash } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NoAnswerError } from "@/chain/errors";
import { createNode, type Node } from "@/chain/node";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { candidateId } from "@/election/election";
import { lieAbout } from "../support/lies";
import { castInBlock, createElection, reorganise, startChain, type TestChain } from "../support/startChain";
import { startProxy } from "../support/startProxy";

let chain: TestChain;
let node: Node;
let election: Address;

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
  election = await createElection(chain);
});
afterAll(() => chain.stop());

test("is the candidate of the voter's ballot, and null for everybody else", async () => {
  const [voter, other] = chain.accounts;
  const before = await chain.node.getBlock();
  await castInBlock(chain, election, voter, "Grace");
  const after = await chain.node.getBlock();

  expect(await readOwnBallot(node, election, voter, after.hash)).toBe(candidateId("Grace"));
  expect(await readOwnBallot(node, election, other, after.hash)).toBeNull();
  expect(await readOwnBallot(node, election, voter, before.hash)).toBeNull();
});

test("is null again where a reorganisation took the ballot away", async () => {
  const voter = chain.accounts[1];
  await castInBlock(chain, election, voter, "Ada");
  const { hash } = await chain.node.getBlock();
  expect(await readOwnBallot(node, election, voter, hash)).toBe(candidateId("Ada"));

  await reorganise(chain, 1);
  const replaced = await chain.node.getBlock();
  expect(await readOwnBallot(node, election, voter, replaced.hash)).toBeNull();
});

test.each<[string, Hex, 0 | 1]>([
  ["the first denies the ballot", zeroHash, 0],
  ["the second denies the ballot", zeroHash, 1],
  ["the first names another candidate", candidateId("Ada"), 0],
])("is not known where of two nodes %s", async (_, told, liar) => {
  const voter = chain.accounts[2] ?? "0x";
  if ((await readOwnBallot(node, election, voter, (await chain.node.getBlock()).hash)) === null) {
    await castInBlock(chain, election, voter, "Grace");
  }
  const { hash } = await chain.node.getBlock();
  const proxies = [await startProxy(chain.url), await startProxy(chain.url)];
  const both = createNode({ ...chain.configuration, endpoints: proxies.map(({ url }) => url) });
  expect(await readOwnBallot(both, election, voter, hash)).toBe(candidateId("Grace"));

  proxies[liar]?.fail(lieAbout("ballotOf", () => told));
  await expect(readOwnBallot(both, election, voter, hash)).rejects.toBeInstanceOf(NoAnswerError);
  for (const proxy of proxies) await proxy.stop();
});
