import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { readContract } from "viem/actions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChainConfiguration, parseConfiguration } from "@/chain/configuration";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { type ElectionList, listElections } from "@/chain/listElections";
import { createNode, type Node } from "@/chain/node";
import { readHead } from "@/chain/watchHead";
import { phaseAt } from "@/election/phase";
import { type Program, startNode } from "../support/startNode";

const takenPorts = [8545, 4173, 8791];
// A port that another program has already is taken just the same.
const blockers = takenPorts.map((port) =>
  createServer()
    .on("error", () => {})
    .listen(port, "127.0.0.1"),
);

let program: Program;
let page: string;
let chain: ChainConfiguration;
let node: Node;

beforeAll(async () => {
  program = startNode("scripts/start.mjs");
  await program.says(/Ctrl-C ends everything/);
  page = linkOf(program);
  const [described] = parseConfiguration(await (await fetch(new URL("chains.json", page))).json()).chains;
  if (!described) throw new Error("chains.json names no chain.");
  chain = described;
  node = createNode(chain);
}, 60_000);

afterAll(() => {
  for (const blocker of blockers) blocker.close();
});

/** The link that it has printed. */
function linkOf({ printed }: Program): string {
  return /Recount\s+(http:\S+)/.exec(printed())?.[1] ?? "";
}

/** What a program has put among the temporary files. */
function foldersOf({ pid }: Program): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`recount-practice-${pid}-`));
}

/** The living processes of a program's group, as `pid command`. */
function processesOf({ pid }: Program): string[] {
  const lines = execFileSync("ps", ["-A", "-o", "pgid=,stat=,pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [group, state, ...process] = line.trim().split(/\s+/);
    return group === `${pid}` && !state?.startsWith("Z") ? [process.join(" ")] : [];
  });
}

async function readList(): Promise<ElectionList> {
  return listElections(node, chain.id, await readHead(node, 0), 100n);
}

/** How many ballots the contract of each election counts. */
async function countBallots({ elections }: ElectionList): Promise<number[]> {
  const counted = elections.map(async ({ address }) => {
    const [, , ballots] = await readContract(node, { address, abi: openElectionAbi, functionName: "results" });
    return Number(ballots);
  });
  return Promise.all(counted);
}

test("the page is served, and says where its chain is", async () => {
  const response = await fetch(page);

  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<div id="root">');
  expect(chain.id).toBe(31337);
  expect(program.printed()).toContain(`RPC URL    ${chain.endpoints[0]}`);
});

test.each(takenPorts)("port %i is taken: it is said, and another used", (port) => {
  expect(program.printed()).toMatch(new RegExp(`Port ${port} is taken, so the (chain|page|relay) has port`));
  expect([page, ...chain.endpoints, ...chain.relays].map((url) => new URL(url).port)).not.toContain(`${port}`);
});

test("the page knows the relay, which serves its chain and pays from an account that the crowd does not use", async () => {
  const [relay = ""] = chain.relays;
  const health = await (await fetch(`${relay}/health`)).json();
  expect(health).toMatchObject({ status: "ok", chains: [{ chainId: 31337, held: 0 }] });
  const { chains } = await (await fetch(relay)).json();
  expect(chains).toMatchObject([{ carrier: "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720" }]);
});

test("elections of every phase are waiting, a tie among them", async () => {
  const now = BigInt(Math.floor(Date.now() / 1000));
  const list = await readList();
  const { elections } = list;

  expect(elections.map(({ title }) => title)[0]).toBe("Who shall chair the allotment society from 2027?");
  expect(elections.map((election) => phaseAt(election, now))).toEqual([
    "open",
    "open",
    "open",
    "upcoming",
    "closed",
    "closed",
  ]);
  const ballots = await countBallots(list);
  expect(ballots[0]).toBeGreaterThanOrEqual(240);
  expect(ballots.slice(3)).toEqual([0, 121, 71]);
  const soon = Number((elections[1]?.closes ?? 0n) - now);
  expect(soon).toBeGreaterThan(150);
  expect(soon).toBeLessThanOrEqual(240);
});

test("every election is put up by an organiser whom the page knows by name", async () => {
  const { elections } = await readList();
  const names = elections.map(({ organiser }) => chain.organisers.find(({ address }) => address === organiser)?.name);
  expect(names).toEqual([
    "Allotment society",
    "Union branch committee",
    "Town library",
    "School parents’ association",
    "Lindenhof housing cooperative",
    "Parish council",
  ]);
});

test("the chain keeps real time, and what was seeded is final", async () => {
  const head = await readHead(node, 0);

  expect(Math.abs(Number(head.timestamp) - Date.now() / 1000)).toBeLessThan(4);
  expect(head.number - head.finalized).toBe(2n);
});

test("the crowd goes on voting", async () => {
  const ballots = async () => (await countBallots(await readList())).reduce((sum, count) => sum + count, 0);
  const before = await ballots();

  await expect.poll(ballots, { timeout: 15_000, interval: 200 }).toBeGreaterThan(before);
});

test("a second one runs beside it, and ends with a clear message when its node ends", async () => {
  const second = startNode("scripts/start.mjs", "--no-crowd");
  await second.says(/Ctrl-C ends everything/);
  expect(linkOf(second)).not.toBe(page);
  expect((await fetch(linkOf(second))).status).toBe(200);

  const [anvil] = processesOf(second).filter((process) => process.includes("anvil"));
  process.kill(Number.parseInt(anvil ?? "", 10), "SIGKILL");

  expect(await second.ended).toEqual({ code: 1, signal: null });
  expect(second.printed()).toContain("The chain's node (anvil) has ended: SIGKILL");
});

test("Ctrl-C leaves no process and no file", async () => {
  expect(processesOf(program).some((process) => process.includes("anvil"))).toBe(true);
  expect(foldersOf(program)).toHaveLength(1);

  process.kill(-program.pid, "SIGINT");
  await program.ended;

  await expect.poll(() => processesOf(program)).toEqual([]);
  expect(foldersOf(program)).toEqual([]);
});

test("what it does not know it refuses", async () => {
  const run = startNode("scripts/start.mjs", "--no-crwd");

  expect((await run.ended).code).toBe(2);
  expect(run.printed()).toContain("npm start -- --no-crowd");
});
