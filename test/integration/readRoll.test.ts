import { type Address, checksumAddress, numberToHex } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConfiguration } from "@/chain/configuration";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollFactory } from "@/chain/generated/rollFactory";
import { listElectionsOnRoll } from "@/chain/listElectionsOnRoll";
import { listRolls } from "@/chain/listRolls";
import { createNode, type Node } from "@/chain/node";
import { readRoll } from "@/chain/readRoll";
import { readRollVoters } from "@/chain/readRollVoters";
import { type Head, readHead } from "@/chain/watchHead";
import { rollDigest } from "@/election/roll";
import { startAnvil } from "../../scripts/practice/startAnvil";
import { describePractice } from "../../scripts/practice/startPractice";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";
import { change, goDown, startProxy } from "../support/startProxy";
import { startRoll } from "../support/startRoll";

/** More than are read with one request. */
const members = Array.from({ length: 6100 }, (_, index) => checksumAddress(numberToHex(index * 7 + 1, { size: 20 })));

let chain: TestChain;
let node: Node;
let large: Address;
let unclosed: Address;
let beforeSmall: Head;
let small: Address;
let head: Head;

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
  large = await publishRoll(chain, members.toReversed());
  unclosed = await startRoll(chain, members.slice(0, 3));
  beforeSmall = await readHead(node, 64);
  small = await publishRoll(chain, members.slice(0, 2), chain.accounts[1]);
  head = await readHead(node, 64);
});
afterAll(() => chain.stop());

/** A node with one endpoint that is honest and one that changes what it says of a call. */
async function withLiar(lie: (answer: string) => string) {
  const proxy = await startProxy(chain.url);
  proxy.fail(change("eth_call", lie));
  const { configuration } = chain;
  const endpoints = [proxy.url, ...configuration.endpoints.filter((endpoint) => endpoint.startsWith("http"))];
  return { lying: createNode({ ...configuration, endpoints }), alone: [proxy.url], proxy };
}

test("reads size, publisher, digest, and whether a roll is closed", async () => {
  expect(await readRoll(node, large, head.number)).toEqual({
    address: large,
    publisher: chain.accounts[0],
    size: 6100n,
    closed: true,
    digest: rollDigest(members),
  });
  expect(await readRoll(node, unclosed, head.number)).toMatchObject({ size: 3n, closed: false });
  expect(await readRoll(node, small, head.number)).toMatchObject({ size: 2n, publisher: chain.accounts[1] });
});

test("reads every voter in the order of the roll, and tells how far it is", async () => {
  const seen: bigint[] = [];
  const roll = await readRoll(node, large, head.number);
  expect(await readRollVoters(node, roll, head.number, (read) => seen.push(read))).toEqual(members);
  expect(seen).toHaveLength(2);
  expect(seen.at(-1)).toBe(6100n);
});

test("does not show voters that do not give the roll's digest", async () => {
  const voter = `${members[1]?.slice(2).toLowerCase()}`;
  const { proxy, alone } = await withLiar((answer) => answer.replace(voter, "f".repeat(40)));
  const liar = createNode({ ...chain.configuration, endpoints: alone });
  const roll = await readRoll(liar, small, head.number);
  await expect(readRollVoters(liar, roll, head.number)).rejects.toThrow("not those of the roll");
  expect(await readRollVoters(node, roll, head.number)).toEqual(members.slice(0, 2));
  await proxy.stop();
});

test("shows no size on which two endpoints contradict each other", async () => {
  const two = numberToHex(2, { size: 32 });
  const { proxy, lying } = await withLiar((answer) => (answer === two ? numberToHex(9, { size: 32 }) : answer));
  await expect(readRoll(lying, small, head.number)).rejects.toThrow("different things");
  expect((await readRoll(lying, large, head.number)).size).toBe(6100n);
  await proxy.stop();
});

