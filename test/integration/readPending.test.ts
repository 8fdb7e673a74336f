import { type Address, encodeFunctionData, zeroHash } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { createNode } from "@/chain/node";
import { readPending } from "@/chain/readPending";
import { candidateId } from "@/election/election";
import { sendBatch } from "../support/deliverBallots";
import { createSigningElection, inventSigners, signBallot } from "../support/signBallots";
import { createElection, publishRoll, sendBallot, startChain, type TestChain } from "../support/startChain";
import { change, type NodeProxy, startProxy } from "../support/startProxy";

let chain: TestChain;
let proxy: NodeProxy;
let election: Address;

beforeAll(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  election = await createElection(chain);
  await chain.node.setAutomine(false);
});
afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});
beforeEach(() => {
  proxy.fail();
  return chain.node.mine({ blocks: 1 });
});

/** The chain's node, through the proxy. */
function throughProxy() {
  return createNode({ ...chain.configuration, endpoints: [proxy.url] });
}

test("holds the ballots that were sent until a block holds them", async () => {
  const node = createNode(chain.configuration);
  expect(await readPending(node, election)).toEqual([]);

  const [voter, other] = chain.accounts;
  const first = await sendBallot(chain, election, voter, "Ada");
  const second = await sendBallot(chain, election, other, "Grace");
  const waiting = await readPending(node, election);
  expect(waiting).toHaveLength(2);
  expect(waiting).toContainEqual({ hash: first, voter: voter.toLowerCase(), candidate: candidateId("Ada") });
  expect(waiting).toContainEqual({ hash: second, voter: other.toLowerCase(), candidate: candidateId("Grace") });

  await chain.node.mine({ blocks: 1 });
  expect(await readPending(node, election)).toEqual([]);
});

test("holds a ballot that names its voter's index on the roll", async () => {
  await chain.node.setAutomine(true);
  const [voter] = chain.accounts;
  const onRoll = await createElection(chain, { roll: await publishRoll(chain, [voter]) });
  await chain.node.setAutomine(false);
  const call = { abi: rollElectionAbi, functionName: "vote", args: [candidateId("Grace"), 0n] } as const;
  const hash = await chain.node.writeContract({ ...call, address: onRoll, account: voter });
  expect(await readPending(createNode(chain.configuration), onRoll)).toEqual([
    { hash, voter: voter.toLowerCase(), candidate: candidateId("Grace") },
  ]);
});

test("holds a batch as so many ballots, whose voters only the contract can tell", async () => {
  await chain.node.setAutomine(true);
  const signing = await createSigningElection(chain, inventSigners(40));
  await chain.node.setAutomine(false);
  const ballots = await Promise.all([3, 39, 7].map((index) => signBallot(signing, index, "Grace")));
  const [carrier] = chain.accounts;
  // What would be refused, and a wallet's ballot; the gas is named, since a node asked for it says so.
  const call = { address: signing.address, abi: rollElectionAbi, account: carrier, gas: 1_000_000n } as const;
  await chain.node.writeContract({ ...call, functionName: "castBatch", args: [`0x${"00".repeat(69)}`] });
  await chain.node.writeContract({ ...call, functionName: "castBatch", args: ["0x"] });
  const wallet = [candidateId("Ada"), 5n, "0x1234"] as const;
  const single = await chain.node.writeContract({ ...call, functionName: "castSigned", args: wallet });
  const batch = await sendBatch(chain, signing, ballots);
  expect(await readPending(createNode(chain.configuration), signing.address)).toEqual([
    { hash: single, carrier: carrier.toLowerCase(), count: 1 },
    { hash: batch, carrier: carrier.toLowerCase(), count: 3 },
  ]);
});

test("holds neither another election's ballots nor other calls", async () => {
  await chain.node.setAutomine(true);
  const another = await createElection(chain, { title: "Something else?" });
  await chain.node.setAutomine(false);
  const voter = chain.accounts[2] ?? election;
  await sendBallot(chain, another, voter, "Ada");
  const data = encodeFunctionData({
    abi: openElectionAbi,
    functionName: "getVoteCount",
    args: [candidateId("Ada")],
  });
  await chain.node.sendTransaction({ account: chain.accounts[0], to: election, data });
  expect((await chain.node.getBlock({ blockTag: "pending" })).transactions).toHaveLength(2);
  expect(await readPending(createNode(chain.configuration), election)).toEqual([]);
});

type PendingBlock = { number: string; transactions: unknown[] } | null;

test.each<[string, (block: PendingBlock) => PendingBlock]>([
  ["null", () => null],
  ["hashes alone", (block) => block && { ...block, transactions: [zeroHash] }],
  ["the newest block", (block) => block && { ...block, number: "0x1" }],
])("is unknown, not empty, where the node answers with %s", async (_, how) => {
  await sendBallot(chain, election, chain.accounts[3] ?? election, "Ada");
  proxy.fail(change("eth_getBlockByNumber", how));
  expect(await readPending(throughProxy(), election)).toBeUndefined();
});

test("is unknown where the node refuses", async () => {
  proxy.fail(async (request, forward) => {
    if (request.method !== "eth_getBlockByNumber") return forward();
    return { error: { code: -32601, message: "the method is not available" } };
  });
  expect(await readPending(throughProxy(), election)).toBeUndefined();
});

test("is what the one node tells where another does not, and once where both do", async () => {
  const hash = await sendBallot(chain, election, chain.accounts[4] ?? election, "Ada");
  proxy.fail(change("eth_getBlockByNumber", () => null));
  const node = createNode({ ...chain.configuration, endpoints: [proxy.url, chain.url] });
  expect((await readPending(node, election))?.map((sent) => sent.hash)).toEqual([hash]);
  proxy.fail();
  expect((await readPending(node, election))?.map((sent) => sent.hash)).toEqual([hash]);
});
