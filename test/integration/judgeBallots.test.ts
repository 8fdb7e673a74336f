import {
  type Address,
  concatHex,
  decodeAbiParameters,
  encodeAbiParameters,
  encodeErrorResult,
  getAbiItem,
  type Hex,
  hashTypedData,
  parseAbiParameters,
  stringToHex,
  toFunctionSelector,
} from "viem";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NoAnswerError } from "@/chain/errors";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { judgeBallots, type Verdict } from "@/chain/judgeBallots";
import { createNode, type Node } from "@/chain/node";
import { readElection } from "@/chain/readElection";
import { type Head, readHead } from "@/chain/watchHead";
import { candidateId, type Election } from "@/election/election";
import type { SignedBallot } from "@/election/signedBallot";
import { walletBallotTypedData } from "@/election/walletBallot";
import { deliverBatch } from "../support/deliverBallots";
import { lieAbout } from "../support/lies";
import { createSigningElection, inventSigners, type SigningElection, signBallot } from "../support/signBallots";
import { createElection, publishRoll, reorganise, startChain } from "../support/startChain";
import { type Answer, change, type Fault, goDown, startProxy } from "../support/startProxy";
import { codeApproving, walletCode } from "../support/walletCode";

const chain = await startChain();
const proxies = [await startProxy(chain.url), await startProxy(chain.url)] as const;
const node = createNode(chain.configuration);
const voters = inventSigners(80);

let roll: Address;
let signing: SigningElection;
let elections = 0;

beforeAll(async () => {
  roll = await publishRoll(
    chain,
    voters.map(({ address }) => address),
  );
}, 60_000);
beforeEach(async () => {
  for (const proxy of proxies) proxy.fail();
  await begin({});
});
afterAll(async () => {
  for (const proxy of proxies) await proxy.stop();
  await chain.stop();
});

/** Another election on the same roll. */
async function begin(wishes: NonNullable<Parameters<typeof createElection>[1]>) {
  elections += 1;
  const title = `Who speaks, and №${elections}?`;
  signing = await createSigningElection(chain, voters, { title, ...wishes, roll });
}

function throughProxies(): Node {
  return createNode({ ...chain.configuration, endpoints: proxies.map(({ url }) => url) });
}

async function readBoth(): Promise<[Head, Election]> {
  const head = await readHead(node, 64);
  return [head, await readElection(node, 31337, signing.address, head.number)];
}

async function judge(ballots: readonly SignedBallot[], through = node, signal?: AbortSignal): Promise<Verdict[]> {
  const [head, election] = await readBoth();
  return judgeBallots(through, election, head, ballots, signal);
}

async function kinds(...judged: Parameters<typeof judge>): Promise<string[]> {
  return (await judge(...judged)).map(({ kind }) => kind);
}

/** The ballot of the contract wallet at that place. */
function walletBallot(index: number, choice = "Ada", signature: Hex = "0x"): SignedBallot {
  const voter = voters[index]?.address ?? "0x";
  return { chainId: 31337, election: signing.address, voter, index, choice, signedBy: "wallet", signature };
}

async function putWallet(index: number, bytecode: Hex): Promise<void> {
  await chain.node.setCode({ address: voters[index]?.address ?? "0x", bytecode });
}

function counted(number: number, isThis: boolean, isFinal = false) {
  return {
    kind: "counted",
    isThis,
    isFinal,
    candidate: expect.objectContaining({ name: signing.candidates[number - 1] }),
  };
}

