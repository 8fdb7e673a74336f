import { type Address, type Hex, zeroHash } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChainConfiguration } from "@/chain/configuration";
import { explainError } from "@/chain/explainError";
import { type ElectionList, listElections } from "@/chain/listElections";
import { createNode, type Node } from "@/chain/node";
import { CountConflictError, readCount } from "@/chain/readCount";
import { NotAnElectionError, readElection } from "@/chain/readElection";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { type Head, readHead, watchHead } from "@/chain/watchHead";
import { candidateId, type Election } from "@/election/election";
import { words } from "@/words/words";
import {
  answerGibberish,
  answerHtml,
  answerNothing,
  answerNull,
  answerStatus,
  answerTruncated,
  answerWrongId,
  atFirst,
  holdAnswers,
  limitRange,
  limitResults,
  on,
  providers,
  refuse,
  together,
} from "../support/faults";
import { behindAt, changeLastLog, changeLogs, forkedAfter, lieAbout, onChain } from "../support/lies";
import { castInBlock, createElection, startChain, type TestChain } from "../support/startChain";
import { type Fault, goDown, type NodeProxy, startProxy } from "../support/startProxy";

/** What a reader may give under a fault: the truth, a sentence of `words.errors`, or that it was misled. Nothing else. */
type Verdict = "truth" | "conflict" | "unrecognised" | keyof typeof words.errors;
type Reader = "head" | "election" | "count" | "ownBallot" | "list";
/** A name, the fault, and the verdict of each reader that does not give the truth, or of all. */
type Case = [name: string, fault: () => Fault, verdicts: Verdict | Partial<Record<Reader, Verdict>>];

let chain: TestChain;
let first: NodeProxy;
let second: NodeProxy;
let address: Address;
let creation: bigint;
let head: Head;
let election: Election;
let truth: Record<Reader, unknown>;

// Nothing is mined after this: the truth stays the same.
beforeAll(async () => {
  chain = await startChain();
  first = await startProxy(chain.url);
  second = await startProxy(chain.url);
  address = await createElection(chain);
  creation = await chain.node.getBlockNumber();
  const choices = ["Ada", "Grace", "Ada", "Ada", "Grace", "Ada"];
  for (const [index, choice] of choices.entries()) {
    await castInBlock(chain, address, chain.accounts[index] ?? "0x", choice);
  }
  const honest = nodeAt(first);
  head = await readHead(honest, 64);
  election = await readElection(honest, 31337, address, head.number);
  truth = await readAll(honest);
});
beforeEach(() => {
  for (const proxy of [first, second]) proxy.fail();
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await first.stop();
  await second.stop();
  await chain.stop();
});

function configured(...proxies: NodeProxy[]): ChainConfiguration {
  return { ...chain.configuration, endpoints: proxies.map(({ url }) => url) };
}

function nodeAt(...proxies: NodeProxy[]): Node {
  return createNode(configured(...proxies));
}

/** What every reader of the page gives: its value, or its error. */
async function readAll(node: Node): Promise<Record<Reader, unknown>> {
  const [newest, found, count, ownBallot, list] = await Promise.all(
    [
      readHead(node, 64).then((read) => ({ ...read, seenAt: 0 })),
      readElection(node, 31337, address, head.number),
      readCount(node, election, creation, head).then(({ tally, ballots }) => ({ tally, ballots })),
      readOwnBallot(node, address, chain.accounts[1], head.hash),
      listElections(node, 31337, head, 10n),
    ].map((reading: Promise<unknown>) => reading.catch((error: unknown) => error)),
  );
  return { head: newest, election: found, count, ownBallot, list };
}

/** What became of a reading; a wrong value is told as it is. */
function judge(reader: Reader, given: unknown): unknown {
  if (given instanceof CountConflictError) return "conflict";
  if (given instanceof NotAnElectionError) return given.reason;
  if (given instanceof Error) {
    const sentence = explainError(given);
    return Object.entries(words.errors).find(([, text]) => text === sentence)?.[0];
  }
  if (reader === "list" && isUnrecognised(given as ElectionList)) return "unrecognised";
  try {
    expect(given).toEqual(truth[reader]);
    return "truth";
  } catch {
    return given;
  }
}

/** Whether a list names an address but shows no election there. */
function isUnrecognised({ elections, unrecognised }: ElectionList): boolean {
  return elections.length === 0 && unrecognised.length > 0;
}

function judgeAll(given: Record<Reader, unknown>): Record<Reader, unknown> {
  const { head, election, count, ownBallot, list } = given;
  return {
    head: judge("head", head),
    election: judge("election", election),
    count: judge("count", count),
    ownBallot: judge("ownBallot", ownBallot),
    list: judge("list", list),
  };
}

const allTrue: Record<Reader, Verdict> = {
  head: "truth",
  election: "truth",
  count: "truth",
  ownBallot: "truth",
  list: "truth",
};

