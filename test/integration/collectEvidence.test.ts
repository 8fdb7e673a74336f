import { type Hex, size, slice, zeroAddress } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { collectEvidence, type Progress } from "@/chain/collect/collectEvidence";
import { BlockReplacedError, NoBlockError, NoEndpointError, NotFinalYetError } from "@/chain/collect/evidenceErrors";
import type { ChainConfiguration } from "@/chain/configuration";
import { NotAnElectionError } from "@/chain/readElection";
import { mostVoters } from "@/election/roll";
import { holdAnswers, on } from "../support/faults";
import { holdOnRoll, holdPoll, makeFinal, newTitle } from "../support/holdElection";
import { behindAt, forkedAfter, lieAbout, onChain } from "../support/lies";
import { recountElection } from "../support/recountElection";
import { castInBlock, createElection, reorganise, startChain, type TestChain } from "../support/startChain";
import { change, goDown, type NodeProxy, startProxy } from "../support/startProxy";

// What is collected where endpoints fail, lag, lie or belong to another chain. What it shows is recount's to say.

let chain: TestChain;
let proxies: [NodeProxy, NodeProxy, NodeProxy];
let configuration: ChainConfiguration;

beforeAll(async () => {
  chain = await startChain();
  proxies = [await startProxy(chain.url), await startProxy(chain.url), await startProxy(chain.url)];
  configuration = { ...chain.configuration, endpoints: proxies.map(({ url }) => url) };
});
beforeEach(() => {
  for (const proxy of proxies) proxy.fail();
});
afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await chain.stop();
});

const withoutLogs = { record: false, receipts: false, signatures: false } as const;

describe("each endpoint fails for itself", () => {
  test("one of another chain is recorded with its chain, and asked nothing else", async () => {
    const election = await holdPoll(chain, 1);
    proxies[0].fail(onChain(10));
    proxies[0].requests.length = 0;
    const { evidence } = await recountElection(configuration, election, withoutLogs);
    expect(evidence.endpoints[0]).toEqual({
      name: new URL(proxies[0].url).host,
      chainId: 10,
      block: null,
      results: null,
      newest: null,
      final: null,
      history: null,
    });
    expect(new Set(proxies[0].requests.map(({ method }) => method))).toEqual(new Set(["eth_chainId"]));
    expect(evidence.endpoints[1]?.results?.ballots).toBe(1n);
  });

  test("one that is down is recorded as silent, and the parts come from the next", async () => {
    const { address } = await holdOnRoll(chain, { sent: 1, relayed: 1 });
    proxies[0].fail(goDown());
    const { evidence } = await recountElection(configuration, address, withoutLogs);
    expect(evidence.endpoints.map(({ chainId }) => chainId)).toEqual([null, 31337, 31337]);
    expect(evidence.roll?.chunks).toHaveLength(1);
    expect(evidence.box).not.toBeNull();
  });

  test("one that fails at a part leaves it to the next", async () => {
    const { address } = await holdOnRoll(chain, { sent: 1, relayed: 1 });
    proxies[0].fail(on(["eth_getCode"], goDown()));
    const whole = await recountElection(configuration, address, withoutLogs);
    expect(whole.evidence.roll?.chunks).toHaveLength(1);
    for (const proxy of proxies) proxy.fail(on(["eth_getCode"], goDown()));
    const without = await recountElection(configuration, address, withoutLogs);
    expect(without.evidence.roll?.chunks).toBeNull();
    expect(without.evidence.box).toBe(whole.evidence.box);
  });

  test("where none answers for the chain, those of another one are named", async () => {
    const election = await holdPoll(chain, 0);
    proxies[0].fail(onChain(10));
    proxies[1].fail(goDown());
    proxies[2].fail(goDown());
    const others = [{ name: new URL(proxies[0].url).host, chainId: 10 }];
    await expect(recountElection(configuration, election)).rejects.toEqual(
      new NoEndpointError(configuration.id, others),
    );
  });

  test("one that takes too long for a part is asked for the others last", async () => {
    const { address } = await holdOnRoll(chain, { sent: 1, relayed: 1 });
    const { fault, release } = holdAnswers();
    proxies[0].fail(on(["eth_getCode"], fault));
    proxies[0].requests.length = 0;
    const { evidence, recount } = await recountElection(configuration, address);
    expect(evidence.roll?.chunks).toHaveLength(1);
    expect(recount.answer).toBe("consistent");
    const asked = new Set(proxies[0].requests.map(({ method }) => method));
    expect([...asked]).not.toEqual(expect.arrayContaining(["eth_getProof"]));
    expect([...asked]).not.toEqual(expect.arrayContaining(["eth_getLogs"]));
    release();
  });

  test("one that never finds a log is asked for fewer blocks twice, and no more", async () => {
    const election = await holdPoll(chain, 5);
    const { fault, release } = holdAnswers();
    proxies[0].fail(on(["eth_getLogs"], fault));
    proxies[0].requests.length = 0;
    const { recount } = await recountElection(configuration, election);
    expect(recount.answer).toBe("consistent");
    expect(proxies[0].requests.filter(({ method }) => method === "eth_getLogs")).toHaveLength(3);
    release();
  });

  test("one that never answers is waited for once", async () => {
    const election = await holdPoll(chain, 1);
    const { fault, release } = holdAnswers();
    proxies[0].fail(fault);
    proxies[0].requests.length = 0;
    const { evidence } = await recountElection(configuration, election, withoutLogs);
    expect(evidence.endpoints[0]?.chainId).toBeNull();
    expect(proxies[0].requests).toHaveLength(1);
    release();
  });
});

