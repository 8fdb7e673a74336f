import type { Address } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNode, type Node } from "@/chain/node";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { candidateId } from "@/election/election";
import { castInBlock, createElection, reorganise, startChain, type TestChain } from "../support/startChain";

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
