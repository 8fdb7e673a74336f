import {
  type Address,
  bytesToHex,
  type Client,
  concatHex,
  createClient,
  type Hex,
  http,
  keccak256,
  numberToHex,
} from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { readHeaderFields } from "@/chain/collect/readHeaderFields";
import { type ProofWish, type Proven, readProof } from "@/chain/collect/readProof";
import { inRollOrder, packChunks } from "@/election/roll";
import type { Build } from "@/recount/build";
import { candidateIds } from "@/recount/candidateIds";
import { checkState } from "@/recount/checks/checkState";
import type { Evidence } from "@/recount/evidence";
import { slotKey, tallyKey } from "@/recount/slots";
import { holdAnswers, refuse } from "../support/faults";
import { makeOnRoll, makePoll } from "../support/makeEvidence";
import { castInBlock, createElection, publishRoll, startChain, type TestChain } from "../support/startChain";
import { type Fault, type NodeProxy, startProxy } from "../support/startProxy";

const names = ["Tea", "Coffee", "Water"];
/** Three chunks, the last of them not full, and a box of 188 words: long enough for a sample. */
const size = 6_001;
const words = 188;

let chain: TestChain;
let proxy: NodeProxy;
let source: Client;
let build: Build;
let poll: Address;
let onRoll: Address;
let roll: Address;
let voters: Address[];
let block: bigint;

beforeAll(async () => {
  [build] = (await loadBuilds()) as [Build];
  chain = await startChain();
  proxy = await startProxy(chain.url);
  source = createClient({ transport: http(proxy.url, { retryCount: 0 }) });

  poll = await createElection(chain, { candidates: names });
  const invented = Array.from({ length: size - chain.accounts.length }, (_, place) => inventVoter(place));
  voters = inRollOrder([...invented, ...chain.accounts]);
  roll = await publishRoll(chain, voters);
  onRoll = await createElection(chain, { candidates: names, roll });
  for (const [place, voter] of chain.accounts.entries()) {
    await castInBlock(chain, poll, voter, names[place % 2] ?? "");
    await castInBlock(chain, onRoll, voter, names[place % 2] ?? "");
  }
  block = await chain.node.getBlockNumber();
}, 60_000);

afterEach(() => proxy.fail());

afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function inventVoter(place: number): Address {
  return `0x${keccak256(numberToHex(place, { size: 32 })).slice(26)}`;
}

function provenOf(election: Address): Proven {
  const ids = candidateIds(makePoll(build, []));
  const { open, onRoll: boxed, roll: kept } = build.layout;
  if (election === poll) {
    return { election, tallies: ids.map((id) => tallyKey(open.tally, id)), box: null, roll: null };
  }
  return {
    election,
    tallies: ids.map((id) => tallyKey(boxed.tally, id)),
    box: { slot: boxed.box, words },
    roll: { address: roll, slot: kept.slot, chunks: 5 },
  };
}

/** Random enough, and the same every time. */
function countUp() {
  let count = 0;
  return (numbers: Uint32Array<ArrayBuffer>) => {
    count += 1;
    return numbers.fill(count * 2_654_435_769);
  };
}

type Told = Partial<{ elapsed: () => number; onRead: (done: number, all: number) => void }>;

/** The evidence of an election, as far as the state's check needs it. */
async function collect(election: Address, wish: ProofWish = "whole", told: Told = {}): Promise<Evidence> {
  const surroundings = { random: countUp(), elapsed: () => 0, onRead: () => {}, ...told };
  const proven = await readProof(source, provenOf(election), wish, block, surroundings);
  const header = await readHeaderFields(source, block);
  if (!header) throw new Error("There is no such block.");
  const { hash, fields } = header;
  if (election === poll) return { ...makePoll(build, []), ...proven, election, block: hash, header: fields };

  const made = makeOnRoll(build, [0]);
  const chunks = packChunks(voters).map((chunk) => concatHex(["0x00", chunk]));
  const box = await Promise.all(
    Array.from({ length: words }, (_, word) =>
      chain.node.getStorageAt({
        address: election,
        slot: slotKey(build.layout.onRoll.box + BigInt(word)),
        blockNumber: block,
      }),
    ),
  );
  return {
    ...made,
    ...proven,
    election,
    block: hash,
    header: fields,
    roll: { ...(made.roll as NonNullable<Evidence["roll"]>), address: roll, size: BigInt(size), chunks },
    box: concatHex(box.map((word) => word ?? "0x")),
  };
}

function check(evidence: Evidence) {
  return checkState(evidence, build.layout);
}

/** Refuses to prove more than so many slots at once. */
function refuseOver(most: number): Fault {
  return (request, forward) => {
    const keys = request.params[1];
    if (request.method !== "eth_getProof" || !Array.isArray(keys) || keys.length <= most) return forward();
    return refuse(-32602, `too many slots, at most ${most}`)(request, forward);
  };
}

