import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { generatePrivateKey } from "viem/accounts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { probeRelay } from "@/chain/probeRelay";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { startChain, type TestChain } from "../support/startChain";
import { handIn, type RunningRelay, startRelay } from "../support/startRelay";

const patience = { timeout: 20_000, interval: 200 };
let chain: TestChain;
let election: SigningElection;
let relay: RunningRelay;

beforeAll(async () => {
  chain = await startChain({ accounts: 10, blockTime: 1 });
  election = await createSigningElection(chain, inventSigners(2), { closesIn: 9000 });
  relay = await startRelay(chain, { environment: { RELAY_LONGEST_WAIT: "86400" } });
}, 60_000);
afterAll(async () => {
  await relay.stop();
  await chain.stop();
});

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Something that listens where a relay should. Returns its address. */
async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** Something that answers so at `GET /` and at `GET /health`. */
function answering(described: unknown, health: unknown): Promise<string> {
  return listen(({ url }, response) => {
    const body = url === "/health" ? health : described;
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
}

const wellDescribed = { name: "Recount relay", chains: [{ chainId: 31337, limits: { longestWait: 60 } }] };
const well = { state: "serves", longestWait: 60n, held: 0n, isChoosy: false, problems: [] };

test("a relay of the chain tells how long a ballot waits, and how many it holds", async () => {
  expect(await probeRelay(relay.url, 31337)).toEqual({ ...well, longestWait: 86_400n });
  expect((await handIn(relay, await signBallot(election, 0, "Ada"))).status).toBe(202);
  await expect.poll(() => probeRelay(`${relay.url}/`, 31337), patience).toMatchObject({ held: 1n });
});

test("a relay of another chain does not serve this one", async () => {
  expect(await probeRelay(relay.url, 10)).toEqual({ state: "otherChain" });
});

test("a relay without a coin says so", async () => {
  const poor = await startRelay(chain, { environment: { RELAY_PRIVATE_KEY: generatePrivateKey() } });
  await expect
    .poll(() => probeRelay(poor.url, 31337), patience)
    .toMatchObject({ state: "serves", problems: ["noFunds"] });
  await poor.stop();
});

test("a relay that serves some organisers alone says so", async () => {
  const choosy = await startRelay(chain, { environment: { RELAY_ORGANISERS: chain.accounts[0] } });
  expect(await probeRelay(choosy.url, 31337)).toMatchObject({ state: "serves", isChoosy: true });
  await choosy.stop();
});

test("a relay that was killed is silent", async () => {
  const killed = await startRelay(chain);
  await killed.kill();
  expect(await probeRelay(killed.url, 31337)).toEqual({ state: "silent" });
});

test("a relay that does not answer in time is silent", { timeout: 15_000 }, async () => {
  const url = await listen((_, response) => response.writeHead(200).write('{"name":'));
  expect(await probeRelay(url, 31337)).toEqual({ state: "silent" });
});

describe("a relay tells of itself and of its health:", () => {
  const health = (state: object, status = "degraded") => ({ status, chains: [{ chainId: 31337, held: 0, ...state }] });
  test.each<[string, unknown, unknown]>([
    ["all is well", health({ problemCodes: [] }, "ok"), well],
    [
      "each problem by its code",
      health({ problemCodes: ["storage", "chainUnreachable", "chainBehind", "feesAboveCeiling", "failed", "noFunds"] }),
      {
        ...well,
        problems: ["chainUnreachable", "chainBehind", "noFunds", "feesAboveCeiling", "failed", "storage"],
      },
    ],
    ["a code that is not known here", health({ problemCodes: ["<b>1</b>"] }), { ...well, problems: ["unnamed"] }],
    ["no codes at all", health({ problems: ["Send coin to 0x00."] }), { ...well, problems: ["unnamed"] }],
    ["a problem on another chain alone", health({ problemCodes: [] }), well],
    ["that it ends", health({ problemCodes: ["noFunds"] }, "stopping"), { ...well, problems: ["stopping", "noFunds"] }],
    ["that it ends, without codes", health({}, "stopping"), { ...well, problems: ["stopping"] }],
    ["nothing of this chain", { status: "ok", chains: [] }, { ...well, held: undefined, problems: ["untold"] }],
    ["a number that is none", health({ held: -1 }), { ...well, held: undefined, problems: ["untold"] }],
    ["a page in place of it", "<!doctype html>", { ...well, held: undefined, problems: ["untold"] }],
  ])("%s", async (_, said, probe) => {
    expect(await probeRelay(await answering(wellDescribed, said), 31337)).toEqual(probe);
  });

  test("only its health, where it is asked too often", async () => {
    const refusal = { error: { code: "tooMany", message: "Too many." } };
    const url = await answering(refusal, health({ problemCodes: [] }, "ok"));
    expect(await probeRelay(url, 31337)).toEqual({ ...well, longestWait: undefined });
  });

  test("nothing beyond its chains", async () => {
    const url = await answering({ chains: [{ chainId: 31337 }] }, health({ problemCodes: [] }, "ok"));
    expect(await probeRelay(url, 31337)).toEqual({ ...well, longestWait: undefined });
  });
});

test.each<[string, unknown]>([
  ["a page", "<!doctype html><h1>It works</h1>"],
  ["nothing", ""],
  ["a node's answer", { jsonrpc: "2.0", id: null, error: { code: -32700, message: "Parse error" } }],
  ["half an answer", '{"name":"Recount relay","chains":['],
  ["what does not end", `{"name":"${"a".repeat(1_000_000)}"`],
])("what answers with %s is no relay", async (_, body) => {
  expect(await probeRelay(await answering(body, body), 31337)).toEqual({ state: "broken" });
});
