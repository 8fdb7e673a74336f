import { type Address, encodeAbiParameters, type Hex, toEventSelector } from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NoAnswerError } from "@/chain/errors";
import { createNode, type Node } from "@/chain/node";
import { readBox } from "@/chain/readBox";
import { type Count, readCount } from "@/chain/readCount";
import { readElection } from "@/chain/readElection";
import { readListed } from "@/chain/readListed";
import { readOwnBallot } from "@/chain/readOwnBallot";
import { readHead } from "@/chain/watchHead";
import { candidateId, type Election } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { deliverBatch, sendBatch } from "../support/deliverBallots";
import { testAccount } from "../support/installWallet";
import { changeLogs, type Log, lieAbout } from "../support/lies";
import { inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { castInBlock, createElection, publishRoll, reorganise, sendBallot, startChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";

const chain = await startChain();
const proxies = [await startProxy(chain.url), await startProxy(chain.url)] as const;
const truthful = createNode(chain.configuration);
const batchTopic = toEventSelector("BatchCounted(address,bytes)");
const [ada, grace] = [candidateId("Ada"), candidateId("Grace")];
const [carrier, otherCarrier] = [chain.accounts[8] ?? "0x", chain.accounts[9] ?? "0x"] as const;

// Voters in two chunks who own no coin, and two who do.
const funded = [testAccount(0), testAccount(1)] as const;
const everybody = new Map([...inventSigners(1_300), ...funded].map((account) => [account.address, account]));
const voters = inRollOrder([...everybody.keys()]).flatMap((address) => everybody.get(address) ?? []);
const [first, second] = funded.map(({ address }) => voters.findIndex((voter) => voter.address === address));
/** The indexes of voters who only sign, in both chunks of the roll. */
const signers = [10, 700, 1_250, voters.length - 1].map((index) => (index === first || index === second ? 3 : index));
const [early = 0, middle = 0, late = 0, last = 0] = signers;

let roll: Address;
let signing: SigningElection;
let election: Election;
let elections = 0;

beforeAll(async () => {
  roll = await publishRoll(
    chain,
    voters.map(({ address }) => address),
  );
}, 60_000);
beforeEach(async () => {
  for (const proxy of proxies) proxy.fail();
  elections += 1;
  const title = `Election ${elections}`;
  const address = await createElection(chain, { title, roll });
  signing = { chainId: 31337, address, roll, title, candidates: ["Ada", "Grace"], voters };
  election = await readElection(truthful, 31337, address, (await head()).number);
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop();
  await chain.stop();
});

function head() {
  return readHead(truthful, 64);
}

/** A node of the first proxy alone, or of both. */
function through(...used: readonly (typeof proxies)[number][]): Node {
  return createNode({ ...chain.configuration, endpoints: used.map(({ url }) => url) });
}

async function count(node = truthful, previous?: Count): Promise<Count> {
  return readCount(node, election, 0n, await head(), previous);
}

/** The ballots of these voters for these candidates as one batch, in a block of its own. */
async function deliver(choices: readonly [number, "Ada" | "Grace"][], by: Address = carrier): Promise<bigint> {
  const ballots = await Promise.all(choices.map(([index, choice]) => signBallot(signing, index, choice)));
  return deliverBatch(chain, signing, ballots, by);
}

function voterAt(index = -1): string | undefined {
  return voters[index]?.address.toLowerCase();
}

describe("the count", () => {
  test("is of what voters cast themselves and of what was delivered for them, in the order of the chain", async () => {
    await chain.node.setAutomine(false);
    // Nobody pays more than another, so that they stand as they came.
    const signed = await Promise.all([signBallot(signing, last, "Grace"), signBallot(signing, early, "Ada")]);
    await sendBallot(chain, signing.address, funded[0].address, "Ada");
    await sendBatch(chain, signing, signed, carrier);
    await sendBallot(chain, signing.address, funded[1].address, "Grace");
    await chain.node.mine({ blocks: 1 });
    await chain.node.setAutomine(true);
    const block = await deliver([[middle, "Ada"]], otherCarrier);

    const { tally, ballots } = await count();
    expect(tally.votes.map((vote) => vote.count)).toEqual([3n, 2n]);
    const relayed = { carrier: carrier.toLowerCase(), logIndex: ballots[1]?.logIndex };
    expect(ballots).toMatchObject([
      { voter: voterAt(first), candidate: ada },
      { voter: voterAt(last), candidate: grace, ...relayed },
      { voter: voterAt(early), candidate: ada, ...relayed },
      { voter: voterAt(second), candidate: grace },
      { voter: voterAt(middle), candidate: ada, block, carrier: otherCarrier.toLowerCase() },
    ]);
    // Whoever cast a ballot by themselves had no carrier.
    expect(ballots.map((ballot) => "carrier" in ballot)).toEqual([false, true, true, false, true]);
    expect(new Set(ballots.slice(0, 4).map(({ blockHash }) => blockHash)).size).toBe(1);
  });

  test("holds no ballot twice that was delivered twice, or delivered and cast", async () => {
    await deliver([
      [early, "Ada"],
      [first ?? 0, "Grace"],
    ]);
    await deliver(
      [
        [early, "Ada"],
        [middle, "Grace"],
      ],
      otherCarrier,
    );
    const { tally, ballots } = await count();
    expect(tally.ballots).toBe(3n);
    expect(ballots.map(({ voter }) => voter)).toEqual([early, first, middle].map(voterAt));
  });

  test("is read on from an earlier one, and goes back with the blocks that are replaced", async () => {
    await deliver([
      [early, "Ada"],
      [late, "Grace"],
    ]);
    await chain.node.mine({ blocks: 4 });
    const before = await count();
    await castInBlock(chain, signing.address, funded[0].address, "Ada");
    await deliver([
      [middle, "Grace"],
      [last, "Grace"],
    ]);
    const after = await count(truthful, before);
    expect(after.tally.ballots).toBe(5n);
    expect(after.ballots).toEqual((await count()).ballots);
    // What is final was not read again.
    expect(after.ballots[0]).toBe(before.ballots[0]);

    await reorganise(chain, 1);
    const back = await count(truthful, after);
    expect(back.tally.ballots).toBe(3n);
    expect(back.takenBack.map(({ voter }) => voter)).toEqual([middle, last].map(voterAt));
    await deliver([
      [last, "Grace"],
      [middle, "Grace"],
    ]);
    const again = await count(truthful, back);
    expect(again.tally.ballots).toBe(5n);
    expect(again.takenBack).toEqual([]);
  });

  test("agrees with the contract's word on a voter's own ballot, and with the box", async () => {
    await deliver([
      [early, "Ada"],
      [last, "Grace"],
    ]);
    await castInBlock(chain, signing.address, funded[0].address, "Grace");
    const counted = await count();
    for (const { voter, candidate } of counted.ballots) {
      expect(await readOwnBallot(truthful, election.address, voter, counted.head.hash)).toBe(candidate);
    }
    const box = await readBox(truthful, election, { size: BigInt(voters.length) }, counted);
    expect([...box.marks].flatMap((mark, index) => (mark ? [[index, mark]] : []))).toEqual(
      [
        [early, 1],
        [last, 2],
        [first ?? -1, 2],
      ].sort(([a = 0], [b = 0]) => a - b),
    );
  });

  test("asks for the roll once, and not at all before a batch is met", async () => {
    const node = through(proxies[0]);
    const codes = () => proxies[0].requests.filter(({ method }) => method === "eth_getCode").length;
    proxies[0].requests.length = 0;
    await castInBlock(chain, signing.address, funded[0].address, "Ada");
    await count(node);
    expect(codes()).toBe(0);
    await deliver([[early, "Ada"]]);
    await count(node);
    expect(codes()).toBe(2);
    await deliver([[last, "Ada"]]);
    await count(node);
    expect(codes()).toBe(2);
  });
});

/** Changes the data of the log of a batch, as the bytes in it: four for each ballot. */
function changeBatch(how: (ballots: readonly string[]) => readonly string[]) {
  return changeLogs((logs) =>
    logs.map((log) => {
      const { data, topics } = log as Log & { data: Hex };
      if (topics[0] !== batchTopic) return log;
      const length = Number.parseInt(data.slice(66, 130), 16);
      const ballots = data.slice(130, 130 + 2 * length).match(/.{8}/g) ?? [];
      return { ...log, data: encodeAbiParameters([{ type: "bytes" }], [`0x${how(ballots).join("")}`]) };
    }),
  );
}

describe("no number is shown", () => {
  beforeEach(async () => {
    await castInBlock(chain, signing.address, funded[0].address, "Ada");
    await deliver([
      [early, "Ada"],
      [middle, "Grace"],
      [late, "Grace"],
    ]);
  });

  const isBatch = ({ topics }: Log) => topics[0] === batchTopic;
  test.each([
    ["leaves a batch out", changeLogs((logs) => logs.filter((log) => !isBatch(log)))],
    ["leaves a ballot of it out", changeBatch(([, ...rest]) => rest)],
    [
      "exchanges two voters' choices, so that every candidate keeps their votes",
      changeBatch(([one = "", two = "", ...rest]) => [
        `${one.slice(0, 6)}${two.slice(6)}`,
        `${two.slice(0, 6)}${one.slice(6)}`,
        ...rest,
      ]),
    ],
    [
      "exchanges a voter for one who has not voted",
      changeBatch(([ballot = "", ...rest]) => [`000005${ballot.slice(6)}`, ...rest]),
    ],
    ["gives a ballot of it twice", changeBatch((ballots) => [...ballots, ballots[0] ?? ""])],
    [
      "gives a ballot to another candidate",
      changeBatch(([ballot = "", ...rest]) => [`${ballot.slice(0, 6)}02`, ...rest]),
    ],
    ["gives a ballot to no candidate", changeBatch(([ballot = "", ...rest]) => [`${ballot.slice(0, 6)}03`, ...rest])],
    ["gives a ballot to a voter past the roll's end", changeBatch(([, ...rest]) => ["ffffff01", ...rest])],
    ["cuts a batch short", changeBatch((ballots) => [ballots.join("").slice(0, -2)])],
    [
      "gives a batch in two places",
      changeLogs((logs) => [...logs, ...logs.filter(isBatch).map((log) => ({ ...log, logIndex: "0x9" as const }))]),
    ],
    [
      "gives it to somebody who voted by themselves",
      changeBatch(([ballot = "", ...rest]) => [
        `${(first ?? 0).toString(16).padStart(6, "0")}${ballot.slice(6)}`,
        ...rest,
      ]),
    ],
    [
      "gives no data with it",
      changeLogs((logs) => logs.map((log) => (isBatch(log) ? { ...log, data: "0x" as const } : log))),
    ],
  ])("where the node %s, and another's record serves", async (_, lie) => {
    proxies[0].fail(lie);
    const error = await count(through(proxies[0])).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "CountConflictError" });
    const { tally, ballots } = await count(through(...proxies));
    expect(tally.ballots).toBe(4n);
    expect(ballots).toEqual((await count()).ballots);
  });

  test.each([
    ["a batch that is given twice in its place is one", changeLogs((logs) => [...logs, ...logs].reverse())],
    ["a ballot that the box does not hold is left out", changeBatch((ballots) => [...ballots, "00000501"])],
  ])("but %s", async (_, fault) => {
    proxies[0].fail(fault);
    expect((await count(through(proxies[0]))).ballots).toEqual((await count()).ballots);
  });

  test("where the box is lied about: not by one node, and not by one of two", async () => {
    proxies[0].fail(lieAbout("box", (words) => words.map((word) => word << 1n)));
    await expect(count(through(proxies[0]))).rejects.toMatchObject({ name: "CountConflictError" });
    await expect(count(through(...proxies))).rejects.toThrow(NoAnswerError);
  });

  test("what was found in the box is not looked for again", async () => {
    const node = through(proxies[0]);
    const calls = () => proxies[0].requests.filter(({ method }) => method === "eth_call").length;
    await count(node);
    proxies[0].requests.length = 0;
    const again = await count(node);
    // The tally alone.
    expect(calls()).toBe(1);
    expect(again.ballots).toEqual((await count()).ballots);
  });
});