test("proves a poll, and an election on a roll of several chunks with a box that is partly empty", async () => {
  expect(check(await collect(poll))).toEqual({ check: "state", state: "passed", slots: 3, accounts: 1 });
  const evidence = await collect(onRoll);
  expect(check(evidence)).toEqual({ check: "state", state: "passed", slots: 3 + words + 1, accounts: 2 + 5 });
  expect(new Set(evidence.proof?.nodes).size).toBe(evidence.proof?.nodes.length);
});

test("storage that its operator edits is proven as it stands, and no longer as it was told before", async () => {
  const before = await collect(onRoll);
  const key = slotKey(build.layout.onRoll.box);
  await chain.node.setStorageAt({ address: onRoll, index: key, value: numberToHex(1, { size: 32 }) });
  // Anvil proves what was set from outside with the next block only, and the block before it no more.
  await chain.node.mine({ blocks: 1 });
  block += 1n;
  const after = await collect(onRoll);
  expect(check(after)).toMatchObject({ state: "passed" });
  expect(check({ ...after, box: before.box })).toMatchObject({ state: "failed", fault: "slot", what: "box[0]" });
});

describe("reads in pieces that suit the source", () => {
  test("fewer slots at a time where it refuses more, and does not try so many again", async () => {
    proxy.fail(refuseOver(40));
    proxy.requests.length = 0;
    expect(check(await collect(onRoll))).toMatchObject({ state: "passed" });
    const sizes = proxy.requests.flatMap(({ method, params: [, keys] }) =>
      method === "eth_getProof" && Array.isArray(keys) ? [keys.length] : [],
    );
    expect(sizes.filter((length) => length > 40)).toEqual([188, 94, 47]);
  });

  test("one slot at a time where it gives no more", async () => {
    proxy.fail(refuseOver(1));
    expect(check(await collect(poll))).toMatchObject({ state: "passed" });
  });

  test("fewer slots at a time where so many take too long", async () => {
    const { fault, release } = holdAnswers();
    proxy.fail((request, forward) => {
      const keys = request.params[1];
      return Array.isArray(keys) && keys.length > 100 ? fault(request, forward) : forward();
    });
    const impatient = createClient({ transport: http(proxy.url, { retryCount: 0, timeout: 1_500 }) });
    const surroundings = { random: countUp(), elapsed: () => 0, onRead: () => {} };
    const { proof } = await readProof(impatient, provenOf(onRoll), "whole", block, surroundings);
    release();
    expect(new Set(proof.nodes)).toEqual(new Set((await collect(onRoll)).proof?.nodes));
  });

  test("tells how far it has come", async () => {
    const told: [number, number][] = [];
    proxy.fail(refuseOver(100));
    await collect(onRoll, "whole", { onRead: (...progress) => told.push(progress) });
    expect(told.map(([done]) => done)).toEqual([...new Set(told.map(([done]) => done))].sort((a, b) => a - b));
    expect(told.at(-1)).toEqual([3 + 1 + 5 + words, 3 + 1 + 5 + words]);
  });
});

describe("gives up", () => {
  test.each([
    ["no state of so old a block", refuse(-32000, "missing trie node d41d8cd9 (path )"), /missing trie node/],
    ["no such method", refuse(-32601, "the method eth_getProof does not exist"), /does not exist/],
    ["no proof at all", async () => ({ result: {} }), /no proof/],
    ["another number of slots", async () => ({ result: { accountProof: [], storageProof: [] } }), /no proof/],
    ["nodes that are no bytes", () => tellProof({ proof: ["0xzz"], value: "0x0" }), /no proof/],
    ["nodes of half a byte", () => tellProof({ proof: ["0x123"], value: "0x0" }), /no proof/],
    ["values that are no words", () => tellProof({ proof: [], value: `0x1${"00".repeat(32)}` }), /no proof/],
    ["slots that are none", () => tellProof(null), /no proof/],
  ] satisfies [string, Fault, RegExp][])("where the source has %s, and says why", async (_, fault, why) => {
    proxy.fail(fault);
    await expect(collect(poll)).rejects.toThrow(why);
  });

  test("where it does not answer at all, after one question", async () => {
    const { fault, release } = holdAnswers();
    proxy.requests.length = 0;
    proxy.fail(fault);
    const impatient = createClient({ transport: http(proxy.url, { retryCount: 0, timeout: 300 }) });
    const surroundings = { random: countUp(), elapsed: () => 0, onRead: () => {} };
    await expect(readProof(impatient, provenOf(poll), "whole", block, surroundings)).rejects.toThrow("took too long");
    release();
    expect(proxy.requests).toHaveLength(1);
  });

  test("where the line is cut, at once", async () => {
    proxy.requests.length = 0;
    proxy.fail(async () => {
      throw new Error("The line is cut.");
    });
    await expect(collect(poll)).rejects.toThrow();
    expect(proxy.requests).toHaveLength(1);
  });
});

