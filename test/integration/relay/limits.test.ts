import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { getAbiItem, type PrivateKeyAccount, toFunctionSelector } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rollAbi } from "@/chain/generated/rollAbi";
import { type RelayConfiguration, readRelayConfiguration } from "@/relay/configuration";
import { type Relay, startRelay } from "@/relay/startRelay";
import { answerNull, holdAnswers, on } from "../../support/faults";
import { lieAbout } from "../../support/lies";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../../support/signBallots";
import { startChain, type TestChain } from "../../support/startChain";
import { type NodeProxy, startProxy } from "../../support/startProxy";
import { handIn, lookUp } from "../../support/startRelay";

// Relays in this process: real ones, each with a port and a file of its own.

let chain: TestChain;
let proxy: NodeProxy;
let voters: PrivateKeyAccount[];
let election: SigningElection;
let folder: string;
let elections = 0;
let files = 0;
const relays: Relay[] = [];

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  voters = inventSigners(12);
  folder = mkdtempSync(join(tmpdir(), "recount-relay-"));
  election = await createSigningElection(chain, voters);
});
beforeEach(async () => {
  elections += 1;
  const { roll } = election;
  election = await createSigningElection(chain, voters, { title: `Question ${elections}?`, roll });
});
afterEach(async () => {
  proxy.fail();
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
  rmSync(folder, { recursive: true });
});

/** Starts a relay that sends nothing, with these wishes. */
async function start(wishes: Partial<RelayConfiguration> = {}, lines?: string[]): Promise<Relay> {
  files += 1;
  const standard = readRelayConfiguration({ RELAY_LONGEST_WAIT: "86400", RELAY_MARGIN: "60" });
  const configuration = {
    ...standard,
    chains: [chain.configuration],
    port: { number: 0, isChosen: true },
    file: join(folder, `${files}.sqlite`),
    requestsPerMinute: 1_000_000,
    ...wishes,
  };
  const relay = await startRelay(configuration, lines && { write: (line) => void lines.push(line) });
  relays.push(relay);
  return relay;
}

/** What a relay answers to the ballot of that voter. */
async function give(relay: Relay, index: number, of = election): Promise<string> {
  const { body } = await handIn(relay, await signBallot(of, index, "Ada"));
  return body.error?.code ?? body.state ?? "";
}

describe("budgets", () => {
  test("an election has only so many ballots, and the one that is held is still answered", async () => {
    const relay = await start({ budgets: { election: 2, organiser: 10, total: 10 } });
    expect([await give(relay, 0), await give(relay, 1), await give(relay, 2)]).toEqual([
      "accepted",
      "accepted",
      "budgetSpent",
    ]);
    expect(await give(relay, 0)).toBe("accepted");
  });

  test("an organiser has only so many, whatever elections they put up; another one has their own", async () => {
    const relay = await start({ budgets: { election: 10, organiser: 2, total: 3 } });
    const { roll } = election;
    const second = await createSigningElection(chain, voters, { title: `More ${elections}?`, roll });
    const organiser = chain.accounts[1];
    const others = await createSigningElection(chain, voters, { title: `Ours ${elections}?`, roll, organiser });

    expect([await give(relay, 0), await give(relay, 0, second)]).toEqual(["accepted", "accepted"]);
    expect(await give(relay, 1, second)).toBe("budgetSpent");
    expect(await give(relay, 0, others)).toBe("accepted");
    expect(await give(relay, 1, others)).toBe("budgetSpent");
  });

  test("a relay may serve some organisers only", async () => {
    const [own, other] = [await start({ organisers: [chain.accounts[0]] }), await start({ organisers: [] })];
    expect([await give(own, 0), await give(other, 0)]).toEqual(["accepted", "budgetSpent"]);
  });

  test("a roll so long that reading it would hold everybody up is not read", async () => {
    const relay = await start({ chains: [{ ...chain.configuration, endpoints: [proxy.url] }] });
    // What a node says of a roll that nobody can afford to publish here.
    proxy.fail(lieAbout("size", () => 200_001n));
    expect(await give(relay, 0)).toBe("budgetSpent");
  });

  test("without coin no ballot is accepted", async () => {
    const relay = await start({ account: privateKeyToAccount(generatePrivateKey()) });
    expect(await give(relay, 0)).toBe("noFunds");
  });
});

