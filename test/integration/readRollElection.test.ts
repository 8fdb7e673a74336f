import type { Address } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NoAnswerError } from "@/chain/errors";
import { createNode, type Node } from "@/chain/node";
import { readBox } from "@/chain/readBox";
import { CountConflictError, readCount } from "@/chain/readCount";
import { readElection } from "@/chain/readElection";
import { readPlace } from "@/chain/readPlace";
import { readVoters } from "@/chain/readVoters";
import { readHead } from "@/chain/watchHead";
import { inRollOrder } from "@/election/roll";
import { lieAbout } from "../support/lies";
import { castInBlock, createElection, publishRoll, reorganise, startChain } from "../support/startChain";
import { goDown, startProxy } from "../support/startProxy";

// Longer than one chunk and than one piece of the box, so that all are read in parts.
const others = Array.from({ length: 33_000 }, (_, index): Address => `0x${(index + 1).toString(16).padStart(40, "0")}`);
const chain = await startChain();
const proxies = [await startProxy(chain.url), await startProxy(chain.url)] as const;
const node = createNode(chain.configuration);
const [unlisted, ...voters] = chain.accounts;
const size = BigInt(others.length + voters.length);
const ordered = inRollOrder([...others, ...voters]);
let roll: Address;
let title = 0;
let election: Address;

beforeAll(async () => {
  roll = await publishRoll(chain, ordered);
}, 60_000);
beforeEach(async () => {
  for (const proxy of proxies) proxy.fail();
  title += 1;
  election = await createElection(chain, { title: `Election ${title}`, roll });
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop();
  await chain.stop();
});

/** A node of both proxies, the preferred first. */
function throughProxies(): Node {
  return createNode({ ...chain.configuration, endpoints: proxies.map(({ url }) => url) });
}

function indexOf(voter: Address | undefined): number {
  return ordered.indexOf(voter ?? "0x");
}

async function head() {
  return readHead(node, 64);
}

async function count() {
  const at = await head();
  return readCount(node, await readElection(node, 31337, election, at.number), 0n, at);
}

describe("readPlace", () => {
  test("gives the index of a voter, and null for an address that is not on the roll", async () => {
    const { hash } = await head();
    for (const voter of voters.slice(0, 3)) {
      expect(await readPlace(node, roll, voter, hash)).toBe(BigInt(indexOf(voter)));
    }
    expect(await readPlace(node, roll, unlisted, hash)).toBeNull();
  });

  test("is not known where two nodes contradict each other, whichever lies", async () => {
    const { hash } = await head();
    const [voter] = voters;
    for (const liar of proxies) {
      liar.fail(lieAbout("indexOf", (index) => index + 1n));
      await expect(readPlace(throughProxies(), roll, voter ?? roll, hash)).rejects.toThrow(NoAnswerError);
      liar.fail();
    }
  });

  test("is not taken for missing where the node does not answer", async () => {
    const { hash } = await head();
    for (const proxy of proxies) proxy.fail(goDown());
    await expect(readPlace(throughProxies(), roll, unlisted, hash)).rejects.toThrow();
  });
});

describe("readVoters", () => {
  test("gives the part of the roll that was asked for, across its chunks", async () => {
    const { hash } = await head();
    const read = await readVoters(node, roll, 1_200n, 1_250n, hash);
    expect(read.map((voter) => voter.toLowerCase())).toEqual(
      ordered.slice(1_200, 1_250).map((voter) => voter.toLowerCase()),
    );
  });

  test.each<[string, (voters: readonly Address[]) => readonly Address[]]>([
    ["in another order", (told) => told.toReversed()],
    ["twice", ([first = "0x", , ...rest]) => [first, first, ...rest]],
    ["too few", ([, ...rest]) => rest],
  ])("does not show voters %s", async (_, how) => {
    const { hash } = await head();
    for (const proxy of proxies) proxy.fail(lieAbout("voters", how));
    await expect(readVoters(throughProxies(), roll, 0n, 50n, hash)).rejects.toThrow(NoAnswerError);
  });

  test("does not show voters on whom two nodes contradict each other", async () => {
    const { hash } = await head();
    proxies[1].fail(lieAbout("voters", (told) => told.with(0, "0x0000000000000000000000000000000000000000")));
    await expect(readVoters(throughProxies(), roll, 0n, 50n, hash)).rejects.toThrow(NoAnswerError);
  });
});

describe("readBox", () => {
  test("marks whoever has voted, with the candidate's number, at the count's block", async () => {
    const [first, second, third] = voters;
    await castInBlock(chain, election, first ?? roll, "Grace");
    await castInBlock(chain, election, second ?? roll, "Ada");
    const counted = await count();
    await castInBlock(chain, election, third ?? roll, "Ada");

    const box = await readBox(node, { address: election }, { size }, counted);
    expect(box.head).toBe(counted.head);
    expect(box.ballots).toBe(2n);
    expect(box.marks).toHaveLength(ordered.length);
    const marked = [...box.marks].flatMap((mark, index) => (mark ? [[index, mark]] : []));
    expect(marked).toEqual(
      [
        [indexOf(first), 2],
        [indexOf(second), 1],
      ].sort(([a = 0], [b = 0]) => a - b),
    );
  });

  test("is empty again where the blocks of its ballots were replaced", async () => {
    await castInBlock(chain, election, voters[3] ?? roll, "Ada");
    expect((await readBox(node, { address: election }, { size }, await count())).ballots).toBe(1n);
    await reorganise(chain, 1);
    const { marks, ballots } = await readBox(node, { address: election }, { size }, await count());
    expect(ballots).toBe(0n);
    expect(marks.some((mark) => mark !== 0)).toBe(false);
  });

  test("is read from another node where one's contradicts the tally, and is a conflict where none agrees", async () => {
    await castInBlock(chain, election, voters[4] ?? roll, "Ada");
    const counted = await count();
    const [liar, honest] = proxies;
    // Moves every ballot to the next candidate: as many as before, but not for whom they were cast.
    const lie = lieAbout("box", (words) => words.map((word) => word << 1n));
    liar.fail(lie);
    expect((await readBox(throughProxies(), { address: election }, { size }, counted)).ballots).toBe(1n);
    honest.fail(lie);
    const reading = readBox(throughProxies(), { address: election }, { size }, counted);
    await expect(reading).rejects.toThrow(CountConflictError);
    await expect(reading).rejects.toMatchObject({ contradictions: [{ kind: "box" }] });
  });
});

test("counts an election on a roll as any other, and takes back what a replaced block held", async () => {
  await castInBlock(chain, election, voters[5] ?? roll, "Ada");
  const before = await count();
  expect(before.tally.ballots).toBe(1n);
  await reorganise(chain, 1);
  const at = await head();
  const after = await readCount(node, await readElection(node, 31337, election, at.number), 0n, at, before);
  expect(after.tally.ballots).toBe(0n);
  expect(after.takenBack).toEqual(before.ballots);
});
