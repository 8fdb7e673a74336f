import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseEvidence } from "@/recount/parseEvidence";
import { holdAnswers, on, refuse } from "../support/faults";
import { holdOnRoll, holdPoll } from "../support/holdElection";
import { lieAbout } from "../support/lies";
import { runRecount, startRecount, statesIn } from "../support/runRecount";
import type { SigningElection } from "../support/signBallots";
import { startChain, type TestChain } from "../support/startChain";
import { type Fault, type NodeProxy, startProxy } from "../support/startProxy";

// The command as people run it: a process of its own, its report, what it ends with, and the file that it leaves.

/** No development node's, so that something can be proven on it. */
const chainId = 424_242;

let chain: TestChain;
let proxy: NodeProxy;
let folder: string;
let poll: Address;
let onRoll: SigningElection;

beforeAll(async () => {
  chain = await startChain({ chainId });
  proxy = await startProxy(chain.url);
  folder = mkdtempSync(join(tmpdir(), "recount-"));
  poll = await holdPoll(chain, 3, { title: "\u001b[2J\u202eWho\u0007 speaks?\nAnswer: PROVEN" });
  onRoll = await holdOnRoll(chain, { sent: 2, relayed: 3 });
});
beforeEach(() => proxy.fail());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await proxy.stop();
  await chain.stop();
});

/** Ends when the proxy is asked for a proof, which the fault then answers. */
function askedForProofs(fault: Fault): Promise<void> {
  return new Promise((resolve) => {
    proxy.fail(
      on(["eth_getProof"], (request, forward) => {
        resolve();
        return fault(request, forward);
      }),
    );
  });
}

/** Two endpoints of one chain under different names. */
const both = () => ["--rpc", chain.url, "--rpc", chain.url.replace("127.0.0.1", "localhost")];
const all = { "1": "passed", "2": "passed", "3": "passed", "5": "passed", "6": "passed", "7": "passed", "8": "passed" };
const rest = { "9": "passed", "10": "passed", "12": "passed" };