describe("the chain", () => {
  test("whose nodes do not answer stops accepting, and what is held is still told", async () => {
    const relay = await start({ chains: [{ ...chain.configuration, endpoints: [proxy.url] }] });
    expect(await give(relay, 0)).toBe("accepted");
    proxy.fail(async () => {
      throw new Error("The line is cut.");
    });
    const elsewhere = await createSigningElection(chain, voters, { title: "Unread?", roll: election.roll });
    expect(await give(relay, 0, elsewhere)).toBe("chainUnreachable");
    expect(await give(relay, 0)).toBe("accepted");
    expect((await lookUp(relay, await signBallot(election, 0, "Ada"))).body.choice).toBe("Ada");

    proxy.fail();
    await expect.poll(() => give(relay, 0, elsewhere), { timeout: 10_000 }).toBe("accepted");
  });

  test("of which one of two nodes lies about the ballot box is not believed", async () => {
    const relay = await start({ chains: [{ ...chain.configuration, endpoints: [proxy.url, chain.url] }] });
    proxy.fail(lieAbout("box", (words) => words.map((word) => word + (1n << 248n))));
    expect(await give(relay, 0)).toBe("chainUnreachable");
  });

  test("is asked little for addresses that hold no election, however many ask", async () => {
    const relay = await start({ chains: [{ ...chain.configuration, endpoints: [proxy.url] }] });
    const ballot = await signBallot(election, 0, "Ada");
    const nowhere = { ...ballot, election: voters[0]?.address ?? ballot.election };
    const codes = await Promise.all(
      Array.from({ length: 200 }, async () => (await handIn(relay, nowhere)).body.error?.code),
    );
    expect(new Set(codes)).toEqual(new Set(["notGenuine"]));
    const sought = nowhere.election.slice(2).toLowerCase();
    const asked = proxy.requests.filter(({ params }) => JSON.stringify(params).toLowerCase().includes(sought));
    expect(asked.map(({ method }) => method)).toEqual(["eth_call", "eth_getCode"]);
  });

  test("is asked once for a roll, however many elections are on it", async () => {
    const other = await createSigningElection(chain, voters, { title: "On the same roll?", roll: election.roll });
    const relay = await start({ chains: [{ ...chain.configuration, endpoints: [proxy.url] }] });
    const before = proxy.requests.length;
    expect(await give(relay, 0)).toBe("accepted");
    expect(await give(relay, 0, other)).toBe("accepted");
    const selector = toFunctionSelector(getAbiItem({ abi: rollAbi, name: "voters" }));
    const asked = proxy.requests.slice(before).filter(({ params }) => JSON.stringify(params).includes(selector));
    expect(asked).toHaveLength(1);
  });

  test("is asked about so many unknown addresses at a time, and known elections are served meanwhile", async () => {
    const relay = await start({ chains: [{ ...chain.configuration, endpoints: [proxy.url] }] });
    const ballot = await signBallot(election, 0, "Ada");
    expect(await give(relay, 0)).toBe("accepted");
    const { fault, release } = holdAnswers();
    proxy.fail(fault);

    const refused: string[] = [];
    const strangers = inventSigners(100).map(async ({ address }) => {
      const { body } = await handIn(relay, { ...ballot, election: address });
      refused.push(body.error?.code ?? "");
    });
    await expect.poll(() => refused.length, { timeout: 10_000 }).toBe(67);
    expect(await give(relay, 1)).toBe("accepted");
    release();
    await Promise.all(strangers);
    expect(refused.filter((code) => code === "tooMany")).toHaveLength(67);
    expect(refused.filter((code) => code === "notGenuine")).toHaveLength(33);
  });
});

