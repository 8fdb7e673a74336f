import { type Address, encodeAbiParameters, type Hash, type Hex, numberToHex } from "viem";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createNode, type Node } from "@/chain/node";
import { type Count, CountConflictError, readCount } from "@/chain/readCount";
import { type Head, readHead } from "@/chain/watchHead";
import { candidateId, pairCandidates } from "@/election/election";
import { answerNull, on, together } from "../support/faults";
import { behindAt } from "../support/lies";
import { castInBlock, createElection, reorganise, startChain, type TestChain } from "../support/startChain";
import { change, type Fault, startProxy } from "../support/startProxy";

const [ada, grace] = [candidateId("Ada"), candidateId("Grace")];
const candidates = [ada, grace];
const chain: TestChain = await startChain({ accounts: 12 });
const node: Node = createNode(chain.configuration);
let election: Address;
let creation: bigint;
let title = 0;

beforeEach(async () => {
  title += 1;
  election = await createElection(chain, { title: `Election ${title}` });
  creation = await chain.node.getBlockNumber();
});

afterAll(() => chain.stop());

/** Casts the ballots of the chain's accounts from `first` on, each in a block of its own. */
async function vote(first: number, ...choices: string[]) {
  for (const [index, choice] of choices.entries()) {
    const voter = chain.accounts[first + index];
    if (!voter) throw new Error("There are not so many accounts.");
    await castInBlock(chain, election, voter, choice);
  }
}

/** What a count must know of an election: where it is, and its candidates. */
function asked(address: Address) {
  return { address, candidates: pairCandidates(candidates, ["Ada", "Grace"]), roll: undefined };
}

function head(): Promise<Head> {
  return readHead(node, 64);
}

function tally(...counts: bigint[]) {
  const votes = counts.map((count, index) => ({ candidate: candidates[index], count }));
  return { votes, ballots: counts.reduce((sum, count) => sum + count, 0n) };
}

/** Who voted for whom, in the order of the record. */
function choices({ ballots }: Count): [Address, Hex][] {
  return ballots.map(({ voter, candidate }) => [voter, candidate]);
}

function voter(index: number): Address {
  return (chain.accounts[index] ?? "0x").toLowerCase() as Address;
}