describe("the block", () => {
  test("is the newest that all endpoints call final", async () => {
    const election = await holdPoll(chain, 1);
    await makeFinal(chain);
    const newest = await chain.node.getBlockNumber();
    proxies[1].fail(behindAt(newest - 3n));
    const { evidence } = await recountElection(configuration, election, withoutLogs);
    expect(BigInt(evidence.header.number ?? "")).toBe(newest - 3n);
    expect(evidence.endpoints.map(({ block }) => block)).toEqual(Array(3).fill(evidence.block));
  });

  test("is the one that was asked for", async () => {
    const election = await holdPoll(chain, 1);
    const newest = await chain.node.getBlockNumber();
    const given = await recountElection(configuration, election, { ...withoutLogs, block: newest - 1n });
    expect(given.evidence.asked.block).toBe("given");
    expect(BigInt(given.evidence.header.number ?? "")).toBe(newest - 1n);
    const latest = await recountElection(configuration, election, { ...withoutLogs, block: "newest" });
    expect(BigInt(latest.evidence.header.number ?? "")).toBe(newest);
    const beyond = recountElection(configuration, election, { ...withoutLogs, block: newest + 9n });
    await expect(beyond).rejects.toEqual(new NoBlockError(newest + 9n));
  });

  test("is what most endpoints have there, and who has another is recorded with it", async () => {
    const election = await holdPoll(chain, 1);
    const newest = await chain.node.getBlockNumber();
    proxies[0].fail(forkedAfter(newest - 3n));
    const { evidence } = await recountElection(configuration, election, withoutLogs);
    const { hash } = await chain.node.getBlock({ blockNumber: newest - 2n });
    expect(evidence.block).toBe(hash);
    const [other, ...same] = evidence.endpoints.map(({ block }) => block);
    expect(same).toEqual([hash, hash]);
    expect(other).not.toBe(hash);
    expect(evidence.endpoints[0]?.results).toBeNull();
  });

  test("is chosen anew where it was replaced while it was read", async () => {
    const election = await createElection(chain, { title: newTitle() });
    await castInBlock(chain, election, chain.accounts[1], "Ada");
    await makeFinal(chain);
    let replaced = false;
    proxies[0].fail(async (request, forward) => {
      if (request.method === "eth_call" && !replaced) {
        replaced = true;
        await reorganise(chain, 1);
      }
      return forward();
    });
    const { evidence } = await recountElection(configuration, election, { ...withoutLogs, block: "newest" });
    expect(evidence.block).toBe((await chain.node.getBlock()).hash);
  });

  test("that is replaced every time gives no evidence", async () => {
    const election = await holdPoll(chain, 0);
    proxies[0].fail(async (request, forward) => {
      const answer = await forward();
      if (request.method === "eth_call") await reorganise(chain, 1);
      return answer;
    });
    const collected = recountElection(configuration, election, { ...withoutLogs, block: "newest" });
    await expect(collected).rejects.toBeInstanceOf(BlockReplacedError);
  });
});