test("lists the elections that use a roll, the newest first", async () => {
  const titles = ["Who keeps the keys?", "Who digs the pond?"];
  for (const title of titles) await createElection(chain, { title, roll: large });
  await createElection(chain, { title: "Another roll's", roll: small });
  const { number } = await readHead(node, 64);
  const listed = await listElectionsOnRoll(node, large, number);
  expect(listed.map(({ title }) => title)).toEqual(titles.toReversed());
  expect(await listElectionsOnRoll(node, unclosed, number)).toEqual([]);
  expect(await listElectionsOnRoll(node, large, head.number)).toEqual([]);
});

test("takes no other contract for a roll, and no address without one", async () => {
  const election = await createElection(chain);
  const { number } = await readHead(node, 64);
  await expect(readRoll(node, election, number)).rejects.toMatchObject({ reason: "unrecognised" });
  await expect(readRoll(node, rollFactory.address, number)).rejects.toMatchObject({ reason: "unrecognised" });
  await expect(readRoll(node, chain.accounts[0], number)).rejects.toMatchObject({ reason: "noCode" });
});

test("does not believe a node that another contract is a roll", async () => {
  const forged = await chain.node.deployContract({
    abi: rollAbi,
    bytecode: (await import("@/chain/generated/rollInitcode")).rollInitcode,
    args: [chain.accounts[0]],
    account: chain.accounts[0],
  });
  const { contractAddress } = await chain.node.waitForTransactionReceipt({ hash: forged });
  const nobody = numberToHex(0, { size: 32 });
  const somebody = numberToHex(BigInt(chain.accounts[0]), { size: 32 });
  const { proxy, alone } = await withLiar((answer) => (answer === nobody ? somebody : answer));
  const liar = createNode({ ...chain.configuration, endpoints: alone });
  const { number } = await readHead(node, 64);
  await expect(readRoll(liar, `${contractAddress}` as Address, number)).rejects.toMatchObject({
    reason: "unrecognised",
  });
  await proxy.stop();
});

test("lists the newest rolls first, at the block that was named", async () => {
  const list = await listRolls(node, head, 10n);
  expect(list).toMatchObject({ head, hasFactory: true, total: 3n, unrecognised: [] });
  expect(list.rolls.map(({ address }) => address)).toEqual([small, unclosed, large]);
  expect((await listRolls(node, head, 2n)).rolls.map(({ address }) => address)).toEqual([small, unclosed]);
  expect((await listRolls(node, beforeSmall, 10n)).rolls.map(({ address }) => address)).toEqual([unclosed, large]);
});

test("reads no closed roll again that an earlier list has, but one that was open", async () => {
  const proxy = await startProxy(chain.url);
  const watched = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  const earlier = await listRolls(watched, head, 10n);
  await chain.node.mine({ blocks: 3 });
  const later = await readHead(watched, 1);
  proxy.requests.length = 0;
  expect((await listRolls(watched, later, 10n, earlier)).rolls).toEqual(earlier.rolls);
  // How many, which; and of the open one publisher, salt, size, state, digest.
  expect(proxy.requests.map(({ method }) => method)).toEqual(Array(7).fill("eth_call"));
  await proxy.stop();
});

test("does not take a silent node for an empty list", async () => {
  const proxy = await startProxy(chain.url);
  proxy.fail(goDown());
  const silent = createNode({ ...chain.configuration, endpoints: [proxy.url] });
  await expect(listRolls(silent, head, 10n)).rejects.toThrow();
  await expect(readRoll(silent, large, head.number)).rejects.toThrow();
  await proxy.stop();
});

test("tells a chain without the factory from one without rolls", async () => {
  const anvil = await startAnvil({});
  const [configuration] = parseConfiguration(describePractice(anvil)).chains;
  if (!configuration) throw new Error("No chain is described.");
  const bare = createNode(configuration);
  const none = { total: 0n, rolls: [], unrecognised: [] };
  expect(await listRolls(bare, await readHead(bare, 64), 10n)).toMatchObject({ hasFactory: false, ...none });
  await anvil.stop();

  const empty = await startChain();
  const fresh = createNode(empty.configuration);
  expect(await listRolls(fresh, await readHead(fresh, 64), 10n)).toMatchObject({ hasFactory: true, ...none });
  await empty.stop();
});
