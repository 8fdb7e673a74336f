import { encodeFunctionData, type Hex, numberToHex, pad } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { rollAbi } from "@/chain/generated/rollAbi";
import { candidateId } from "@/election/election";
import { chunkAddress } from "@/election/rollCode";
import { slotKey, tallyKey } from "@/recount/slots";
import { holdOnRoll, holdPoll, makeFinal, newTitle } from "../support/holdElection";
import { changeLogs, tellOfOtherChain } from "../support/lies";
import { editCounter, editMark, editSlot, voteFor, withCode } from "../support/operateChain";
import { failedIn, type Liars, startLiars } from "../support/recountLiars";
import { type SigningElection, voterAt } from "../support/signBallots";
import { castInBlock, createElection, startChain } from "../support/startChain";

// Whoever runs a chain alone, and so every endpoint of it, can write into its state what nobody voted. Its blocks, hashes
// and proofs are then genuine, and what catches it is that the parts of an election bind each other.

let liars: Liars;
const honest = [undefined, undefined] as const;

beforeAll(async () => {
  liars = await startLiars();
});
// All elections of a chain are on one roll: what one test edits, the next one must not find.
let untouched: Hex;
beforeEach(async () => {
  untouched = await liars.chain.node.snapshot();
});
afterEach(() => liars.chain.node.revert({ id: untouched }));
afterAll(() => liars.stop());

const vote = (candidate: string) =>
  encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [candidateId(candidate)] });

test("history: a ballot put into the box and its counter alike", async () => {
  const { chain } = liars;
  const election = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const { address } = election;
  await editMark(chain, address, absentee(election), 2);
  await editCounter(chain, address, "Grace", 1n);
  await makeFinal(chain);
  const recount = await liars.recount(address, honest);
  expect(failedIn(recount)).toEqual(["history"]);
  expect(recount.findings).toContainEqual(expect.objectContaining({ check: "history", fault: "box" }));
  expect(recount.tally).toBeUndefined();
});

test("history: a ballot taken out of the box and its counter alike", async () => {
  const { chain } = liars;
  const { address, voters } = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const index = voters.findIndex((voter) => voter.address === chain.accounts[1]);
  await editMark(chain, address, index, 0);
  await editCounter(chain, address, "Ada", -1n);
  await makeFinal(chain);
  expect(failedIn(await liars.recount(address, honest))).toEqual(["history"]);
});

test("history: in the box one voter's ballot made another candidate's, and the counters alike", async () => {
  const { chain } = liars;
  const { address, voters } = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const index = voters.findIndex((voter) => voter.address === chain.accounts[1]);
  await editMark(chain, address, index, 2);
  await editCounter(chain, address, "Ada", -1n);
  await editCounter(chain, address, "Grace", 1n);
  await makeFinal(chain);
  expect(failedIn(await liars.recount(address, honest))).toEqual(["history"]);
});

test("counters: another counter, and nothing else", async () => {
  const { chain } = liars;
  const { address } = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  await editCounter(chain, address, "Grace", 5n);
  await makeFinal(chain);
  expect(failedIn(await liars.recount(address, honest))).toEqual(["counters"]);
});

test("ballots: a mark in the box for no candidate", async () => {
  const { chain } = liars;
  const election = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const { address } = election;
  await editMark(chain, address, absentee(election), 7);
  await makeFinal(chain);
  expect(failedIn(await liars.recount(address, honest))).toEqual(["ballots", "history"]);
});

test("ballots: in a poll votes that nobody cast", async () => {
  const { chain } = liars;
  const election = await holdPoll(chain, 3);
  await editCounter(chain, election, "Grace", 1n);
  await makeFinal(chain);
  expect(failedIn(await liars.recount(election, honest))).toEqual(["ballots", "counters"]);
});

test("ballots: in a poll another seal over the same count", async () => {
  const { chain } = liars;
  const election = await holdPoll(chain, 3);
  const slot = tallyKey(0n, candidateId("Ada"));
  const word = BigInt((await chain.node.getStorageAt({ address: election, slot })) ?? 0);
  await editSlot(chain, election, slot, slotKey(word ^ (1n << 200n)));
  await makeFinal(chain);
  expect(failedIn(await liars.recount(election, honest))).toEqual(["ballots"]);
});

test("roll: a voter who stands in the place of two", async () => {
  const { chain } = liars;
  const { address, roll } = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const chunk = chunkAddress(roll, 0);
  const code = (await chain.node.getCode({ address: chunk })) ?? "0x";
  await chain.node.setCode({ address: chunk, bytecode: `0x00${code.slice(44, 84)}${code.slice(44)}` });
  await chain.node.mine({ blocks: 1 });
  await makeFinal(chain);
  expect(failedIn(await liars.recount(address, honest))).toContain("roll");
});