function expected(verdicts: Case[2]): Record<Reader, Verdict> {
  if (typeof verdicts === "object") return { ...allTrue, ...verdicts };
  return { head: verdicts, election: verdicts, count: verdicts, ownBallot: verdicts, list: verdicts };
}

const stranger: Address = "0x00000000000000000000000000000000000057a9";

function inventVotes([ids, counts, ballots]: readonly [readonly Hex[], readonly bigint[], bigint]) {
  return [ids, counts.map((count) => count + 1n), ballots + 2n] as const;
}

const calls = { election: "nodeRefused", count: "nodeRefused", ownBallot: "nodeRefused", list: "nodeRefused" } as const;
const rateLimit = "Your app has exceeded its compute units per second capacity.";

/** How a node fails. Where there is another one, it serves. */
const failures: Case[] = [
  ["cuts the line", goDown, "unreachable"],
  ["answers 500", () => answerStatus(500), "nodeRefused"],
  ["answers 502", () => answerStatus(502), "nodeRefused"],
  ["answers 503", () => answerStatus(503), "nodeRefused"],
  ["answers 429", () => answerStatus(429), "nodeRefused"],
  ["answers 429 and asks to be left alone", () => answerStatus(429, { "Retry-After": "10" }), "nodeRefused"],
  ["says with HTTP 200 that a limit is exceeded", () => refuse(-32005, "limit exceeded"), "nodeRefused"],
  ["says so in Alchemy's code", () => refuse(429, rateLimit), "nodeRefused"],
  ["says so in QuickNode's code", () => refuse(-32007, "50/second request limit reached"), "nodeRefused"],
  ["says so of the newest final block alone", () => onFinalized(refuse(429, rateLimit)), { head: "nodeRefused" }],
  ["gives up by itself", () => refuse(-32002, "request timed out"), "timeout"],
  ["does not answer", () => holdAnswers().fault, "timeout"],
  ["answers with a page of HTML", answerHtml, "nodeRefused"],
  ["breaks off", answerTruncated, "nodeRefused"],
  ["answers with nothing", answerNothing, "nodeRefused"],
  ["answers with null", answerNull, "nodeRefused"],
  ["answers calls with null", () => on(["eth_call"], answerNull()), calls],
  ["answers calls with gibberish", () => on(["eth_call"], answerGibberish()), calls],
  ["gives no logs", () => on(["eth_getLogs"], answerNull()), { count: "nodeRefused" }],
  [
    "refuses to search logs at all",
    () => on(["eth_getLogs"], refuse(-32601, "no such method")),
    { count: "nodeRefused" },
  ],
  ["cuts the line for logs", () => on(["eth_getLogs"], goDown()), { count: "unreachable" }],
  ["belongs to another chain", () => onChain(1), "otherChain"],
];

/** How a node lies. Where there is another one, the count is right or it is a conflict. */
const lies: Case[] = [
  ["leaves a log out", () => changeLogs((logs) => logs.slice(1)), { count: "conflict" }],
  ["leaves every log out", () => changeLogs(() => []), { count: "conflict" }],
  [
    "gives a log to another candidate",
    () =>
      changeLastLog(({ topics: [event, voter], ...log }) => ({ ...log, topics: [event, voter, candidateId("Grace")] })),
    { count: "conflict" },
  ],
  [
    "gives a log to another contract",
    () => changeLastLog((log) => ({ ...log, address: stranger })),
    { count: "conflict" },
  ],
  [
    "gives a log another meaning",
    () => changeLastLog((log) => ({ ...log, topics: [zeroHash, log.topics[1], log.topics[2]] })),
    { count: "conflict" },
  ],
  ["says that a log was removed", () => changeLastLog((log) => ({ ...log, removed: true })), { count: "conflict" }],
  [
    "moves a log beyond what was asked for",
    () => changeLastLog((log) => ({ ...log, blockNumber: "0xffffff" })),
    { count: "conflict" },
  ],
  [
    "gives a voter a second ballot",
    () => changeLogs((logs) => [...logs, ...logs.slice(0, 1).map((log) => ({ ...log, logIndex: "0x63" as const }))]),
    { count: "conflict" },
  ],
];

const forged = { election: "unrecognised", list: "unrecognised" } as const;

/** How a node lies about a contract, which another node does not mend: no figure is shown. */
const forgeries: Case[] = [
  ["invents votes", () => lieAbout("results", inventVotes), { count: "conflict" }],
  ["names another organiser", () => lieAbout("organiserOf", () => stranger), forged],
  ["moves the opening", () => lieAbout("opens", (opens) => opens - 1n), forged],
  ["moves the close", () => lieAbout("closes", (closes) => closes + 3600n), forged],
];

