import { type Address, numberToHex } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createNode, type Node } from "@/chain/node";
import { CountConflictError, readCount } from "@/chain/readCount";
import { type Head, readHead } from "@/chain/watchHead";
import { candidateId, pairCandidates } from "@/election/election";
import { changeBlock } from "../support/lies";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { change, type Fault, goDown, type NodeProxy, startProxy } from "../support/startProxy";

let chain: TestChain;
let first: NodeProxy;
let second: NodeProxy;
let node: Node;
let election: Address;
let creation: bigint;
let head: Head;

beforeAll(async () => {
  chain = await startChain();
  first = await startProxy(chain.url);
  second = await startProxy(chain.url);
  election = await createElection(chain);
  creation = await chain.node.getBlockNumber();
  await castInBlock(chain, election, chain.accounts[0], "Ada");
  await castInBlock(chain, election, chain.accounts[1], "Grace");
  head = await readHead(createNode(chain.configuration), 64);
});
beforeEach(() => {
  node = createNode({ ...chain.configuration, endpoints: [first.url, second.url] });
});
afterEach(() => {
  for (const proxy of [first, second]) proxy.fail();
});
afterAll(async () => {
  await first.stop();
  await second.stop();
  await chain.stop();
});

async function count(at = head) {
  const candidates = pairCandidates([candidateId("Ada"), candidateId("Grace")], ["Ada", "Grace"]);
  return readCount(node, { address: election, candidates, roll: undefined }, creation, at);
}

/** Adds a vote for the first candidate to every tally, consistently. */
const invent: Fault = change("eth_call", (result: string) => {
  const word = (position: number) => result.slice(2 + 64 * position, 66 + 64 * position);
  const words = Array.from({ length: (result.length - 2) / 64 }, (_, position) => word(position));
  // results(): offsets, ballots, then the ids and the counts, each led by its length.
  for (const position of [2, 7]) words[position] = (BigInt(`0x${words[position]}`) + 1n).toString(16).padStart(64, "0");
  return `0x${words.join("")}`;
});

/** Adds a ballot for the first candidate to every record. */
const inventLog: Fault = change("eth_getLogs", (logs: { topics: (string | undefined)[]; logIndex: string }[]) => [
  ...logs,
  ...logs.slice(0, 1).map((log) => ({
    ...log,
    topics: [log.topics[0], `0x${"7".repeat(64)}`, log.topics[2]],
    logIndex: "0x7",
  })),
]);

const inventAll: Fault = (request, forward) => inventLog(request, () => invent(request, forward));

describe("with two endpoints", () => {
  test("both are asked, and both agree", async () => {
    expect(await count()).toMatchObject({ tally: { ballots: 2n }, asked: 2, agreeing: 2 });
  });

  test.each([
    ["first", () => first],
    ["second", () => second],
  ])("no number is shown where the %s invents a ballot, counter and record alike", async (_, liar) => {
    liar().fail(inventAll);
    const error = await count().catch((error) => error);
    expect(error).toBeInstanceOf(CountConflictError);
    expect(error).toMatchObject({ contradictions: [{ kind: "nodes" }] });
  });

  test("no number is shown where the first gives the block a time after the close, as if it were the result", async () => {
    first.fail(
      changeBlock((block) => ({ ...block, timestamp: numberToHex(BigInt(block.timestamp) + 9999n) }), /latest/),
    );
    await expect(count(await readHead(node, 64))).rejects.toMatchObject({ contradictions: [{ kind: "nodes" }] });
  });

  test("no number is shown where the first made the block up, and the second has another there", async () => {
    first.fail(changeBlock((block) => ({ ...block, hash: `0x${"7".repeat(64)}` }), /latest/));
    const made = await readHead(node, 64);
    // It answers for its block as it would for the true one.
    first.fail(async ({ params }, forward) =>
      forward({ params: JSON.parse(JSON.stringify(params).replace(made.hash, head.hash)) }),
    );
    await expect(count(made)).rejects.toMatchObject({ contradictions: [{ kind: "nodes" }] });
  });

  test("with one alone such a lie would pass", async () => {
    node = createNode({ ...chain.configuration, endpoints: [first.url] });
    first.fail(inventAll);
    expect(await count()).toMatchObject({ tally: { ballots: 3n }, asked: 1, agreeing: 1 });
  });

  test("where the record of one lacks a ballot, the other's serves", async () => {
    first.fail(change("eth_getLogs", (logs: unknown[]) => logs.slice(1)));
    expect(await count()).toMatchObject({ tally: { ballots: 2n }, agreeing: 2 });
  });

  test("one that is down leaves the other, and is not taken for agreeing", async () => {
    second.fail(goDown());
    expect(await count()).toMatchObject({ tally: { ballots: 2n }, asked: 2, agreeing: 1 });
  });

  test("one that never answers holds up the first count only", async () => {
    second.fail(() => new Promise(() => {}));
    expect(await count()).toMatchObject({ agreeing: 1 });
    const begin = performance.now();
    expect(await count()).toMatchObject({ agreeing: 1 });
    // It was waited for two seconds the first time.
    expect(performance.now() - begin).toBeLessThan(1500);
  });

  test("one that never answers does not make the others pass for silent", async () => {
    const third = await startProxy(chain.url);
    node = createNode({ ...chain.configuration, endpoints: [first.url, second.url, third.url] });
    third.fail(() => new Promise(() => {}));
    await count();
    // The second answers after the first: it is still waited for.
    second.fail(async ({ method }, forward) => {
      if (method === "eth_call") await answered;
      return forward();
    });
    const { resolve, promise: answered } = withResolvers();
    first.fail(async ({ method }, forward) => {
      const answer = await forward();
      if (method === "eth_blockNumber") setImmediate(resolve);
      return answer;
    });
    expect(await count()).toMatchObject({ asked: 3, agreeing: 2 });
    await third.stop();
  });

  test("one that knows newer blocks shows that the head lies behind", async () => {
    const newest = (await chain.node.getBlockNumber()) + 9n;
    second.fail(change("eth_blockNumber", () => numberToHex(newest)));
    expect(await count()).toMatchObject({ tally: { ballots: 2n }, newest });
  });

  test("one that does not know the block yet is not taken for agreeing", async () => {
    second.fail(async (request, forward) =>
      request.method === "eth_call" ? { error: { code: -32000, message: "header not found" } } : forward(),
    );
    expect(await count()).toMatchObject({ tally: { ballots: 2n }, agreeing: 1 });
  });

  test("where none answers, the preferred one's reason is given", async () => {
    first.fail(async ({ method }, forward) =>
      method === "eth_call" ? { error: { code: -32000, message: "first refuses" } } : forward(),
    );
    second.fail(async ({ method }, forward) =>
      method === "eth_call" ? { error: { code: -32000, message: "second refuses" } } : forward(),
    );
    await expect(count()).rejects.toThrow("first refuses");
  });
});

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
