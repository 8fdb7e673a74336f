import { type Address, encodeAbiParameters, type Hex } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createNode, type Node } from "@/chain/node";
import { CountConflictError } from "@/chain/readCount";
import { readElection } from "@/chain/readElection";
import { recheckCount } from "@/chain/recheckCount";
import { readHead } from "@/chain/watchHead";
import { candidateId, type Election } from "@/election/election";
import { castInBlock, createElection, reorganise, startChain, type TestChain } from "../support/startChain";
import { change, type NodeProxy, startProxy } from "../support/startProxy";

let chain: TestChain;
let proxy: NodeProxy;
let node: Node;
let election: Election;

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

beforeEach(async (context) => {
  proxy.fail();
  const address = await createElection(chain, { title: context.task.name.slice(0, 100), closesIn: 600 });
  election = await readElection(node, 31337, address, await chain.node.getBlockNumber());
  await castInBlock(chain, address, voter(0), "Ada");
});

function voter(index: number): Address {
  return chain.accounts[index] ?? "0x";
}

async function count(previous?: Awaited<ReturnType<typeof recheckCount>>) {
  const head = await readHead(node, 64);
  proxy.requests.length = 0;
  return recheckCount(node, election, head, previous);
}

function asked(): string[] {
  return proxy.requests.map(({ method }) => method);
}

test("asks one thing where nothing has changed since an earlier count, and lets that one stand", async () => {
  const earlier = await count();
  await chain.node.mine({ blocks: 1 });
  expect(await count(earlier)).toBe(earlier);
  expect(asked()).toEqual(["eth_call"]);
});

test("counts anew where a ballot came", async () => {
  const earlier = await count();
  await castInBlock(chain, election.address, voter(1), "Grace");
  expect((await count(earlier)).ballots).toHaveLength(2);
});

test("counts anew where the head was replaced, even by one with the same counters", async () => {
  await chain.node.mine({ blocks: 1 });
  const earlier = await count();
  await reorganise(chain, 1);
  const again = await count(earlier);
  expect(again.head.hash).not.toBe(earlier.head.hash);
  expect(again.tally).toEqual(earlier.tally);
});

test("counts once more after the close and once when that is final, and then asks for nothing", async () => {
  const standing = await count();
  await chain.node.increaseTime({ seconds: 600 });
  await chain.node.mine({ blocks: 1 });
  const closed = await count(standing);
  expect(closed.head.timestamp).toBeGreaterThanOrEqual(election.closes);
  expect(await count(closed)).toBe(closed);

  await chain.node.mine({ blocks: 3 });
  const final = await count(closed);
  expect(final.head.finalizedTimestamp).toBeGreaterThanOrEqual(election.closes);
  await chain.node.mine({ blocks: 1 });
  expect(await count(final)).toBe(final);
  expect(asked()).toEqual([]);
});

test("lets an earlier count not stand where the counters are given otherwise than the record", async () => {
  const earlier = await count();
  proxy.fail(change<Hex>("eth_call", () => results(7n, 0n)));
  await expect(count(earlier)).rejects.toBeInstanceOf(CountConflictError);
});

test("believes no endpoint alone that nothing has changed", async () => {
  const earlier = await count();
  await castInBlock(chain, election.address, voter(1), "Ada");
  const both = createNode({ ...chain.configuration, endpoints: [proxy.url, chain.url] });
  proxy.fail(change<Hex>("eth_call", () => results(1n, 0n)));
  const head = await readHead(both, 64);
  await expect(recheckCount(both, election, head, earlier)).rejects.toMatchObject({
    contradictions: [{ kind: "nodes" }],
  });
});

function results(ada: bigint, grace: bigint): Hex {
  return encodeAbiParameters(
    [{ type: "bytes32[]" }, { type: "uint256[]" }, { type: "uint256" }],
    [[candidateId("Ada"), candidateId("Grace")], [ada, grace], ada + grace],
  );
}