/** What is no fault in the end: the truth is found all the same. */
const hindrances: Case[] = [
  ["gives every log twice", () => changeLogs((logs) => [...logs, ...logs]), {}],
  ["gives logs in no order", () => changeLogs((logs) => logs.toReversed()), {}],
  [
    "gives logs of other contracts and other blocks as well",
    () =>
      changeLogs((logs) => [
        ...logs,
        ...logs.map((log) => ({ ...log, address: stranger, logIndex: "0x61" as const })),
        ...logs.map((log) => ({ ...log, blockNumber: "0x1" as const, logIndex: "0x62" as const })),
      ]),
    {},
  ],
  ["mistakes the number of a request", answerWrongId, {}],
  ["fails at first, whatever it is asked", () => atFirst(answerStatus(503)), {}],
  ["gives no more than three logs at once", () => limitResults(3), {}],
  ...providers.map((name): Case => [`limits the range of logs as ${name} does`, () => limitRange(name, 2n), {}]),
  [
    "does several of these at once",
    () =>
      together(
        limitResults(2),
        limitRange("Ankr", 4n),
        changeLogs((logs) => logs.toReversed()),
      ),
    {},
  ],
];

describe("where the only node", () => {
  test.each([...failures, ...lies, ...forgeries, ...hindrances])(
    "%s: the truth, or why not; and the truth once it ends",
    async (_, fault, verdicts) => {
      const node = nodeAt(first);
      first.fail(fault());
      expect(judgeAll(await readAll(node))).toEqual(expected(verdicts));

      first.fail();
      // What a node asked for has passed by then; nothing else depends on the clock.
      vi.useFakeTimers({ toFake: ["Date"] });
      vi.setSystemTime(Date.now() + 10_000);
      expect(judgeAll(await readAll(node))).toEqual(allTrue);
    },
  );

  test("lies behind: nothing of the newer block, rather than of an older one", async () => {
    first.fail(behindAt(head.number - 2n));
    const { head: older, ...others } = judgeAll(await readAll(nodeAt(first)));
    expect(older).toMatchObject({ number: head.number - 2n });
    expect(others).toEqual({
      election: "nodeRefused",
      count: "nodeRefused",
      ownBallot: "nodeRefused",
      list: "nodeRefused",
    });
  });

  test("is on a fork: nothing of a block that it does not hold", async () => {
    first.fail(forkedAfter(head.number - 2n));
    const { count, ownBallot } = judgeAll(await readAll(nodeAt(first)));
    expect({ count, ownBallot }).toEqual({ count: "nodeRefused", ownBallot: "nodeRefused" });
  });
});

describe("where the first of two nodes", () => {
  test.each(failures)("%s, the second serves", async (_, fault) => {
    first.fail(fault());
    expect(judgeAll(await readAll(nodeAt(first, second)))).toEqual(allTrue);
  });

  test.each(lies)("%s, the second sets the record right", async (_, fault) => {
    first.fail(fault());
    expect(judgeAll(await readAll(nodeAt(first, second)))).toEqual(allTrue);
  });

  test.each(forgeries)("%s, neither is believed", async (_, fault, verdicts) => {
    first.fail(fault());
    expect(judgeAll(await readAll(nodeAt(first, second)))).toEqual(expected(verdicts));
  });

  test("lies behind, the second serves what the first does not know", async () => {
    first.fail(behindAt(head.number - 2n));
    const { head: older, ...others } = judgeAll(await readAll(nodeAt(first, second)));
    expect(older).toMatchObject({ number: head.number - 2n });
    expect(others).toEqual({ election: "truth", count: "truth", ownBallot: "truth", list: "truth" });
  });
});

/** All that keep a head from being read, but for a node that asks to be left alone for longer. */
const outages = failures.filter(
  ([name, _, verdicts]) => expected(verdicts).head !== "truth" && !name.includes("left alone"),
);

describe("a watcher says why it hears nothing, and hears again within five seconds, where the node", () => {
  test.concurrent.each(outages)("%s", async (_, fault, verdicts) => {
    const proxy = await startProxy(chain.url);
    const configuration = configured(proxy);
    const heads: Head[] = [];
    const verdict = new Set<unknown>();
    proxy.fail(fault());
    const stop = watchHead(
      configuration,
      createNode(configuration),
      (told) => heads.push(told),
      (error) => verdict.add(judge("head", error)),
    );
    await vi.waitFor(() => expect(verdict).toEqual(new Set([expected(verdicts).head])), { timeout: 20_000 });
    expect(heads).toEqual([]);

    proxy.fail();
    const ended = performance.now();
    await vi.waitFor(() => expect(heads.at(-1)?.hash).toBe(head.hash), { timeout: 20_000, interval: 20 });
    expect(performance.now() - ended).toBeLessThan(5000);
    stop();
    await proxy.stop();
  });
});

/** Meets reads of the newest final block, and no others. */
function onFinalized(fault: Fault): Fault {
  return (request, forward) => (request.params[0] === "finalized" ? fault(request, forward) : forward());
}
