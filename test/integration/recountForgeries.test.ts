import { type Address, concatHex, encodeDeployData, type Hex, numberToHex, size } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionInitcode } from "@/chain/generated/openElectionInitcode";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollElectionFactory } from "@/chain/generated/rollElectionFactory";
import { rollElectionInitcode } from "@/chain/generated/rollElectionInitcode";
import { rollInitcode } from "@/chain/generated/rollInitcode";
import { NotAnElectionError } from "@/chain/readElection";
import { candidateId } from "@/election/election";
import { inRollOrder, packChunks } from "@/election/roll";
import type { HeaderFields } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { tallyKey } from "@/recount/slots";
import { holdOnRoll, holdPoll, makeFinal } from "../support/holdElection";
import { behindAt, changeHeader, forkedAfter, lieAbout } from "../support/lies";
import { failedIn, type Liars, startLiars } from "../support/recountLiars";
import { castInBlock, publishRoll } from "../support/startChain";
import type { Fault } from "../support/startProxy";

// Contracts that look like elections, elections told for others, and blocks told for today's.

let liars: Liars;
const honest = [undefined, undefined] as const;

beforeAll(async () => {
  liars = await startLiars();
});
afterAll(() => liars.stop());

describe("origin: a contract that nodes call an election of the factory", () => {
  const claim = lieAbout("organiserOf", () => liars.chain.accounts[0]);

  test("has the genuine code, and was created past the factory", async () => {
    const { chain } = liars;
    const args = [await question()] as const;
    const election = await deploy(encodeDeployData({ abi: openElectionAbi, bytecode: openElectionInitcode, args }));
    await castInBlock(chain, election, chain.accounts[1], "Ada");
    await makeFinal(chain);
    await expect(liars.recount(election, honest)).rejects.toThrow(NotAnElectionError);
    expect(failedIn(await liars.recount(election, claim))).toEqual(["origin"]);
  });

  test("wrote itself votes, and then took the genuine code", async () => {
    const genuine = await holdPoll(liars.chain, 1);
    const code = (await liars.chain.node.getCode({ address: genuine })) ?? "0x";
    const election = await deploy(writeThenReturn(tallyKey(0n, candidateId("Grace")), 500n, code));
    await makeFinal(liars.chain);
    await expect(liars.recount(election, honest)).rejects.toThrow(NotAnElectionError);
    expect(failedIn(await liars.recount(election, claim))).toContain("origin");
  });

  test("is on a roll that no factory created, whatever nodes say of that as well", async () => {
    const { chain } = liars;
    const roll = await deployRoll();
    const args = [await question(), roll] as const;
    const election = await deploy(encodeDeployData({ abi: rollElectionAbi, bytecode: rollElectionInitcode, args }));
    await castInBlock(chain, election, chain.accounts[1], "Ada");
    await makeFinal(chain);
    const lie = askedOf(rollElectionFactory.address, claim);
    const recount = await liars.recount(election, lie);
    expect(failedIn(recount)).toEqual(["origin"]);
    expect(recount.findings).toContainEqual({ state: "failed", check: "origin", fault: "roll" });
  });
});

describe("origin: of a genuine election nodes tell another", () => {
  test("organiser, question, opening or close", async () => {
    const poll = await holdPoll(liars.chain, 2);
    const [, stranger] = liars.chain.accounts;
    const lies = [
      lieAbout("organiserOf", (organiser) => (BigInt(organiser) === 0n ? organiser : stranger)),
      lieAbout("details", ([, description, candidates]) => ["Who shall pay?", description, candidates] as const),
      lieAbout("details", ([title, , candidates]) => [title, "Read this", candidates] as const),
      lieAbout("opens", (opens) => opens - 1n),
      lieAbout("closes", (closes) => closes + 86_400n),
    ];
    for (const lie of lies) expect(failedIn(await liars.recount(poll, lie))).toEqual(["origin"]);
  });

  test("order of candidates", async () => {
    const poll = await holdPoll(liars.chain, 3);
    const lie = lieAbout("details", ([title, text, names]) => [title, text, names.toReversed()] as const);
    expect(failedIn(await liars.recount(poll, lie))).toContain("origin");
  });

  test("roll, or the roll's publisher or salt", async () => {
    const { chain } = liars;
    const { address } = await holdOnRoll(chain, { sent: 2, relayed: 2 });
    const other = await publishRoll(chain, chain.accounts.slice(3), chain.accounts[1]);
    const salt = numberToHex(1n, { size: 32 });
    await makeFinal(chain);
    expect(
      failedIn(
        await liars.recount(
          address,
          lieAbout("roll", () => other),
        ),
      ),
    ).toContain("origin");
    const publisher = lieAbout("publisherOf", () => chain.accounts[1]);
    for (const lie of [publisher, lieAbout("saltOf", () => salt)]) {
      expect(failedIn(await liars.recount(address, lie))).toEqual(["origin"]);
    }
  });
});