describe("proves a random sample", () => {
  test("of so many words as are wished for, drawn in any order and kept in theirs", async () => {
    const evidence = await collect(onRoll, 20);
    const sample = evidence.proof?.sample ?? [];
    expect(new Set(sample).size).toBe(20);
    expect(sample).not.toEqual(Array.from({ length: 20 }, (_, word) => word));
    expect(check(evidence)).toEqual({ check: "state", state: "unknown", lack: "sample", proven: 20, words });
  });

  test("of all words where more are wished for than there are", async () => {
    const evidence = await collect(onRoll, 1_000);
    expect(evidence.proof?.sample).toBeNull();
    expect(check(evidence)).toMatchObject({ state: "passed" });
  });

  test.each([
    ["auto", 2_000, 60_000, true],
    ["auto", 2_000, 30_000, false],
    ["auto", 800, 600_000, false],
    ["whole", 2_000, 600_000, false],
  ] as const)(
    "only where the rest would take over a minute: %s of %d words, the first of them in %d ms",
    async (wish, count, time, isSample) => {
      const box = { slot: build.layout.onRoll.box, words: count };
      const wanted = { ...provenOf(onRoll), box, roll: null };
      const times = [0];
      const told: number[][] = [];
      proxy.requests.length = 0;
      const { proof } = await readProof(source, wanted, wish, block, {
        random: countUp(),
        elapsed: () => times.shift() ?? time,
        onRead: (...progress) => told.push(progress),
      });
      const asked = proxy.requests.flatMap(({ params }) => params[1] as Hex[]).slice(3);
      const sample = proof.sample ?? Array.from({ length: count }, (_, word) => word);
      expect(asked.toSorted()).toEqual(sample.map((word) => slotKey(box.slot + BigInt(word))));
      expect(told.at(-1)).toEqual([3 + sample.length, 3 + sample.length]);
      if (!isSample) expect(proof.sample).toBeNull();
      else expect(sample.length >= 1_000 && sample.length < 2_000).toBe(true);
    },
  );

  test("refuses every node of it that is altered, and a sample of other words", async () => {
    const evidence = await collect(onRoll, 20);
    const { nodes, sample } = evidence.proof as NonNullable<Evidence["proof"]>;
    for (const [place, node] of nodes.entries()) {
      const changed = { ...evidence, proof: { nodes: nodes.with(place, altered(node, place)), sample } };
      expect(check(changed)).toMatchObject({ state: "failed", fault: "node" });
    }
    expect(check({ ...evidence, proof: { nodes, sample: null } })).toMatchObject({ state: "unknown", lack: "missing" });
  });
});

// The last, since it asks the proxy for nothing for so long that it would hang up.
test("refuses any node, tally, word and chunk that is altered", async () => {
  for (const evidence of [await collect(poll), await collect(onRoll)]) {
    const { proof, tallies, box, roll: told } = evidence;
    const nodes = proof?.nodes ?? [];
    for (const [place, node] of nodes.entries()) {
      const changed = { ...evidence, proof: { nodes: nodes.with(place, altered(node, place)), sample: null } };
      expect(check(changed)).toMatchObject({ state: "failed", fault: "node" });
    }
    for (const [place, tally] of (tallies ?? []).entries()) {
      const changed = check({ ...evidence, tallies: tallies?.with(place, altered(tally, 31)) ?? null });
      expect(changed).toMatchObject({ state: "failed", fault: "slot", what: `tallies[${place}]` });
    }
    if (!box || !told?.chunks) continue;
    for (let word = 0; word < words; word += 1) {
      const changed = check({ ...evidence, box: altered(box, 32 * word + (word % 32)) });
      expect(changed).toMatchObject({ state: "failed", fault: "slot", what: `box[${word}]` });
    }
    for (const [place, chunk] of told.chunks.entries()) {
      const chunks = told.chunks.with(place, altered(chunk, 10 + place));
      expect(check({ ...evidence, roll: { ...told, chunks } })).toMatchObject({ state: "failed", fault: "account" });
    }
  }
}, 60_000);

function tellProof(slot: unknown) {
  return Promise.resolve({ result: { accountProof: [], storageProof: [slot, slot, slot] } });
}

/** The same bytes with one bit of that byte, counted on from the end where there are fewer, turned over. */
function altered(hex: Hex, at: number): Hex {
  const bytes = Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
  const place = at % bytes.length;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytesToHex(bytes);
}