describe("a ballot signed by its voter's key", () => {
  test("would count, whoever else's is counted already", async () => {
    await deliverBatch(chain, signing, [await signBallot(signing, 4, "Grace")]);
    const ballots = [await signBallot(signing, 3, "Ada"), await signBallot(signing, 79, "Grace")];
    expect(await judge(ballots)).toEqual([{ kind: "counts" }, { kind: "counts" }]);
  });

  test("is counted already: this choice, or another, and in the end for ever", async () => {
    const [ada, grace] = await Promise.all([signBallot(signing, 33, "Ada"), signBallot(signing, 33, "Grace")]);
    await deliverBatch(chain, signing, [ada]);
    expect(await judge([ada, grace])).toEqual([counted(1, true), counted(1, false)]);
    await chain.node.mine({ blocks: 3 });
    expect(await judge([ada, grace])).toEqual([counted(1, true, true), counted(1, false, true)]);
  });

  test("is told to be counted, but not for ever, where no node has the final block any more", async () => {
    const ballot = await signBallot(signing, 33, "Ada");
    await deliverBatch(chain, signing, [ballot]);
    await chain.node.mine({ blocks: 3 });
    const { finalizedHash } = await readHead(node, 64);
    for (const proxy of proxies) {
      proxy.fail(async (request, forward) =>
        JSON.stringify(request.params).includes(finalizedHash)
          ? { error: { code: -32000, message: "missing trie node" } }
          : forward(),
      );
    }
    expect(await judge([ballot], throughProxies())).toEqual([counted(1, true)]);
  });

  test("would count again where a replaced block takes it back", async () => {
    const ballot = await signBallot(signing, 5, "Ada");
    await deliverBatch(chain, signing, [ballot]);
    expect(await judge([ballot])).toEqual([counted(1, true)]);
    await reorganise(chain, 1);
    expect(await kinds([ballot])).toEqual(["counts"]);
  });

  test("is not on the roll at another voter's place, nor behind its end", async () => {
    const ballot = await signBallot(signing, 3, "Ada");
    expect(
      await kinds([
        { ...ballot, index: 4 },
        { ...ballot, index: 80 },
        { ...ballot, index: 1_493_247 },
      ]),
    ).toEqual(Array(3).fill("notOnRoll"));
  });

  test("is for nobody whose name is not exactly a candidate's", async () => {
    const names = ["Nobody", "ada", "Ada "];
    const ballots = await Promise.all(names.map((name) => signBallot(signing, 3, name)));
    expect(await kinds(ballots)).toEqual(Array(3).fill("unknownCandidate"));
  });

  test("is not this voter's where anything of it was signed otherwise", async () => {
    const ballot = await signBallot(signing, 3, "Ada");
    const other = await signBallot(signing, 6, "Ada");
    const elsewhere = await signBallot({ ...signing, address: roll }, 3, "Ada");
    const otherwise = await signBallot({ ...signing, title: "Another question" }, 3, "Ada");
    const abroad = await signBallot({ ...signing, chainId: 1 }, 3, "Ada");
    const signatures = [other, elsewhere, otherwise, abroad].map(({ signature }) => signature);
    const nonsense = [`0x${"00".repeat(64)}`, `0x${"ff".repeat(64)}`] as const;
    const judged = await kinds([
      { ...ballot, choice: "Grace" },
      ...[...signatures, ...nonsense].map((signature) => ({ ...ballot, signature })),
      elsewhere,
      abroad,
    ]);
    expect(judged).toEqual(Array(9).fill("badSignature"));
  });

  test("is nobody's where the voter's account is a contract, whoever had a key to it", async () => {
    await putWallet(70, walletCode.yes);
    const paper = { ...walletBallot(70), signedBy: "key", signature: `0x${"11".repeat(64)}` } as const;
    expect(await kinds([paper])).toEqual(["badSignature"]);
  });
});

describe("a contract wallet's ballot", () => {
  test("would count where the wallet approves of this very ballot", async () => {
    const paper = { chainId: 31337, election: signing.address, title: signing.title, choice: "Ada" };
    await putWallet(70, codeApproving(hashTypedData(walletBallotTypedData(paper, voters[70]?.address ?? "0x"))));
    const elsewhere = { ...paper, election: roll };
    await putWallet(71, codeApproving(hashTypedData(walletBallotTypedData(elsewhere, voters[71]?.address ?? "0x"))));
    // As if one owner's approval counted for every wallet of that owner.
    await putWallet(72, codeApproving(hashTypedData(walletBallotTypedData(paper, voters[70]?.address ?? "0x"))));
    expect(await kinds([walletBallot(70), walletBallot(70, "Grace"), walletBallot(71), walletBallot(72)])).toEqual([
      "counts",
      "badSignature",
      "badSignature",
      "badSignature",
    ]);
  });

  test.each<[keyof typeof walletCode, string]>([
    ["yes", "counts"],
    ["no", "badSignature"],
    ["reverting", "badSignature"],
    ["greedy", "badSignature"],
    ["nearlyGreedy", "badSignature"],
    ["longWinded", "counts"],
    ["bomb", "badSignature"],
  ])("of a wallet that is %s: %s, and no other ballot's verdict changes", async (code, verdict) => {
    await putWallet(71, walletCode[code]);
    const others = await Promise.all([signBallot(signing, 1, "Ada"), signBallot(signing, 72, "Grace")]);
    expect(await kinds([walletBallot(71, "Ada", "0x1234"), ...others])).toEqual([verdict, "counts", "counts"]);
  });

  test("is not one where the voter's account has no code", async () => {
    const { signature } = await signBallot(signing, 8, "Ada");
    expect(await kinds([walletBallot(8, "Ada", signature)])).toEqual(["badSignature"]);
  });

  test("is counted already, whatever the wallet says by now", async () => {
    await putWallet(73, walletCode.yes);
    const castSigned = { address: signing.address, abi: rollElectionAbi, functionName: "castSigned" } as const;
    const args = [candidateId("Ada"), 73n, "0x"] as const;
    await chain.node.writeContract({ ...castSigned, args, account: chain.accounts[0] });
    await putWallet(73, walletCode.no);
    expect(await judge([walletBallot(73), walletBallot(73, "Grace")])).toEqual([counted(1, true), counted(1, false)]);
  });

  test("is judged by roll and candidates like any other", async () => {
    await putWallet(74, walletCode.yes);
    expect(await kinds([{ ...walletBallot(74), index: 75 }, walletBallot(74, "Nobody")])).toEqual([
      "notOnRoll",
      "unknownCandidate",
    ]);
  });
});

