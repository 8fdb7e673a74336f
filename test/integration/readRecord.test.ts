import type { Address, Client, Hash } from "viem";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readHistory } from "@/chain/collect/readHistory";
import { type RecordProgress, readRecord } from "@/chain/collect/readRecord";
import { createNode } from "@/chain/node";
import { readBallots } from "@/chain/readBallots";
import { digestOfHashes } from "@/election/rollCode";
import type { BallotRecord } from "@/recount/evidence";
import { blocks, castHistory } from "../support/castHistory";
import { startChain } from "../support/startChain";
import { change, type Fault, goDown, refuseLogsOver, startProxy } from "../support/startProxy";

const chain = await startChain({ accounts: 2 * blocks });
const proxy = await startProxy(chain.url);
const node = createNode({ ...chain.configuration, endpoints: [proxy.url] });
const source: Client = node;
const cast = await castHistory(chain);
const { poll, onRoll, first, last } = cast;
const truth = await read(poll);
const truthOnRoll = await read(onRoll.address, true);

beforeEach(() => {
  proxy.fail();
  proxy.requests.length = 0;
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function read(
  address: Address,
  isOnRoll = false,
  receipts = true,
  onProgress: (to: RecordProgress) => void = () => {},
) {
  return readRecord(source, { address, onRoll: isOnRoll }, first, last, { receipts }, onProgress);
}

/** The requests that came for it. */
function asked(method: string) {
  return proxy.requests.filter((request) => request.method === method);
}

describe("reads the record", () => {
  test("of a poll: every vote in the chain's order, with its block and transaction", async () => {
    const ballots = await readBallots(node, { address: poll, candidates: [], roll: undefined }, first, last);
    expect(ballots).toHaveLength(2 * blocks);
    expect(
      truth.entries.map(({ block, logIndex, transaction, ...vote }) => ({
        ...vote,
        block: truth.blocks[block]?.number,
        blockHash: truth.blocks[block]?.hash,
        logIndex,
      })),
    ).toEqual(ballots);
    // Between the two votes of a block stands one of another poll.
    expect(truth.entries.slice(0, 4).map(({ logIndex }) => logIndex)).toEqual([0, 2, 0, 2]);
    expect(truth.transactions).toHaveLength(2 * blocks);
    const [transaction] = truth.transactions;
    const receipt = await chain.node.getTransactionReceipt({ hash: transaction?.hash ?? "0x" });
    expect(receipt.blockHash).toBe(truth.blocks[0]?.hash);
  });

  test("of an election on a roll: voters' own ballots, and those of a batch by index and number", () => {
    expect(truthOnRoll.blocks).toHaveLength(blocks);
    expect(truthOnRoll.entries).toHaveLength(2 * blocks);
    const [own, batch] = truthOnRoll.entries;
    expect(own).toMatchObject({ block: 0, logIndex: 3, transaction: 0 });
    expect(batch).toMatchObject({ block: 0, logIndex: 4, transaction: 1, carrier: chain.accounts[0].toLowerCase() });
    expect(batch && "ballots" in batch && batch.ballots).toMatch(/^0x([0-9a-f]{6}01){2}$/);
  });

  test("with the headers and receipts of all blocks, where they are wanted", () => {
    for (const { header, receipts } of truth.blocks) {
      expect(header?.receiptsRoot).toMatch(/^0x/);
      expect(receipts).toHaveLength(5);
    }
  });

  test("else with the first and the last header alone", async () => {
    const bare = await read(poll, false, false);
    expect(bare.blocks.map(({ header }) => header !== null)).toEqual(
      truth.blocks.map((_, place) => place === 0 || place === blocks - 1),
    );
    expect(bare.blocks.every(({ receipts }) => receipts === null)).toBe(true);
    expect(asked("eth_getBlockReceipts")).toHaveLength(0);
  });

  test("of nobody", async () => {
    const empty = { blocks: [], transactions: [], entries: [] };
    expect(await read(chain.accounts[0])).toEqual(empty);
    expect(await readRecord(source, { address: poll, onRoll: false }, 2n, 1n, { receipts: true }, () => {})).toEqual(
      empty,
    );
  });

  test("and tells how far it has come", async () => {
    const heard: RecordProgress[] = [];
    proxy.fail(refuseLogsOver(5n));
    await read(poll, false, true, (progress) => heard.push(progress));
    const all = Number(last - first) + 1;
    const searched = heard.filter(({ step }) => step === "logs").map(({ done }) => done);
    expect(searched).toEqual([...searched].sort((a, b) => a - b));
    expect(heard.findLast(({ step }) => step === "logs")).toEqual({ step: "logs", done: all, all });
    expect(heard.at(-1)).toEqual({ step: "blocks", done: blocks, all: blocks });
  });
});

describe("reads the same record", () => {
  test.each([1n, 2n, 7n, 40n])("from a node that searches no more than %d blocks", async (most) => {
    proxy.fail(refuseLogsOver(most));
    expect(await read(poll)).toEqual(truth);
  });

  test("from a node that gives logs unordered, twice and in capitals", async () => {
    proxy.fail(
      change<Record<string, string>[]>("eth_getLogs", (logs) =>
        [...logs, ...logs.map((log) => ({ ...log, blockHash: inCapitals(log.blockHash) }))].reverse(),
      ),
    );
    expect(await read(onRoll.address, true)).toEqual(truthOnRoll);
  });

  test("from a node that adds what is no log of a ballot", async () => {
    proxy.fail(
      change<{ topics: string[]; data: string }[]>("eth_getLogs", (logs) => [
        ...logs,
        null as never,
        ...logs.map((log, place) => ({ ...log, logIndex: `0x${(99 + place).toString(16)}`, removed: true })),
        ...logs.map((log) => ({ ...log, logIndex: "first" })),
        ...logs.map((log) => ({ ...log, logIndex: "0x65", blockHash: null })),
        ...logs.map((log) => ({ ...log, logIndex: "0x66", transactionHash: "0x12" })),
        ...logs.map((log) => ({ ...log, logIndex: "0x67", blockNumber: "0x1" })),
        ...logs.map((log) => ({ ...log, logIndex: "0x68", address: chain.accounts[0] })),
        ...logs.map((log) => ({ ...log, logIndex: "0x69", topics: log.topics.slice(0, 1) })),
        ...logs.map((log) => ({ ...log, logIndex: "0x6a", topics: [`0x${"12".repeat(32)}`, ...log.topics.slice(1)] })),
        ...logs
          .filter(({ topics }) => topics.length === 2)
          .flatMap((log) => [
            { ...log, logIndex: "0x6b", data: "0x" },
            { ...log, logIndex: "0x6c", data: log.data.slice(0, 134) },
            { ...log, logIndex: "0x6d", data: `0x${"0".repeat(63)}1${log.data.slice(66)}` },
          ]),
      ]),
    );
    expect(await read(onRoll.address, true)).toEqual(truthOnRoll);
  });

  test("from a node that gives receipts one by one alone", async () => {
    proxy.fail(refuse("eth_getBlockReceipts"));
    expect(await read(poll)).toEqual(truth);
    // Several blocks are asked for at a time, and after the first refusal none in this way.
    expect(asked("eth_getBlockReceipts").length).toBeLessThanOrEqual(8);
  });
});

describe("without what it cannot read", () => {
  test("are headers, and receipts, and the rest stands", async () => {
    proxy.fail(refuse("eth_getBlockByHash", "eth_getBlockReceipts"));
    const read = await readRecord(source, { address: poll, onRoll: false }, first, last, { receipts: true }, () => {});
    expect(read).toEqual({
      ...truth,
      blocks: truth.blocks.map((block) => ({ ...block, header: null, receipts: null })),
    });
    // The node has had enough before the last block.
    expect(asked("eth_getBlockByHash").length).toBeLessThan(3 * blocks);
  });

  test("are receipts of a kind that is not known here", async () => {
    proxy.fail(change<object[]>("eth_getBlockReceipts", (all) => all.map((receipt) => ({ ...receipt, type: "0x55" }))));
    const { blocks: read } = await readRecord(
      source,
      { address: poll, onRoll: false },
      first,
      last,
      { receipts: true },
      () => {},
    );
    expect(read.every(({ header, receipts }) => header !== null && receipts === null)).toBe(true);
  });
});

describe("gives up", () => {
  test("where even one block is refused", async () => {
    proxy.fail(refuseLogsOver(0n));
    await expect(read(poll)).rejects.toThrow("query exceeds max block range 0");
  });

  test("where the node cannot be reached", async () => {
    proxy.fail(goDown());
    await expect(read(poll)).rejects.toMatchObject({ name: "HttpRequestError" });
  });

  test("where a block has two hashes", async () => {
    const moved = `0x${"12".repeat(32)}`;
    proxy.fail(
      change<object[]>("eth_getLogs", (logs) =>
        logs.map((log, place) => (place === 1 ? { ...log, blockHash: moved } : log)),
      ),
    );
    await expect(read(poll)).rejects.toThrow("was replaced");
  });
});

describe("the history of an endpoint", () => {
  test("is the digest of its blocks' hashes", async () => {
    const hashes = truth.blocks.map(({ hash }) => hash);
    let read = 0;
    const digest = await readHistory(source, truth.blocks, (count) => {
      read = count;
    });
    expect(digest).toBe(digestOfHashes(hashes));
    expect(read).toBe(blocks);
    expect(await readHistory(source, [...truth.blocks].reverse())).toBe(digestOfHashes([...hashes].reverse()));
  });

  test("is not known where one block is not", async () => {
    expect(await readHistory(source, [...truth.blocks, { number: last + 1n }])).toBeNull();
    proxy.fail(goDown());
    expect(await readHistory(source, truth.blocks)).toBeNull();
  });
});

test("what is large is read in order", () => {
  expect(ascending(truth)).toBe(true);
  expect(ascending(truthOnRoll)).toBe(true);
});

function ascending({ blocks: read }: BallotRecord): boolean {
  return read.every(({ number }, place) => number > (read[place - 1]?.number ?? 0n));
}

function refuse(...methods: string[]): Fault {
  return async (request, forward) => {
    if (!methods.includes(request.method)) return forward();
    return { error: { code: -32601, message: "the method does not exist" } };
  };
}

function inCapitals(hash: string | undefined): Hash {
  return `0x${hash?.slice(2).toUpperCase() ?? ""}`;
}