describe("nobody is taken for a voter whom the roll does not name", () => {
  const forge = change<Hex>("eth_getCode", (code) => (code.length > 1_000 ? `0x${code.slice(2, -4)}abcd` : code));

  test("where a node gives another roll: another node serves, or the count has to wait", async () => {
    await deliver([[last, "Ada"]]);
    proxies[0].fail(forge);
    await expect(count(through(proxies[0]))).rejects.toThrow(NoAnswerError);
    expect((await count(through(...proxies))).ballots[0]?.voter).toBe(voterAt(last));
  });

  test("where the roll cannot be read; once it can, the count is there", async () => {
    await deliver([[last, "Ada"]]);
    const node = through(proxies[0]);
    proxies[0].fail(async (request, forward) =>
      request.method === "eth_getCode" ? goDown()(request, forward) : forward(),
    );
    await expect(count(node)).rejects.toThrow();
    proxies[0].fail();
    expect((await count(node)).ballots[0]?.voter).toBe(voterAt(last));
  });

  test("on a roll too long to be read whole, where two nodes contradict each other", async () => {
    const { number } = await head();
    // As if there were more chunks than these: those that are asked for are all that is read.
    const long = { address: roll, size: 200_000n, digest: "0x" as const };
    const node = through(...proxies);
    proxies[1].fail(forge);
    await expect(readListed(node, long, [early], number)).rejects.toThrow(NoAnswerError);
    proxies[1].fail();
    proxies[0].requests.length = 0;
    const listed = await readListed(node, long, [early, middle], number);
    expect([listed(early), listed(middle)]).toEqual([early, middle].map(voterAt));
    expect(proxies[0].requests.filter(({ method }) => method === "eth_getCode")).toHaveLength(1);
  });
});