test("no signature is told of for a ballot that was cast without the voter's key", async () => {
  const { chain } = liars;
  const election = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const { address: voter } = voterAt(election, absentee(election));
  await voteFor(chain, election.address, voter, vote("Grace"));
  await makeFinal(chain);
  const { answer, findings } = await liars.recount(election.address, honest);
  expect(answer).toBe("incomplete");
  expect(findings).toContainEqual(
    expect.objectContaining({ check: "signatures", lack: "some", sent: 2n, relayed: 4n, contracts: 0n, untold: 1n }),
  );
});

test("signatures: a ballot that is said to be in somebody else's transaction", async () => {
  const { chain } = liars;
  const election = await holdPoll(chain, 3);
  // The third voter's choice is the first one's as well, and nobody may vote twice.
  const [, , , third = election] = chain.accounts;
  const again = await chain.node.sendTransaction({ account: third, to: election, data: vote("Ada"), gas: 100_000n });
  await makeFinal(chain);
  const lie = changeLogs((logs) => logs.map((log, place) => (place === 0 ? { ...log, transactionHash: again } : log)));
  expect(failedIn(await liars.recount(election, lie))).toEqual(["signatures"]);
});

test("limits: a ballot that was counted after the close", async () => {
  const { chain } = liars;
  const title = newTitle();
  const election = await createElection(chain, { title, closesIn: 600 });
  await castInBlock(chain, election, chain.accounts[1], "Ada");
  const closes = await chain.node.readContract({ address: election, abi: openElectionAbi, functionName: "closes" });
  await chain.node.increaseTime({ seconds: 1200 });
  const word = (time: bigint) => numberToHex(time, { size: 32 }).slice(2);
  await withCode(chain, election, [word(closes), word(closes + 100_000n)], () =>
    castInBlock(chain, election, chain.accounts[2] ?? election, "Grace"),
  );
  await makeFinal(chain);
  const recount = await liars.recount(election, honest);
  expect(failedIn(recount)).toEqual(["limits"]);
  expect(recount.findings).toContainEqual(expect.objectContaining({ check: "limits", fault: "late" }));
});

test("limits: somebody voted twice", async () => {
  const { chain } = liars;
  const election = await holdPoll(chain, 2);
  const [, voter = election] = chain.accounts;
  // The mapping of who voted for whom stands behind that of the tallies.
  await editSlot(chain, election, tallyKey(1n, pad(voter)), slotKey(0n));
  await castInBlock(chain, election, voter, "Grace");
  await makeFinal(chain);
  const recount = await liars.recount(election, honest);
  expect(failedIn(recount)).toEqual(["limits"]);
});

test("a roll that was opened again is not proven to be closed", async () => {
  const { chain } = liars;
  const { address, roll } = await holdOnRoll(chain, { sent: 2, relayed: 4 });
  const slot = (await chain.node.getStorageAt({ address: roll, slot: "0x0" })) ?? "0x";
  await editSlot(chain, roll, slotKey(0n), slot.replace(/^(0x.{6})01/, "$100") as Hex);
  await makeFinal(chain);
  expect(await chain.node.readContract({ address: roll, abi: rollAbi, functionName: "closed" })).toBe(false);
  expect(failedIn(await liars.recount(address, honest))).toEqual(["state"]);
});

test("state: two nodes that tell the same lie about everything but the block's hash", async () => {
  const other = await startChain({ chainId: 7001 });
  const title = newTitle();
  const [here, there] = await Promise.all([liars.chain.node.getBlock(), other.node.getBlock()]);
  const timestamp = (here.timestamp > there.timestamp ? here.timestamp : there.timestamp) + 60n;
  for (const { node } of [liars.chain, other]) {
    await node.setNextBlockTimestamp({ timestamp });
    await node.mine({ blocks: 1 });
  }
  const election = await holdPoll(liars.chain, 3, { title });
  expect(await holdPoll(other, 7, { title })).toBe(election);
  const { number } = await liars.chain.node.getBlock({ blockTag: "finalized" });
  // The other chain has to have a block at that height, however short it is.
  await other.node.mine({ blocks: Number(number) });

  const recount = await liars.recount(election, tellOfOtherChain(other.url, number), { block: number });
  expect(failedIn(recount)).toContain("state");
  expect(recount.tally).toBeUndefined();
  await other.stop();
});

/** The place on the roll of somebody who owns no coins, and did not vote: those at its ends did. */
function absentee({ voters }: SigningElection): number {
  return voters.findIndex(({ address }, place) => place > 15 && !liars.chain.accounts.includes(address));
}
