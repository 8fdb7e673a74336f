import type { Client } from "viem";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readHeaderFields } from "@/chain/collect/readHeaderFields";
import { NoAnswerError } from "@/chain/errors";
import { createNode } from "@/chain/node";
import { checkHeader } from "@/recount/checks/checkHeader";
import { hashHeader } from "@/recount/header";
import { castInBlock, createElection, startChain } from "../support/startChain";
import { change, startProxy } from "../support/startProxy";

const chain = await startChain();
const proxy = await startProxy(chain.url);
const node: Client = createNode({ ...chain.configuration, endpoints: [proxy.url] });
const election = await createElection(chain);
const newest = await castInBlock(chain, election, chain.accounts[1], "Ada");

type Block = Record<string, unknown>;

beforeEach(() => proxy.fail());
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

/** The node's own word, changed by a liar. */
function lie(how: (block: Block) => Block) {
  proxy.fail(change<Block>("eth_getBlockByNumber", how));
}

test("every block of a local chain hashes to its hash", async () => {
  for (let number = 0n; number <= newest; number += 1n) {
    const read = await readHeaderFields(node, number);
    const truth = await chain.node.getBlock({ blockNumber: number });
    expect(read?.hash).toBe(truth.hash);
    expect(hashHeader(read?.fields ?? {})).toEqual({
      hash: truth.hash,
      header: {
        number,
        timestamp: truth.timestamp,
        stateRoot: truth.stateRoot,
        receiptsRoot: truth.receiptsRoot,
      },
      unclear: [],
    });
  }
});

test("reads a block by its hash as well", async () => {
  const byNumber = await readHeaderFields(node, newest);
  if (!byNumber) throw new Error("There is no newest block.");
  expect(await readHeaderFields(node, byNumber.hash)).toEqual(byNumber);
  expect(checkHeader({ block: byNumber.hash, header: byNumber.fields })).toMatchObject({ state: "passed" });
});

test("knows of no block that the node has not got", async () => {
  expect(await readHeaderFields(node, newest + 1n)).toBeNull();
  expect(await readHeaderFields(node, `0x${"12".repeat(32)}`)).toBeNull();
});

test("keeps every text, and neither lists nor what stands beside the header", async () => {
  const truth = await readHeaderFields(node, newest);
  lie((block) => ({
    ...block,
    size: "0x1",
    totalDifficulty: "0x2",
    futureRoot: "0x3",
    futureList: [],
    requests: null,
  }));
  expect(await readHeaderFields(node, newest)).toEqual({
    hash: truth?.hash,
    fields: { ...truth?.fields, futureRoot: "0x3" },
  });
  expect(Object.keys(truth?.fields ?? {})).not.toEqual(expect.arrayContaining(["hash"]));
});

describe("refuses", () => {
  test.each<[string, (block: Block) => Block]>([
    ["another block", (block) => ({ ...block, number: "0x1" })],
    ["a block without a number", ({ number: _, ...block }) => block],
    ["a block without a hash", ({ hash: _, ...block }) => block],
    ["a hash of another length", (block) => ({ ...block, hash: "0x12" })],
    ["a number in place of a text", (block) => ({ ...block, gasUsed: 12 })],
    ["a text that is not hexadecimal", (block) => ({ ...block, stateRoot: "0xtree" })],
    ["a field that no header has", (block) => ({ ...block, "<script>": "0x12" })],
  ])("%s", async (_, how) => {
    lie(how);
    await expect(readHeaderFields(node, newest)).rejects.toBeInstanceOf(NoAnswerError);
  });
});
