import { once } from "node:events";
import { createServer } from "node:http";
import { createClient, encodeAbiParameters, http, TimeoutError } from "viem";
import { getBlockNumber } from "viem/actions";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ChainConfiguration } from "@/chain/configuration";
import { endInTime } from "@/chain/endInTime";
import { parseEvidence } from "@/recount/parseEvidence";
import { writeEvidence } from "@/recount/writeEvidence";
import { holdOnRoll, holdPoll } from "../support/holdElection";
import { outcome, recountElection } from "../support/recountElection";
import { runRecount } from "../support/runRecount";
import type { SigningElection } from "../support/signBallots";
import { startChain, type TestChain } from "../support/startChain";
import { change, type Fault, type NodeProxy, startProxy } from "../support/startProxy";

// A node that would rather break the recount than mislead it: whatever it answers, the other node's answers are counted,
// and where there is no other, the command ends with words.

let chain: TestChain;
let hostile: NodeProxy;
let configuration: ChainConfiguration;
let onRoll: SigningElection;

beforeAll(async () => {
  chain = await startChain();
  hostile = await startProxy(chain.url);
  // It is asked first wherever one is enough.
  configuration = { ...chain.configuration, endpoints: [hostile.url, chain.url] };
  onRoll = await holdOnRoll(chain, { sent: 2, relayed: 2 });
});
beforeEach(() => hostile.fail());
afterAll(async () => {
  await hostile.stop();
  await chain.stop();
});

/** The call of `details()`, whose answer holds 3,000 names at one place: together they are 12 GB of text. */
const detailsCall = "0x565974d3";

function manyNames(): Fault {
  const name = `0x${"41".repeat(2_000_000)}` as const;
  const list = encodeAbiParameters([{ type: "bytes" }, { type: "bytes" }, { type: "bytes[]" }], ["0x41", "0x", [name]]);
  // The list: its length, then each name's place behind that; there is one, behind 3,000 places.
  const [head, places] = [list.slice(0, 2 + 64 * 6), 3_000];
  const word = (number: number) => number.toString(16).padStart(64, "0");
  const from = list.indexOf(word(1), 2 + 64 * 5);
  const body = word(places) + word(32 * places).repeat(places) + list.slice(from + 128);
  return change<string>("eth_call", (answer, { params }) => {
    const [{ data }] = params as [{ data: string }];
    return data.startsWith(detailsCall) ? head.slice(0, from) + body : answer;
  });
}

const allPass = { agreement: "passed", header: "passed", origin: "passed", roll: "passed", ballots: "passed" };

test.each<[string, () => Fault]>([
  ["names without number, all at one place", manyNames],
  ["a chunk of megabytes", () => change("eth_getCode", () => `0x00${"41".repeat(3_000_000)}`)],
  ["a chunk with half a byte", () => change<string>("eth_getCode", (code) => code.slice(0, -1))],
  [
    "a header of a thousand fields",
    () =>
      change("eth_getBlockByHash", (block) => ({
        ...Object(block),
        ...Object.fromEntries(Array.from({ length: 1_000 }, (_, place) => [`field${place}`, "0x1"])),
      })),
  ],
])("%s: what the other node says is counted", async (_, fault) => {
  hostile.fail(fault());
  const { evidence, recount } = await recountElection(configuration, onRoll.address);
  expect(recount.answer).toBe("consistent");
  expect(outcome(recount)).toMatchObject(allPass);
  expect(parseEvidence(writeEvidence(evidence))).toEqual(evidence);
});

test.each<[string, object]>([
  ["no number", { number: null }],
  ["no time", { timestamp: null }],
  ["a number below zero", { number: "-5" }],
  ["a time above 256 bits", { timestamp: `0x${"f".repeat(65)}` }],
])("a newest block with %s is none", async (_, field) => {
  hostile.fail(
    change("eth_getBlockByNumber", (block, { params: [tag] }) =>
      tag === "latest" ? { ...Object(block), ...field } : block,
    ),
  );
  const { evidence, recount } = await recountElection(configuration, onRoll.address);
  expect(evidence.endpoints[0]).toMatchObject({ newest: null, final: null });
  expect(recount.answer).toBe("consistent");
  expect(parseEvidence(writeEvidence(evidence))).toEqual(evidence);
});

test("an answer that begins and does not end is given up", async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write('{"jsonrpc":"2.0","id":1,"result":"0x');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const client = createClient({ transport: endInTime(http(url, { retryCount: 0 }), 50) });
  const error = await getBlockNumber(client).catch((error: unknown) => error);
  server.closeAllConnections();
  server.close();
  expect(error).toMatchObject({ name: "TimeoutError" });
  expect(error).toBeInstanceOf(TimeoutError);
});

/** What a terminal would obey. */
const obeyed = /(?!\n)\p{Cc}/u;

describe("the only node that is asked", () => {
  test.each<[string, () => Fault]>([
    [
      "refuses in words that a terminal would obey",
      () => refuseWith({ code: -32000, message: "\u001b[2J\u009b31mno" }),
    ],
    ["reverts with such words", () => refuseWith({ code: 3, message: "execution reverted: \u001b[2J", data: "0x" })],
    ["gives what is no answer", () => change("eth_call", () => "0x1234")],
    ["gives names without number", manyNames],
    ["gives no texts", () => change("eth_call", () => ({ "\u001b[2J": "\u001b[2J" }))],
  ])("%s", async (_, fault) => {
    const poll = await holdPoll(chain, 1);
    hostile.fail(fault());
    const { code, report, told } = await runRecount(poll, "--rpc", `${hostile.url}/a-secret-key`);
    expect(code).toBe(2);
    expect(report).toBe("");
    expect(told).not.toMatch(obeyed);
    expect(told).not.toContain("a-secret-key");
    expect(told).not.toContain("    at ");
  });
});

function refuseWith(error: { code: number; message: string; data?: unknown }): Fault {
  return async (request, forward) => (request.method === "eth_call" ? { error } : forward());
}