describe("whoever asks too much", () => {
  test("is told when to ask again; others are served, and so is whoever watches the relay", async () => {
    const relay = await start({ requestsPerMinute: 5, trustProxy: true });
    const ask = async (path: string, forwarded: string) => {
      const { status, headers } = await fetch(`${relay.url}${path}`, { headers: { "X-Forwarded-For": forwarded } });
      return { status, after: Number(headers.get("Retry-After")) };
    };
    for (let asked = 0; asked < 5; asked += 1) expect((await ask("/", "192.0.2.7")).status).toBe(200);
    const { status, after } = await ask("/nowhere", "192.0.2.7");
    expect(status).toBe(429);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThanOrEqual(60);

    expect((await ask("/", "192.0.2.8")).status).toBe(200);
    expect((await ask("/health", "192.0.2.7")).status).toBe(200);
    // What somebody else wrote before the proxy's own word is not believed.
    expect((await ask("/", "198.51.100.1, 192.0.2.7")).status).toBe(429);
  });

  test("cannot pass for somebody else where no proxy is trusted, nor by the other addresses of their network", async () => {
    const relay = await start({ requestsPerMinute: 5 });
    const statuses: number[] = [];
    for (let asked = 0; asked < 6; asked += 1) {
      const headers = { "X-Forwarded-For": `192.0.2.${asked}` };
      statuses.push((await fetch(relay.url, { headers })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);

    const proxied = await start({ requestsPerMinute: 5, trustProxy: true });
    for (let asked = 0; asked < 6; asked += 1) {
      const headers = { "X-Forwarded-For": `2001:db8:1:2::${asked}` };
      statuses.push((await fetch(proxied.url, { headers })).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("slow connections", () => {
  /** A connection that has sent this and then says nothing. */
  async function begin(relay: Relay, text: string): Promise<{ socket: Socket; closed: Promise<unknown> }> {
    const { hostname, port } = new URL(relay.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.resume();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await once(socket, "connect");
    socket.write(text);
    return { socket, closed };
  }

  test("are cut, whether they owe the head of a request or its body", async () => {
    const relay = await start();
    const owing = await Promise.all([
      begin(relay, ""),
      begin(relay, "POST /ballots HTTP/1.1\r\nHost: relay\r\n"),
      begin(
        relay,
        'POST /ballots HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\nContent-Length: 600\r\n\r\n{"kind"',
      ),
    ]);
    expect(await give(relay, 0)).toBe("accepted");
    await Promise.all(owing.map(({ closed }) => closed));
  });

  test("are told so, as is whoever speaks no HTTP, in the form of every other refusal", async () => {
    const relay = await start();
    const late = await begin(relay, "POST /ballots HTTP/1.1\r\nHost: relay\r\n");
    const strange = await begin(relay, "Good morning\r\n\r\n");
    const answers = await Promise.all([late, strange].map(({ socket }) => text(socket)));
    expect(answers.map((answer) => answer.split("\r\n")[0])).toEqual([
      "HTTP/1.1 408 Request Timeout",
      "HTTP/1.1 400 Bad Request",
    ]);
    expect(answers.map((answer) => JSON.parse(answer.split("\r\n\r\n")[1] ?? "").error.code)).toEqual([
      "tooMany",
      "malformed",
    ]);
    for (const answer of answers) expect(answer).toContain("\r\nAccess-Control-Allow-Origin: *\r\n");
  });

  test("shut nobody out, however many there are", async () => {
    const relay = await start({ connections: 10 });
    const slow = await Promise.all(Array.from({ length: 30 }, () => begin(relay, "POST /ballots HTTP/1.1\r\n")));
    for (const index of [0, 1, 2]) expect(await give(relay, index)).toBe("accepted");
    await Promise.all(slow.slice(0, 20).map(({ closed }) => closed));
    for (const { socket } of slow) socket.destroy();
  });
});

describe("the log", () => {
  test("grows by no line for whoever asks too much", async () => {
    const lines: string[] = [];
    const relay = await start({ requestsPerMinute: 5 }, lines);
    const ask = () => fetch(relay.url);
    for (let asked = 0; asked < 5; asked += 1) await ask();
    await expect.poll(() => lines.filter((line) => line.includes('"answered"')).length).toBe(5);
    for (let asked = 0; asked < 5; asked += 1) expect((await ask()).status).toBe(429);
    // The next line that is written stands directly behind those five.
    await fetch(`${relay.url}/health`);
    const routes = () => lines.flatMap((line) => (line.includes('"answered"') ? [JSON.parse(line).route] : []));
    await expect.poll(routes).toEqual(["/", "/", "/", "/", "/", "/health"]);
  });

  test("holds what happened, and nothing about who it was", async () => {
    const lines: string[] = [];
    // By another name than that of whoever asks the relay.
    const endpoints = [`http://localhost:${new URL(proxy.url).port}/v3/keyofthenode`];
    const relay = await start({ chains: [{ ...chain.configuration, endpoints }], trustProxy: true }, lines);
    const begun = lines.length;
    const ballot = await signBallot(election, 5, "Grace");
    await handIn(relay, ballot);
    await handIn(relay, { ...ballot, index: 6 });
    await lookUp(relay, ballot);
    await fetch(`${relay.url}/nowhere/${ballot.voter}`, { headers: { "X-Forwarded-For": "192.0.2.99" } });
    proxy.fail(answerNull());
    await chain.node.mine({ blocks: 1 });
    const elsewhere = await createSigningElection(chain, voters, { title: "Unread?", roll: election.roll });
    await handIn(relay, await signBallot(elsewhere, 6, "Ada"));

    const own = lines.slice(begun);
    const answered = own.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "answered");
    expect(answered.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
      "POST /ballots 202",
      "POST /ballots 422",
      "GET /ballots/:chainId/:election/:index 200",
      "GET none 404",
      "POST /ballots 503",
    ]);
    expect(own.join("")).toContain("chainUnreachable");
    const text = own.join("").toLowerCase();
    for (const personal of [
      "Grace",
      "Ada",
      "192.0.2.99",
      "127.0.0.1",
      ...voters.map(({ address }) => address.slice(2)),
    ]) {
      expect(text).not.toContain(personal.toLowerCase());
    }
    expect(text).not.toContain(ballot.signature.slice(2, 40));
    expect(text).toContain("/… answers");
    expect(text).not.toContain("keyofthenode");
    expect(text).not.toContain(`${election.address}/5`.toLowerCase());
  });
});

describe("stopping", () => {
  test("finishes what is being judged, refuses what comes, and keeps what was accepted", async () => {
    const file = join(folder, "stopped.sqlite");
    const relay = await start({ file, chains: [{ ...chain.configuration, endpoints: [proxy.url] }] });
    const [first, second] = [await signBallot(election, 0, "Ada"), await signBallot(election, 1, "Grace")];
    const { fault, release } = holdAnswers();
    // The door alone asks for it: whoever delivers has nothing under way.
    proxy.fail(on(["eth_blockNumber"], fault));
    const before = proxy.requests.length;
    const judging = handIn(relay, first);
    // The election is looked for.
    const isSought = () => proxy.requests.slice(before).some(({ method }) => method === "eth_blockNumber");
    await expect.poll(isSought, { timeout: 10_000 }).toBe(true);

    const stopped = relay.stop();
    // For as long as the first one takes.
    for (let times = 0; times < 20; times += 1) {
      expect((await handIn(relay, second)).body.error?.code).toBe("stopping");
    }
    release();
    expect((await judging).status).toBe(202);
    await stopped;
    await expect(fetch(relay.url)).rejects.toThrow();

    const successor = await start({ file });
    expect((await lookUp(successor, first)).body).toEqual({ state: "accepted", choice: "Ada" });
    expect((await lookUp(successor, second)).status).toBe(404);
  });
});