describe("an election", () => {
  test("that is not open yet takes ballots later, and one that is closed none; what it counted stays told", async () => {
    await putWallet(74, walletCode.yes);
    await begin({ opensIn: 1000 });
    expect(await kinds([await signBallot(signing, 3, "Ada"), walletBallot(74)])).toEqual(["notOpenYet", "notOpenYet"]);

    await begin({ closesIn: 1000 });
    const [early, late] = await Promise.all([signBallot(signing, 3, "Ada"), signBallot(signing, 4, "Ada")]);
    await deliverBatch(chain, signing, [early]);
    const { timestamp } = await chain.node.getBlock();
    await chain.node.setNextBlockTimestamp({ timestamp: timestamp + 1001n });
    await chain.node.mine({ blocks: 1 });
    expect(await judge([early, late, walletBallot(74)])).toEqual([
      counted(1, true),
      { kind: "closed" },
      { kind: "closed" },
    ]);
  });

  test("that is open to all takes none", async () => {
    const ballot = await signBallot(signing, 3, "Ada");
    const address = await createElection(chain, { title: signing.title });
    const head = await readHead(node, 64);
    const open = await readElection(node, 31337, address, head.number);
    expect(await judgeBallots(node, open, head, [{ ...ballot, election: address }])).toEqual([{ kind: "noRoll" }]);
  });

  test.each<[string, Hex, readonly Hex[]]>([
    ["title", "0xff", ["0x416461", "0x4772616365"]],
    ["name", stringToHex("Who?"), ["0xff", "0x4772616365"]],
  ])("whose %s is no text: nobody can tell what was signed there", async (which, title, names) => {
    await putWallet(74, walletCode.yes);
    const address = await createFromBytes(title, names);
    const head = await readHead(node, 64);
    const election = await readElection(node, 31337, address, head.number);
    signing = { ...signing, address, title: "\ufffd" };
    const choice = which === "name" ? "\ufffd" : "Ada";
    const ballots = [await signBallot(signing, 3, choice), walletBallot(74, choice), walletBallot(74, "Grace")];
    const judged = (await judgeBallots(node, election, head, ballots)).map(({ kind }) => kind);
    // A contract wallet knows what it signed, and the contract knows the candidates by their ids.
    expect(judged).toEqual(
      which === "name" ? ["unreadable", "unreadable", "counts"] : ["unreadable", "counts", "counts"],
    );
  });

  test("of which nothing was brought has nothing to be told", async () => {
    expect(await judge([])).toEqual([]);
  });
});