describe("what is no election", () => {
  test("an election that is not in a final block yet says so", async () => {
    const election = await createElection(chain, { title: newTitle() });
    const newest = await chain.node.getBlockNumber();
    await expect(recountElection(configuration, election)).rejects.toEqual(new NotFinalYetError(newest - 2n));
    const { evidence } = await recountElection(configuration, election, { ...withoutLogs, block: "newest" });
    expect(evidence.origin.title).not.toBe("0x");
  });

  test("an address without code, and code that no factory knows", async () => {
    const nobody = recountElection(configuration, chain.accounts[1]);
    await expect(nobody).rejects.toEqual(new NotAnElectionError("noCode"));
    const { address } = await holdOnRoll(chain, { sent: 0, relayed: 0 });
    const { evidence } = await recountElection(configuration, address, withoutLogs);
    const roll = recountElection(configuration, evidence.roll?.address ?? chain.accounts[0]);
    await expect(roll).rejects.toEqual(new NotAnElectionError("unrecognised"));
  });

  test("one endpoint that denies it is not believed", async () => {
    const election = await holdPoll(chain, 1);
    proxies[0].fail(lieAbout("organiserOf", () => zeroAddress));
    const { evidence } = await recountElection(configuration, election, withoutLogs);
    expect(evidence.origin.organiser).toBe(chain.accounts[0]);
  });

  test("a roll longer than any is not read", async () => {
    const { address } = await holdOnRoll(chain, { sent: 1, relayed: 0 });
    const lie = lieAbout("size", () => BigInt(mostVoters) + 1n);
    for (const proxy of proxies) proxy.fail(lie);
    const { evidence } = await recountElection(configuration, address, withoutLogs);
    expect(evidence.roll?.chunks).toBeNull();
    expect(evidence.box).toBeNull();
  });
});

describe("the ballot box", () => {
  test("is read in pieces where a node refuses it whole", async () => {
    const { address } = await holdOnRoll(chain, { sent: 3, relayed: 5 });
    const { evidence } = await recountElection(configuration, address, withoutLogs);
    const first = "0".repeat(63);
    const refuse = on(["eth_call"], async ({ params }, forward) => {
      const [{ data }] = params as [{ data: string }];
      const isWhole = data.endsWith(`${first}0${first}2`);
      return isWhole ? { error: { code: -32000, message: "out of gas" } } : forward();
    });
    for (const proxy of proxies) proxy.fail(refuse);
    const { evidence: pieced } = await recountElection(configuration, address, withoutLogs);
    expect(evidence.box).toHaveLength(2 + 2 * 64);
    expect(pieced.box).toBe(evidence.box);
  });

  test("is not what has another form", async () => {
    const { address } = await holdOnRoll(chain, { sent: 1, relayed: 0 });
    const cut = change<Hex>("eth_call", (data, { params }) => {
      const [call] = params as [{ data: string }];
      return call.data.length === 2 + 8 + 128 ? slice(data, 0, size(data) - 1) : data;
    });
    for (const proxy of proxies) proxy.fail(cut);
    const { evidence } = await recountElection(configuration, address, withoutLogs);
    expect(evidence.box).toBeNull();
  });
});

describe("whoever collects", () => {
  test("hears how far it has come, and of every part's end", async () => {
    const { address } = await holdOnRoll(chain, { sent: 1, relayed: 1 });
    const heard: Progress[] = [];
    await recountElection(configuration, address, {}, { onProgress: (progress) => heard.push(progress) });
    const parts = new Map(heard.map((progress) => [progress.part, progress]));
    expect([...parts.keys()]).toEqual([
      "endpoints",
      "origin",
      "roll",
      "box",
      "proof",
      "record",
      "receipts",
      "signatures",
      "history",
    ]);
    for (const { done, all } of parts.values()) expect(done).toBe(all);
  });

  test("can end it at once", async () => {
    const election = await holdPoll(chain, 1);
    const abort = new AbortController();
    const reason = new Error("Enough.");
    for (const proxy of proxies) proxy.fail(hangAfter(abort, reason));
    const collected = recountElection(configuration, election, {}, { signal: abort.signal });
    await expect(collected).rejects.toBe(reason);
    const requests = proxies.map((proxy) => proxy.requests.length);
    await expect(
      collectEvidence(
        configuration,
        await loadBuilds(),
        election,
        { block: "final", record: true, receipts: true, signatures: true, proof: "whole", own: null },
        { now: 0n, random: (numbers) => numbers, onProgress: () => {}, signal: abort.signal },
      ),
    ).rejects.toBe(reason);
    expect(proxies.map((proxy) => proxy.requests.length)).toEqual(requests);
  });
});

/** Aborts at the first call of a contract, which is never answered. */
function hangAfter(abort: AbortController, reason: unknown) {
  return on(["eth_call"], () => {
    abort.abort(reason);
    return new Promise(() => {});
  });
}
