import { type Address, numberToHex, zeroAddress } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckName } from "@/recount/check";
import {
  answerGibberish,
  answerHtml,
  answerNothing,
  answerNull,
  answerStatus,
  answerTruncated,
  holdAnswers,
  on,
  refuse,
} from "../support/faults";
import { holdOnRoll, holdPoll } from "../support/holdElection";
import { behindAt, changeLogs, changeProof, lieAbout } from "../support/lies";
import { failedIn, type Liars, startLiars } from "../support/recountLiars";
import { type Fault, goDown, refuseLogsOver } from "../support/startProxy";

// A node that fails contradicts nobody: beside an honest one nothing may come out as a conflict, and no other tally.

let liars: Liars;
let elections: { address: Address; ballots: bigint }[];

beforeAll(async () => {
  liars = await startLiars();
  const { address } = await holdOnRoll(liars.chain, { sent: 2, relayed: 4 });
  elections = [
    { address, ballots: 6n },
    { address: await holdPoll(liars.chain, 3), ballots: 3n },
  ];
});
afterAll(() => liars.stop());

const faults: Record<string, () => Fault> = {
  "asks to be left alone": () => answerStatus(429),
  "asks to be left alone for a minute": () => answerStatus(429, { "Retry-After": "60" }),
  "has an error of its own": () => answerStatus(500),
  "refuses everything": () => refuse(-32601, "the method does not exist"),
  "answers with a page": () => answerHtml(),
  "answers null": () => answerNull(),
  "answers with nothing": () => answerNothing(),
  "breaks off": () => answerTruncated(),
  "answers with gibberish": () => answerGibberish(),
  "is down": () => goDown(),
};

/** What a reader needs of all that; the others are asked for the block first. */
const large = ["eth_getLogs", "eth_getProof", "eth_getCode", "eth_getBlockReceipts", "eth_getTransactionByHash"];

describe.each(Object.entries(faults))("a node that %s", (_, fault) => {
  test.each([
    ["first", (faulty: Fault) => [faulty, undefined] as const],
    ["second", (faulty: Fault) => [undefined, faulty] as const],
  ])("and is asked %s, leaves the result to the other one", async (_, at) => {
    for (const { address, ballots } of elections) {
      const recount = await liars.recount(address, at(fault()));
      expect(failedIn(recount)).toEqual([]);
      expect(["consistent", "incomplete"]).toContain(recount.answer);
      expect(recount.tally?.ballots).toBe(ballots);
    }
  });

  test("where it is asked for what is large, leaves that to the other one", async () => {
    for (const { address, ballots } of elections) {
      const recount = await liars.recount(address, [on(large, fault()), undefined]);
      expect(failedIn(recount)).toEqual([]);
      expect(recount.tally?.ballots).toBe(ballots);
    }
  });
});

test("nodes that give no more than a few blocks' logs at a time prove the same", async () => {
  for (const { address, ballots } of elections) {
    const recount = await liars.recount(address, refuseLogsOver(3n));
    expect(recount.answer).toBe("proven");
    expect(recount.tally?.ballots).toBe(ballots);
  }
});

test("a node that lies a few blocks behind contradicts nobody", async () => {
  const { number } = await liars.chain.node.getBlock();
  await liars.chain.node.mine({ blocks: 3 });
  for (const { address, ballots } of elections) {
    const recount = await liars.recount(address, [behindAt(number), undefined]);
    expect(failedIn(recount)).toEqual([]);
    expect(recount.tally?.ballots).toBe(ballots);
  }
});

/** What no node has ever answered. */
const garbage: readonly unknown[] = [[], {}, 42, true, "text", [[], null, {}, "0x"], `0x${"00".repeat(64)}`, "0x0"];

test.each(["eth_chainId", "eth_getBlockByNumber", ...large])(
  "garbage in place of %s throws nothing",
  async (method) => {
    const [onRoll] = elections;
    for (const result of garbage) {
      const fault: Fault = async (request, forward) => (request.method === method ? { result } : forward());
      const recount = await liars.recount(onRoll?.address ?? zeroAddress, [fault, undefined]);
      // What is no id is not another chain's.
      expect(failedIn(recount)).not.toContain("agreement");
      if (failedIn(recount).length === 0) expect(recount.tally?.ballots).toBe(onRoll?.ballots);
      else expect(recount.answer).toBe("conflict");
    }
  },
);

const most = 2n ** 64n - 1n;

test.each<[what: string, lie: Fault]>([
  ["a roll without an end", lieAbout("size", () => most)],
  ["a roll of nobody", lieAbout("size", () => 0n)],
  ["no candidates", lieAbout("details", ([title, text]) => [title, text, []] as const)],
  [
    "the same candidate over and over",
    lieAbout("details", ([title, text]) => [title, text, Array(300).fill("Ada")] as const),
  ],
  ["counters without an end", lieAbout("results", () => [[], Array(5_000).fill(most), most] as const)],
  ["no ballot box", lieAbout("box", () => [])],
  ["a ballot box without an end", lieAbout("box", () => Array(50_000).fill(0n))],
  ["a creation to come", lieAbout("createdAt", () => most)],
  ["an end before the beginning", lieAbout("closes", () => 0n)],
  ["logs without an end", changeLogs((logs) => logs.map((log) => ({ ...log, logIndex: numberToHex(most) })))],
  ["proofs without a node", changeProof(() => ({ accountProof: [], storageProof: [] }))],
])("%s throws nothing, and leads to no other tally", async (_, lie) => {
  const [onRoll] = elections;
  for (const faults of [lie, [lie, undefined]] as const) {
    const { answer, tally } = await liars.recount(onRoll?.address ?? zeroAddress, faults);
    expect(tally?.ballots).toBe(answer === "conflict" ? undefined : onRoll?.ballots);
  }
});

test.each<[what: string, methods: string[], by: CheckName]>([
  ["logs", ["eth_getLogs"], "history"],
  ["proofs", ["eth_getProof"], "state"],
  ["codes", ["eth_getCode"], "roll"],
  ["receipts", ["eth_getBlockReceipts", "eth_getTransactionReceipt"], "history"],
  ["transactions", ["eth_getTransactionByHash"], "signatures"],
])("where no node gives %s, that is what cannot be checked", async (_, methods, by) => {
  const [onRoll] = elections;
  const recount = await liars.recount(onRoll?.address ?? zeroAddress, on(methods, refuse(-32601, "unknown method")));
  expect(failedIn(recount)).toEqual([]);
  expect(recount.findings).toContainEqual(expect.objectContaining({ check: by, state: "unknown" }));
  expect(recount.answer).toBe("incomplete");
  expect(recount.tally?.ballots).toBe(onRoll?.ballots);
});

test("a node that never answers leaves the result to the other one", async () => {
  const [onRoll] = elections;
  const { fault, release } = holdAnswers();
  const recount = await liars.recount(onRoll?.address ?? zeroAddress, [fault, undefined]);
  release();
  expect(failedIn(recount)).toEqual([]);
  expect(["consistent", "incomplete"]).toContain(recount.answer);
  expect(recount.tally?.ballots).toBe(onRoll?.ballots);
});

test("a node that stops answering half-way leaves the rest to the other one", async () => {
  const [onRoll] = elections;
  const { fault, release } = holdAnswers();
  const recount = await liars.recount(onRoll?.address ?? zeroAddress, [on(large, fault), undefined]);
  release();
  expect(failedIn(recount)).toEqual([]);
  expect(recount.tally?.ballots).toBe(onRoll?.ballots);
});
