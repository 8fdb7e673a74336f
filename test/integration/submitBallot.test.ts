import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { RelayError } from "@/chain/askRelay";
import { lookUpBallot, submitBallot } from "@/chain/submitBallot";
import type { SignedBallot } from "@/election/signedBallot";

const ballot: SignedBallot = {
  chainId: 31337,
  election: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  voter: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  index: 4,
  choice: "Ada — plot 12",
  signedBy: "key",
  signature: `0x${"ab".repeat(64)}`,
};

let server: Server | undefined;
afterEach(async () => {
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

function answering(status: number, body: unknown): Promise<string> {
  return listen((_, response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
}

async function troubleOf(asked: Promise<unknown>) {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof RelayError ? error.trouble : error;
}

test("a ballot is handed in as its file, to the relay's own address, with or without a slash", async () => {
  const asked: unknown[] = [];
  const url = await listen(async (request, response) => {
    asked.push([request.method, request.url, request.headers["content-type"], await json(request)]);
    response.writeHead(202).end(JSON.stringify({ state: "accepted", more: 1 }));
  });
  expect(await submitBallot(url, ballot)).toEqual({ state: "accepted" });
  expect(await submitBallot(`${url}/`, ballot)).toEqual({ state: "accepted" });
  expect(await submitBallot(`${url}/under`, ballot)).toEqual({ state: "accepted" });
  const { signedBy: _, ...fields } = ballot;
  const file = { kind: "recount-ballot", version: 1, ...fields };
  expect(asked).toEqual([
    ["POST", "/ballots", "application/json", file],
    ["POST", "/ballots", "application/json", file],
    ["POST", "/under/ballots", "application/json", file],
  ]);
});

test("what became of a ballot is asked by its election and its voter's place", async () => {
  const asked: unknown[] = [];
  const url = await listen((request, response) => {
    asked.push([request.method, request.url]);
    response.end(JSON.stringify({ state: "inBlock", choice: "Ada", block: "12", transaction: "0x00" }));
  });
  expect(await lookUpBallot(url, ballot)).toEqual({ state: "inBlock", choice: "Ada" });
  expect(asked).toEqual([["GET", `/ballots/31337/${ballot.election}/4`]]);
});

test("a ballot that a relay does not know of is none", async () => {
  expect(await lookUpBallot(await answering(404, ""), ballot)).toBeUndefined();
});

test.each(["alreadyVoted", "budgetSpent", "otherBallotHeld", "tooMany", "stopping", "failed"])(
  "a refusal is known by its code: %s",
  async (code) => {
    const url = await answering(code === "stopping" ? 503 : 409, { error: { code, message: "<b>No</b>" } });
    expect(await troubleOf(submitBallot(url, ballot))).toBe(code);
    expect(await troubleOf(lookUpBallot(url, ballot))).toBe(code);
  },
);

describe("what is no answer is called nonsense:", () => {
  const html = "<!doctype html><h1>502 Bad Gateway</h1>";
  test.each<[string, number, unknown]>([
    ["a page", 200, html],
    ["a gateway's page", 502, html],
    ["nothing", 202, ""],
    ["another object", 200, { ok: true }],
    ["a state of its own", 202, { state: "counted" }],
    ["a code of its own", 400, { error: { code: "no", message: "No." } }],
    ["an error without a code", 500, { error: "no" }],
    ["half an answer", 202, '{"state":"acc'],
    ["what does not end", 202, `{"state":"accepted","more":"${"a".repeat(1_000_000)}"}`],
  ])("%s", async (_, status, body) => {
    expect(await troubleOf(submitBallot(await answering(status, body), ballot))).toBe("nonsense");
  });
});

describe("no answer:", () => {
  test("where nothing listens", async () => {
    const url = await answering(200, "");
    server?.close();
    expect(await troubleOf(submitBallot(url, ballot))).toBe("unreachable");
  });

  test("where the line is cut in the middle", async () => {
    const url = await listen((_, response) => {
      response.writeHead(202, { "Content-Length": "100" }).write('{"state":');
      setImmediate(() => response.destroy());
    });
    expect(await troubleOf(submitBallot(url, ballot))).toBe("unreachable");
  });

  test("where it sends elsewhere, and nothing is handed in there", async () => {
    const asked: unknown[] = [];
    const url = await listen((request, response) => {
      asked.push(request.url);
      response.writeHead(307, { Location: "/elsewhere" }).end();
    });
    expect(await troubleOf(submitBallot(url, ballot))).toBe("unreachable");
    expect(asked).toEqual(["/ballots"]);
  });

  test("where the answer does not come to its end in time", { timeout: 20_000 }, async () => {
    const url = await listen((_, response) => response.writeHead(202).write('{"state":'));
    expect(await troubleOf(submitBallot(url, ballot))).toBe("slow");
  });

  test("where nobody waits for it any longer", async () => {
    const abort = new AbortController();
    const url = await listen(() => abort.abort(new Error("left")));
    expect(await troubleOf(submitBallot(url, ballot, abort.signal))).toEqual(new Error("left"));
  });
});