describe("agreement:", () => {
  test("a node on another fork", async () => {
    const poll = await holdPoll(liars.chain, 2);
    // So that nobody voted in the block at which is counted.
    await makeFinal(liars.chain);
    const { number } = await liars.chain.node.getBlock({ blockTag: "finalized" });
    expect(failedIn(await liars.recount(poll, [undefined, forkedAfter(number - 1n)]))).toEqual(["agreement"]);
    const { answer } = await liars.recount(poll, [forkedAfter(number - 1n), undefined]);
    expect(answer).toBe("conflict");
  });

  test("a header with another state root, and the hash that is then its own", async () => {
    const poll = await holdPoll(liars.chain, 2);
    // So that nobody voted in the block at which is counted.
    await makeFinal(liars.chain);
    const { number } = await liars.chain.node.getBlock({ blockTag: "finalized" });
    const lie = changeHeader(number, (block) => {
      const texts = Object.entries(block).filter(([name, value]) => typeof value === "string" && name !== "hash");
      const fields = { ...Object.fromEntries(texts), stateRoot: numberToHex(1n, { size: 32 }) } as HeaderFields;
      return { ...block, ...fields, hash: hashHeader(fields).hash };
    });
    expect(failedIn(await liars.recount(poll, [undefined, lie]))).toEqual(["agreement"]);
    const recount = await liars.recount(poll, [lie, undefined]);
    expect(failedIn(recount)).toContain("agreement");
    expect(recount.tally).toBeUndefined();
  });
});

describe("finality:", () => {
  test("what both nodes know of is hours old", async () => {
    const poll = await holdPoll(liars.chain, 2);
    const { timestamp } = await liars.chain.node.getBlock();
    const recount = await liars.recount(poll, honest, {}, { now: timestamp + 7200n });
    expect(failedIn(recount)).toEqual([]);
    expect(recount.answer).toBe("incomplete");
    expect(recount.findings).toContainEqual(expect.objectContaining({ check: "finality", lack: "old" }));
  });

  test("one of two nodes stopped hours ago, and they agree on nothing newer", async () => {
    const { chain } = liars;
    const poll = await holdPoll(chain, 2);
    const { number } = await chain.node.getBlock();
    await chain.node.increaseTime({ seconds: 3000 });
    await chain.node.mine({ blocks: 1 });
    await castInBlock(chain, poll, chain.accounts[3] ?? poll, "Ada");
    await chain.node.increaseTime({ seconds: 3000 });
    await makeFinal(chain);
    for (const faults of [
      [behindAt(number), undefined],
      [undefined, behindAt(number)],
    ] as const) {
      const recount = await liars.recount(poll, faults);
      expect(failedIn(recount)).toEqual([]);
      expect(recount.answer).toBe("incomplete");
      expect(recount.findings).toContainEqual(expect.objectContaining({ check: "finality", lack: "old" }));
    }
  });
});

/** Only what is asked of this contract meets the fault. */
function askedOf(contract: Address, fault: Fault): Fault {
  return (request, forward) => {
    const [call] = request.params as [{ to?: Address }];
    const isAsked = request.method === "eth_call" && call.to?.toLowerCase() === contract.toLowerCase();
    return isAsked ? fault(request, forward) : forward();
  };
}

/** Puts a contract on the chain from its creation bytecode, past every factory. */
async function deploy(data: Hex): Promise<Address> {
  const { node, accounts } = liars.chain;
  const hash = await node.sendTransaction({ account: accounts[0], data });
  const { contractAddress } = await node.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The contract was not created.");
  return contractAddress;
}

/** Creation bytecode that writes a slot and then takes a code that it did not run. */
function writeThenReturn(slot: Hex, value: bigint, code: Hex): Hex {
  const length = numberToHex(size(code), { size: 2 });
  // PUSH32 value, PUSH32 slot, SSTORE; PUSH2 length, PUSH2 82, PUSH1 0, CODECOPY; PUSH2 length, PUSH1 0, RETURN
  const write = concatHex(["0x7f", numberToHex(value, { size: 32 }), "0x7f", slot, "0x55"]);
  return concatHex([write, "0x61", length, "0x610052600039", "0x61", length, "0x6000f3", code]);
}

/** A closed roll that answers like a genuine one, but that no factory created. */
async function deployRoll(): Promise<Address> {
  const { node, accounts } = liars.chain;
  const [publisher, ...voters] = accounts;
  const address = await deploy(encodeDeployData({ abi: rollAbi, bytecode: rollInitcode, args: [publisher] }));
  const [chunk = "0x"] = packChunks(inRollOrder(voters));
  const contract = { address, abi: rollAbi, account: publisher } as const;
  await node.writeContract({ ...contract, functionName: "add", args: [0n, chunk] });
  await node.writeContract({ ...contract, functionName: "close", args: [BigInt(voters.length)] });
  return address;
}

async function question() {
  const { timestamp } = await liars.chain.node.getBlock();
  const texts = { title: "Forged?", description: "", candidates: ["Ada", "Grace"] };
  return { ...texts, opens: timestamp - 60n, closes: timestamp + 3600n };
}