describe("readCount", () => {
  test("gives no votes before anybody voted", async () => {
    expect(await readCount(node, asked(election), creation, await head())).toMatchObject({
      tally: tally(0n, 0n),
      ballots: [],
    });
  });

  test("gives the contract's tally and the ballots that add up to it, oldest first", async () => {
    await vote(0, "Ada", "Grace", "Ada");
    const at = await head();
    const count = await readCount(node, asked(election), creation, at);
    expect(count.head).toBe(at);
    expect(count.tally).toEqual(tally(2n, 1n));
    expect(choices(count)).toEqual([
      [voter(0), ada],
      [voter(1), grace],
      [voter(2), ada],
    ]);
    expect(count.ballots.map(({ block }) => block)).toEqual([at.number - 2n, at.number - 1n, at.number]);
    expect(count.ballots.at(-1)?.blockHash).toBe(at.hash);
  });

  test("counts this election's ballots alone", async () => {
    const mine = election;
    await vote(0, "Ada");
    election = await createElection(chain, { title: `Beside ${title}` });
    await vote(0, "Grace", "Grace");
    const count = await readCount(node, asked(mine), creation, await head());
    expect(choices(count)).toEqual([[voter(0), ada]]);
  });

  test("counts at an older head, by its hash, what was counted then", async () => {
    await vote(0, "Ada");
    const older = await head();
    await vote(1, "Grace", "Grace");
    const [then, now] = await Promise.all([
      readCount(node, asked(election), creation, older),
      readCount(node, asked(election), creation, await head()),
    ]);
    expect(then.tally).toEqual(tally(1n, 0n));
    expect(choices(then)).toEqual([[voter(0), ada]]);
    expect(now.tally).toEqual(tally(1n, 2n));
  });

  test("reading on from an earlier count gives what reading from scratch gives", async () => {
    await vote(0, "Ada", "Grace", "Ada");
    const earlier = await readCount(node, asked(election), creation, await head());
    await vote(3, "Grace", "Ada");
    const at = await head();
    const readOn = await readCount(node, asked(election), creation, at, earlier);
    expect(readOn).toEqual(await readCount(node, asked(election), creation, at));
    expect(readOn.tally).toEqual(tally(3n, 2n));
  });

  test("reads final ballots once", async () => {
    await vote(0, "Ada", "Grace", "Ada", "Ada");
    const proxy = await startProxy(chain.url);
    const watched = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    const earlier = await readCount(watched, asked(election), creation, await head());
    await vote(4, "Grace");
    await readCount(watched, asked(election), creation, await head(), earlier);

    const ranges = proxy.requests.flatMap(({ method, params }) => (method === "eth_getLogs" ? params : []));
    expect(ranges).toMatchObject([
      { fromBlock: hex(creation) },
      { fromBlock: hex(earlier.head.finalized + 1n), toBlock: hex(earlier.head.number + 1n) },
    ]);
    expect(earlier.head.finalized).toBeGreaterThan(creation);
    await proxy.stop();
  });

  test("follows a reorganisation that takes ballots away", async () => {
    await vote(0, "Ada", "Grace", "Ada");
    const before = await readCount(node, asked(election), creation, await head());
    await reorganise(chain, 2);
    const at = await head();
    expect(at.number).toBe(before.head.number);
    expect(at.hash).not.toBe(before.head.hash);

    const after = await readCount(node, asked(election), creation, at, before);
    expect(after.tally).toEqual(tally(1n, 0n));
    expect(choices(after)).toEqual([[voter(0), ada]]);

    await vote(1, "Ada");
    const later = await readCount(node, asked(election), creation, await head(), after);
    expect(choices(later)).toEqual([
      [voter(0), ada],
      [voter(1), ada],
    ]);
  });

  test("keeps in mind what was taken back, until it comes back", async () => {
    await vote(0, "Ada", "Grace", "Ada");
    const before = await readCount(node, asked(election), creation, await head());
    expect(before.takenBack).toEqual([]);
    await reorganise(chain, 2);
    const after = await readCount(node, asked(election), creation, await head(), before);
    expect(after.takenBack).toEqual(before.ballots.slice(1));

    await vote(1, "Grace");
    const later = await readCount(node, asked(election), creation, await head(), after);
    expect(later.takenBack).toEqual(before.ballots.slice(2));
  });

  test("calls it a conflict where what was final is gone", async () => {
    await vote(0, "Ada", "Grace", "Ada", "Grace", "Ada");
    const before = await readCount(node, asked(election), creation, await head());
    await reorganise(chain, 4);
    const error = await readCount(node, asked(election), creation, await head(), before).catch((error) => error);
    expect(error).toBeInstanceOf(CountConflictError);
    expect(error).toMatchObject({ contradictions: [{ kind: "rewritten", block: before.head.finalized }] });
  });

  describe("where the block that was final is not there at all", () => {
    const lacksFinal = (before: Count): Fault =>
      change("eth_getBlockByNumber", (block, { params }) =>
        params[0] === numberToHex(before.head.finalized) ? null : block,
      );

    async function countOver(fault: (before: Count) => Fault, at: (now: Head) => Head = (now) => now) {
      await vote(0, "Ada", "Grace", "Ada");
      const before = await readCount(node, asked(election), creation, await head());
      await vote(3, "Grace");
      const proxy = await startProxy(chain.url);
      proxy.fail(fault(before));
      const proxied = createNode({ ...chain.configuration, endpoints: [proxy.url] });
      const now = at(await head());
      const error = await readCount(proxied, asked(election), creation, now, before).catch((error) => error);
      await proxy.stop();
      return { before, error };
    }

    test("calls it a conflict where the head stands above it", async () => {
      const { before, error } = await countOver(lacksFinal);
      expect(error).toMatchObject({ contradictions: [{ kind: "rewritten", block: before.head.finalized }] });
    });

    test("and where the contract is gone as well, as on a chain that began again", async () => {
      const { error } = await countOver((before) => together(on(["eth_call"], answerNull()), lacksFinal(before)));
      expect(error).toMatchObject({ contradictions: [{ kind: "rewritten" }] });
    });

    test("does not where the node lies behind that block, and has not got the head either", async () => {
      const { error } = await countOver(({ head: { finalized } }) => behindAt(finalized - 1n));
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(CountConflictError);
    });

    test("nor where the head itself is an older one, from before that block", async () => {
      const older = await chain.node.getBlock();
      const { error } = await countOver(
        ({ head: { finalized } }) => behindAt(finalized - 1n),
        (now) => ({ ...now, number: older.number, hash: older.hash, timestamp: older.timestamp, finalized: 0n }),
      );
      expect(error).not.toBeInstanceOf(CountConflictError);
    });
  });

  test("calls it a conflict where the final block is another at the same height", async () => {
    await vote(0, "Ada", "Grace", "Ada");
    const at = await head();
    const before = await readCount(node, asked(election), creation, at);
    const rewritten = { ...at, finalizedHash: at.hash };
    await expect(readCount(node, asked(election), creation, rewritten, before)).rejects.toMatchObject({
      contradictions: [{ kind: "rewritten", block: at.finalized }],
    });
  });
});