describe("there is no verdict", () => {
  test.each([0, 1] as const)("where of two nodes the one at %i lies about the box", async (liar) => {
    const ballot = await signBallot(signing, 3, "Ada");
    const other = await signBallot(signing, 4, "Ada");
    await deliverBatch(chain, signing, [other]);
    proxies[liar].fail(lieAbout("box", (words) => words.map(() => 0n)));
    await expect(judge([ballot, other], throughProxies())).rejects.toThrow(NoAnswerError);
    proxies[liar].fail(lieAbout("box", (words) => words.map((word) => word | (1n << (8n * 28n)))));
    await expect(judge([ballot, other], throughProxies())).rejects.toThrow(NoAnswerError);
  });

  test.each<[string, (words: readonly bigint[]) => readonly bigint[]]>([
    ["too short", () => []],
    ["of a candidate who is none", (words) => words.map(() => 9n << (8n * 28n))],
  ])("where every node gives a box that is %s", async (_, how) => {
    const ballot = await signBallot(signing, 3, "Ada");
    for (const proxy of proxies) proxy.fail(lieAbout("box", how));
    await expect(judge([ballot], throughProxies())).rejects.toThrow(NoAnswerError);
  });

  test("by the roll that a node makes up; another's proves itself", async () => {
    const ballot = await signBallot(signing, 3, "Ada");
    const swap = (code: Hex): Hex => {
      const voters = code.slice(4).match(/.{40}/g) ?? [];
      return voters.length < 80 ? code : `0x00${[...voters.slice(1, 5), voters[0], ...voters.slice(5)].join("")}`;
    };
    for (const proxy of proxies) proxy.fail(change("eth_getCode", swap));
    await expect(judge([ballot], throughProxies())).rejects.toThrow(NoAnswerError);
    proxies[1].fail();
    expect(await kinds([ballot], throughProxies())).toEqual(["counts"]);
  });

  test.each<[string, Hex, () => Answer]>([
    ["accepts what the other refuses", walletCode.no, () => ({ result: "0x" })],
    ["refuses what the other accepts", walletCode.yes, () => refusal("InvalidSignature")],
  ])("where one of two nodes says of a wallet's ballot that it %s", async (_, code, answer) => {
    await putWallet(75, code);
    proxies[0].fail(answerCastSigned(answer));
    await expect(judge([walletBallot(75)], throughProxies())).rejects.toThrow(NoAnswerError);
  });

  test.each<[string, () => Answer]>([
    ["its own box does not show", () => refusal("AlreadyVoted")],
    ["is none", () => ({ error: { code: -32603, message: "Something broke." } })],
  ])("from a node that refuses a wallet's ballot for a reason that %s; another's serves", async (_, answer) => {
    await putWallet(75, walletCode.yes);
    proxies[0].fail(answerCastSigned(answer));
    expect(await kinds([walletBallot(75)], throughProxies())).toEqual(["counts"]);
    proxies[1].fail(answerCastSigned(answer));
    await expect(judge([walletBallot(75)], throughProxies())).rejects.toThrow();
  });

  test("where no node answers", async () => {
    const ballot = await signBallot(signing, 3, "Ada");
    for (const proxy of proxies) proxy.fail(goDown());
    await expect(judge([ballot], throughProxies())).rejects.toThrow();
  });

  test("for whoever waits no longer", async () => {
    const reason = new Error("Nobody waits.");
    const ballot = await signBallot(signing, 3, "Ada");
    await expect(judge([ballot], node, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

/** Creates an election on the roll whose text is these bytes: ABI encodes `bytes` and `string` alike. */
async function createFromBytes(title: Hex, candidates: readonly Hex[]): Promise<Address> {
  const { timestamp: opens } = await chain.node.getBlock();
  const create = toFunctionSelector(getAbiItem({ abi: rollElectionFactoryAbi, name: "create" }));
  const args = encodeAbiParameters(
    parseAbiParameters("(bytes title, bytes description, bytes[] candidates, uint64 opens, uint64 closes), address"),
    [{ title, description: "0x", candidates, opens, closes: opens + 3600n }, roll],
  );
  const to = rollElectionFactory.address;
  const creation = { account: chain.accounts[0], to, data: concatHex([create, args]) };
  const { data = "0x" } = await chain.node.call(creation);
  await chain.node.waitForTransactionReceipt({ hash: await chain.node.sendTransaction(creation) });
  return decodeAbiParameters([{ type: "address" }], data)[0];
}

/** Answers in the node's place whenever it is to try a contract wallet's ballot out. */
function answerCastSigned(answer: () => Answer): Fault {
  const selector = toFunctionSelector(getAbiItem({ abi: rollElectionAbi, name: "castSigned" }));
  return async ({ method, params }, forward) => {
    const [call] = params as [{ data?: string }];
    return method === "eth_call" && call.data?.startsWith(selector) ? answer() : forward();
  };
}

/** How a node says that a call was refused. */
function refusal(errorName: "AlreadyVoted" | "InvalidSignature"): Answer {
  const data = encodeErrorResult({ abi: rollElectionAbi, errorName, args: [roll] });
  return { error: { code: 3, message: "execution reverted", data } };
}