describe("an election that is what it says", () => {
  test("on a roll is proven, kept in a file, and verified from it offline", async () => {
    const file = join(folder, "proven.json");
    const { code, report, told } = await runRecount(onRoll.address, ...both(), "--evidence", file);
    expect(statesIn(report)).toEqual({ ...all, "4": "passed", ...rest, "11": "left out" });
    expect(report).toContain("3  60.0%  1. Ada\n2  40.0%  2. Grace\n");
    expect(report).toMatch(/^Turnout: 5 of \d+ voters \(\d+\.\d%\)$/m);
    expect(report).toContain("Answer: PROVEN\n");
    expect(code).toBe(0);
    expect(told.replaceAll("\n", " ")).toContain(`The evidence is written to ${file}.`);
    for (const line of report.split("\n")) expect(line.length).toBeLessThanOrEqual(80);

    const evidence = parseEvidence(readFileSync(file, "utf8"));
    const alone = await runRecount("verify", file);
    expect(statesIn(alone.report)).toEqual(statesIn(report));
    // Whoever makes a file can make up all of it.
    expect(alone.report).toContain("Answer: CONSISTENT\n");
    expect(alone.report).toContain(evidence.block);
    expect(alone.code).toBe(0);

    const vouched = await runRecount("verify", file, "--block-hash", evidence.block);
    expect(vouched.report).toContain("Answer: PROVEN\n");
    const other = await runRecount("verify", file, "--block-hash", `0x${"00".repeat(32)}`);
    expect(statesIn(other.report)["1"]).toBe("FAILED");
    expect(other.code).toBe(1);
  });

  test("a poll of one endpoint is consistent, and its title does nothing to the terminal", async () => {
    const link = `https://vote.example/#/${chainId}/${poll}`;
    const { code, report } = await runRecount(link, "--rpc", "http://127.0.0.1:1", "--rpc", chain.url);
    expect(report).toContain("  Did not tell of this block: 127.0.0.1:1\n");
    expect(statesIn(report)).toEqual({ ...all, "4": "left out", ...rest, "11": "left out" });
    expect(report).toContain("Election: “[2JWho speaks? Answer: PROVEN”\n");
    expect(report).toContain("2  66.7%  1. Ada\n1  33.3%  2. Grace\n");
    expect(report.match(/^Answer: .*/gm)).toEqual(["Answer: CONSISTENT"]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(code).toBe(0);
  });

  test("says what became of one's own ballot", async () => {
    const [, voter] = chain.accounts;
    // The first endpoint that answers says which chain it is.
    const endpoints = ["--rpc", "http://127.0.0.1:1", "--rpc", chain.url];
    const own = (choice: string) => runRecount(poll, ...endpoints, "--voter", voter, "--choice", choice);
    const counted = await own("Ada");
    expect(counted.report).toContain("It is counted for Ada.");
    expect(counted.code).toBe(0);
    const other = await own("Grace");
    expect(statesIn(other.report)["11"]).toBe("FAILED");
    expect(other.code).toBe(1);
  });

  test("leaves out what is not wished", async () => {
    const { code, report } = await runRecount(
      onRoll.address,
      ...both(),
      "--without",
      "receipts",
      "--without",
      "signatures",
    );
    expect(statesIn(report)).toMatchObject({ "8": "left out", "9": "left out" });
    expect(report).toContain("Left out at the wish of whoever collected the evidence: check 8 and 9.");
    expect(code).toBe(0);
  });
});

describe("where something is wrong", () => {
  test("a file in which one ballot was changed fails by name, and no number is shown", async () => {
    const file = join(folder, "changed.json");
    await runRecount(onRoll.address, ...both(), "--evidence", file);
    const evidence = JSON.parse(readFileSync(file, "utf8"));
    evidence.box = evidence.box.replace("01", "02");
    writeFileSync(file, JSON.stringify(evidence));
    const { code, report } = await runRecount("verify", file);
    expect(statesIn(report)["7"]).toBe("FAILED");
    expect(report).toContain("Answer: CONFLICT\n");
    expect(report).toContain("In a conflict no number is shown.");
    expect(report).not.toMatch(/%|Turnout/);
    expect(code).toBe(1);
  });

  test("a node that tells another result is in conflict with the ballots, which the file keeps", async () => {
    proxy.fail(
      lieAbout("results", ([ids, counts, ballots]) => [ids, counts.map((count) => count + 1n), ballots + 2n] as const),
    );
    const file = join(folder, "conflict.json");
    const { code, report } = await runRecount(poll, "--rpc", proxy.url, "--evidence", file);
    expect(statesIn(report)["6"]).toBe("FAILED");
    expect(code).toBe(1);
    proxy.fail();
    expect((await runRecount("verify", file)).code).toBe(1);
  });

  test("a node without proofs leaves the recount incomplete", async () => {
    proxy.fail(on(["eth_getProof"], refuse(-32601, "the method eth_getProof does not exist")));
    const { code, report } = await runRecount(poll, "--rpc", proxy.url);
    expect(statesIn(report)["7"]).toBe("could not check");
    expect(report).toContain("What that leaves open: The ballots are the endpoints’ word");
    expect(report).toContain("Answer: INCOMPLETE\n");
    expect(report).toContain("\nOther endpoints (--rpc) may tell what these did not.\n");
    expect(code).toBe(2);
  });

  test.each<[string, () => string[], RegExp]>([
    [
      "an endpoint that is down",
      () => [poll, "--chain", "10", "--rpc", "http://127.0.0.1:1/key"],
      /No endpoint answers for chain 10\./,
    ],
    [
      "one that does not say its chain",
      () => [poll, "--rpc", "http://127.0.0.1:1/key"],
      /No endpoint says which chain it serves/,
    ],
    [
      "another chain",
      () => [poll, "--chain", "10", "--rpc", chain.url],
      /127\.0\.0\.1:\d+ serves chain 424242, not chain 10\./,
    ],
    [
      "an address without anything",
      () => [`0x${"12".repeat(20)}`, "--rpc", chain.url],
      /There is nothing at this address/,
    ],
    ["another contract", () => [onRoll.roll, "--rpc", chain.url], /Not recognised: no published build/],
    [
      "a chain that nobody configured",
      () => [poll, "--chain", "424242"],
      /^No endpoint is configured for chain 424242/m,
    ],
    [
      "a candidate that there is not",
      () => [poll, "--rpc", chain.url, "--voter", poll, "--choice", "Bo"],
      /called “Bo”, .* The candidates are:\s- Ada\s- Grace/,
    ],
    ["an unknown option", () => [poll, "--verbose"], /^Unknown option '--verbose'\.\nHelp: /m],
    [
      "a file that is not there",
      () => ["verify", join(folder, "none.json")],
      /read: there is no such file or folder\./,
    ],
    ["a folder", () => ["verify", folder], /read: it is a folder\./],
    [
      "evidence for a folder that is not there",
      () => [poll, "--rpc", "http://127.0.0.1:1", "--evidence", join(folder, "none", "e.json")],
      /to .*e\.json: there is no such file or folder\./,
    ],
    [
      "evidence for what is a folder",
      () => [poll, "--rpc", "http://127.0.0.1:1", "--evidence", folder],
      /to .*: it is a folder\./,
    ],
    ["a file of something else", () => ["verify", "package.json"], /no evidence of a recount/],
  ])("%s is told in plain words, and ends with 2", async (_, args, words) => {
    const { code, report, told } = await runRecount(...args());
    expect(told.replaceAll(/(?<=\S)\n(?=\S)(?!Help)/g, " ")).toMatch(words);
    expect(told).not.toMatch(/key| at .*\.ts/);
    expect(report).toBe("");
    expect(code).toBe(2);
  });

  test("endpoints that fail half-way are told in plain words, without their keys", async () => {
    proxy.fail(on(["eth_call"], refuse(-32005, "limit exceeded")));
    const { code, report, told } = await runRecount(poll, "--rpc", `${proxy.url}/key`);
    expect(told.replaceAll("\n", " ")).toContain("The endpoints gave no usable answer.");
    expect(told).not.toMatch(/key| at .*\.ts/);
    expect(report).toBe("");
    expect(code).toBe(2);
  });

  test("evidence that cannot be written in the end is told besides the report", async () => {
    const { fault, release } = holdAnswers();
    const asked = askedForProofs(fault);
    const inner = mkdtempSync(join(folder, "gone-"));
    const { ended } = startRecount(poll, "--rpc", proxy.url, "--evidence", join(inner, "e.json"));
    await asked;
    rmSync(inner, { recursive: true });
    release();
    const { code, report, told } = await ended;
    expect(told.replaceAll("\n", " ")).toContain("e.json: there is no such file or folder.");
    expect(report).toContain("Answer: CONSISTENT\n");
    expect(code).toBe(2);
  });

  test("Ctrl-C ends it at once, and leaves no file", async () => {
    const { fault, release } = holdAnswers();
    const asked = askedForProofs(fault);
    const inner = mkdtempSync(join(folder, "ended-"));
    const { child, ended } = startRecount(poll, "--rpc", proxy.url, "--evidence", join(inner, "e.json"));
    await asked;
    child.kill("SIGINT");
    const { code, signal } = await ended;
    release();
    expect(signal ?? code).toBe("SIGINT");
    expect(readdirSync(inner)).toEqual([]);
  });
});

test("help says how to use it", async () => {
  const { code, report } = await runRecount("--help");
  expect(report).toContain("npm run recount -- verify FILE");
  expect(code).toBe(0);
});