describe("readCount shows no number", () => {
  /** Reads the count through a node that lies in its answers to this method. */
  async function readLying<Answer>(method: string, lie: (answer: Answer) => Answer, previous?: Count) {
    const proxy = await startProxy(chain.url);
    proxy.fail(change(method, lie));
    const lying = createNode({ ...chain.configuration, endpoints: [proxy.url] });
    return readCount(lying, asked(election), creation, await head(), previous)
      .catch((error: unknown) => error)
      .finally(proxy.stop);
  }

  test("where the record leaves out a ballot", async () => {
    await vote(0, "Ada", "Grace", "Ada");
    const error = await readLying<unknown[]>("eth_getLogs", (logs) => logs.slice(1));
    expect(error).toBeInstanceOf(CountConflictError);
    expect(error).toMatchObject({
      head: { number: creation + 3n },
      contradictions: [
        { kind: "candidate", candidate: ada, counted: 2n, recorded: 1n },
        { kind: "total", counted: 3n, recorded: 2n },
      ],
    });
  });

  test("where the contract's counters are given otherwise", async () => {
    await vote(0, "Ada", "Grace");
    const error = await readLying<Hex>("eth_call", () => results([ada, grace], [2n, 0n], 2n));
    expect(error).toMatchObject({
      name: "CountConflictError",
      contradictions: [
        { kind: "candidate", candidate: ada, counted: 2n, recorded: 1n },
        { kind: "candidate", candidate: grace, counted: 0n, recorded: 1n },
      ],
    });
  });

  test.each([
    ["names another candidate", [ada, candidateId("Joan")]],
    ["names the candidates in another order", [grace, ada]],
    ["leaves a candidate out", [ada]],
    ["names one candidate more", [ada, grace, candidateId("Joan")]],
  ])("where the tally %s", async (_, named) => {
    await vote(0, "Ada");
    const error = await readLying<Hex>("eth_call", () => {
      const counts = named.map((id) => (id === ada ? 1n : 0n));
      return results(named, counts, 1n);
    });
    expect(error).toBeInstanceOf(CountConflictError);
    expect(error).toMatchObject({ contradictions: [{ kind: "candidates", named }] });
  });

  test.each([
    ["fewer", [1n]],
    ["more", [1n, 0n, 0n]],
  ])("where the tally has %s counts than candidates", async (_, counts) => {
    await vote(0, "Ada");
    const error = await readLying<Hex>("eth_call", () => results([ada, grace], counts, 1n));
    expect(error).toBeInstanceOf(RangeError);
  });

  test("where the same voter is recorded twice", async () => {
    await vote(0, "Ada");
    const elsewhere = { blockHash: `0x${"ab".repeat(32)}` satisfies Hash };
    const error = await readLying<object[]>("eth_getLogs", (logs) => [
      ...logs,
      ...logs.map((log) => ({ ...log, ...elsewhere })),
    ]);
    expect(error).toMatchObject({ contradictions: expect.arrayContaining([{ kind: "repeated", voter: voter(0) }]) });
  });

  test("where the lie begins after an honest count", async () => {
    await vote(0, "Ada", "Grace", "Ada", "Ada");
    const honest = await readCount(node, asked(election), creation, await head());
    await vote(4, "Grace");
    const error = await readLying<unknown[]>("eth_getLogs", (logs) => logs.slice(0, -1), honest);
    expect(error).toMatchObject({ contradictions: [{ kind: "candidate", candidate: grace }, { kind: "total" }] });
  });

  test("but does where an honest answer merely has the same ballot twice", async () => {
    await vote(0, "Ada", "Grace");
    expect(await readLying<unknown[]>("eth_getLogs", (logs) => [...logs, ...logs])).toMatchObject({
      tally: tally(1n, 1n),
      ballots: [{ voter: voter(0) }, { voter: voter(1) }],
    });
  });
});

function results(ids: Hex[], counts: bigint[], ballots: bigint): Hex {
  return encodeAbiParameters(
    [{ type: "bytes32[]" }, { type: "uint256[]" }, { type: "uint256" }],
    [ids, counts, ballots],
  );
}

function hex(block: bigint): Hex {
  return `0x${block.toString(16)}`;
}
