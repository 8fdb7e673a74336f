import {
  type Address,
  concat,
  decodeAbiParameters,
  encodeAbiParameters,
  encodeDeployData,
  getAbiItem,
  type Hex,
  keccak256,
  numberToHex,
  parseAbiParameters,
  size,
  toFunctionSelector,
} from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { openElectionInitcode } from "@/chain/generated/openElectionInitcode";
import { listElections } from "@/chain/listElections";
import { createNode, type Node } from "@/chain/node";
import { NotAnElectionError, type NotAnElectionReason, readElection } from "@/chain/readElection";
import { readHead } from "@/chain/watchHead";
import { candidateId } from "@/election/election";
import { lieAbout } from "../support/lies";
import { createElection, largestElection, startChain, type TestChain } from "../support/startChain";
import { change, goDown, type NodeProxy, startProxy } from "../support/startProxy";

let chain: TestChain;
let node: Node;
let proxy: NodeProxy;
let election: Address;

const wishes = { title: "Who shall speak?", description: "For a year.", candidates: ["Ada — chair", "0x5465", "水"] };

beforeAll(async () => {
  chain = await startChain();
  node = createNode(chain.configuration);
  proxy = await startProxy(chain.url);
  election = await createElection(chain, { ...wishes, organiser: chain.accounts[1] });
});

afterAll(async () => {
  await proxy.stop();
  await chain.stop();
});

function read(address: Address, from = node) {
  return chain.node.getBlockNumber().then((block) => readElection(from, 31337, address, block));
}

function readLying() {
  return read(election, createNode({ ...chain.configuration, endpoints: [proxy.url] }));
}

async function expectNone(reading: Promise<unknown>, reason: NotAnElectionReason) {
  await expect(reading).rejects.toThrow(NotAnElectionError);
  await expect(reading).rejects.toMatchObject({ reason });
}

/** Puts a contract on the chain from its creation bytecode, past every factory. */
async function deploy(initcode: Hex): Promise<Address> {
  const hash = await chain.node.sendTransaction({ account: chain.accounts[0], data: initcode });
  const { contractAddress } = await chain.node.waitForTransactionReceipt({ hash });
  if (!contractAddress) throw new Error("The contract was not created.");
  return contractAddress;
}

/** Creates an election through the factory whose text is these bytes: ABI encodes `bytes` and `string` alike. */
async function createFromBytes(title: Hex, candidates: readonly Hex[]): Promise<Address> {
  const { timestamp } = await chain.node.getBlock();
  const create = toFunctionSelector(getAbiItem({ abi: openElectionFactoryAbi, name: "create" }));
  const question = encodeAbiParameters(
    parseAbiParameters("(bytes title, bytes description, bytes[] candidates, uint64 opens, uint64 closes)"),
    [{ title, description: "0x", candidates, opens: timestamp, closes: timestamp + 60n }],
  );
  const creation = { account: chain.accounts[0], to: openElectionFactory.address, data: concat([create, question]) };
  const { data = "0x" } = await chain.node.call(creation);
  await chain.node.waitForTransactionReceipt({ hash: await chain.node.sendTransaction(creation) });
  const [election] = decodeAbiParameters([{ type: "address" }], data);
  return election;
}

test("reads what was put up, with the organiser from the factory", async () => {
  const block = await chain.node.getBlock();
  expect(await read(election)).toEqual({
    chainId: 31337,
    address: election,
    organiser: chain.accounts[1],
    title: "Who shall speak?",
    titleFlags: [],
    written: "Who shall speak?",
    description: "For a year.",
    candidates: [
      {
        id: candidateId("Ada — chair"),
        name: "Ada — chair",
        short: "Ada",
        genuine: true,
        flags: [],
        written: "Ada — chair",
      },
      { id: candidateId("0x5465"), name: "0x5465", short: "0x5465", genuine: true, flags: [], written: "0x5465" },
      { id: candidateId("水"), name: "水", short: "水", genuine: true, flags: [], written: "水" },
    ],
    opens: expect.any(BigInt),
    closes: expect.any(BigInt),
    createdAt: block.timestamp,
  });
});

test("reads the window as it was set", async () => {
  const { timestamp } = await chain.node.getBlock();
  const later = await createElection(chain, { title: "Later", opensIn: 500, closesIn: 900 });
  expect(await read(later)).toMatchObject({ opens: timestamp + 500n, closes: timestamp + 900n });
});

test("reads the largest election that the contract permits", async () => {
  const largest = largestElection("Which of the hundred?");
  const { title, description, candidates } = await read(await createElection(chain, largest));
  expect({ title, description }).toEqual({ title: largest.title, description: largest.description });
  expect(candidates.map(({ name }) => name)).toEqual(largest.candidates);
  expect(candidates.every(({ genuine }) => genuine)).toBe(true);

  const larger = { ...largest, description: `${largest.description}d` };
  await expect(createElection(chain, larger)).rejects.toThrow(toFunctionSelector("TextLength(uint256)"));
});

test("shows what misleads harmlessly and flags it; a question in which nothing can be seen by its address", async () => {
  const wishes = { title: "Who\u202e shall\nspeak?", description: "A\u200b\n\nB", candidates: ["Ada", "Аdа"] };
  expect(await read(await createElection(chain, wishes))).toMatchObject({
    title: "Who shall speak?",
    titleFlags: ["hidden"],
    written: wishes.title,
    description: "A\n\nB",
    candidates: [
      { id: candidateId("Ada"), flags: ["alike"], written: "Ada" },
      { id: candidateId("Аdа"), flags: ["mixed", "alike"] },
    ],
  });

  const blank = await createElection(chain, { title: "\u200b" });
  expect(await read(blank)).toMatchObject({ title: blank, titleFlags: ["hidden"] });
});

describe("recognises an election whose text is no plain UTF-8", () => {
  test.each<[string, Hex, string, boolean]>([
    ["with a leading byte order mark", "0xefbbbf416461", "Ada", true],
    ["with a byte that UTF-8 never has", "0x416461ff", "Ada\ufffd", false],
    ["that ends within a character", "0x416461e6b0", "Ada\ufffd", false],
    ["with half a surrogate pair", "0x416461eda080", "Ada\ufffd\ufffd\ufffd", false],
  ])("a name %s", async (_, bytes, name, genuine) => {
    const { title, candidates } = await read(await createFromBytes(bytes, [bytes, "0x4772616365"]));
    expect(title).toBe(name);
    expect(candidates).toMatchObject([
      { id: keccak256(bytes), name, genuine },
      { id: candidateId("Grace"), name: "Grace", genuine: true },
    ]);
  });

  test("and its list entry shows the same", async () => {
    await createFromBytes("0xff41", ["0xff42", "0xff43"]);
    const { elections } = await listElections(node, 31337, await readHead(node, 64), 1n);
    expect(elections).toMatchObject([{ title: "\ufffdA", candidates: [{ name: "\ufffdB" }, { name: "\ufffdC" }] }]);
  });
});

describe("finds no election", () => {
  test("at an address without code", async () => {
    await expectNone(read("0x00000000000000000000000000000000000000AA"), "noCode");
  });

  test("at a block before it was created", async () => {
    await expectNone(readElection(node, 31337, election, 0n), "noCode");
  });

  test("in a foreign contract", async () => {
    await expectNone(read(openElectionFactory.address), "unrecognised");
  });

  test("in a forgery that carries the very code of a genuine one and answers as it does", async () => {
    const code = await chain.node.getCode({ address: election });
    if (!code) throw new Error("The election has no code.");
    // Returns what follows it: PUSH2 length, DUP1, PUSH1 10, RETURNDATASIZE, CODECOPY, RETURNDATASIZE, RETURN.
    const forgery = await deploy(concat(["0x61", numberToHex(size(code), { size: 2 }), "0x80600a3d393df3", code]));

    expect(await chain.node.getCode({ address: forgery })).toBe(code);
    const details = { abi: openElectionAbi, functionName: "details" } as const;
    expect(await chain.node.readContract({ ...details, address: forgery })).toEqual(
      await chain.node.readContract({ ...details, address: election }),
    );
    await expectNone(read(forgery), "unrecognised");
  });

  test("in an election that was created past the factory", async () => {
    const { timestamp } = await chain.node.getBlock();
    const question = { ...wishes, opens: timestamp, closes: timestamp + 60n };
    const creation = { abi: openElectionAbi, bytecode: openElectionInitcode, args: [question] } as const;
    const outside = await deploy(encodeDeployData(creation));
    expect(await chain.node.getCode({ address: outside })).toBeDefined();
    await expectNone(read(outside), "unrecognised");
  });

  test("where the node lies about the organiser", async () => {
    proxy.fail(change<Hex>("eth_call", (answer) => exchange(answer, chain.accounts[1], chain.accounts[0])));
    await expectNone(readLying(), "unrecognised");
  });

  test("where the node lies about the question", async () => {
    // "speak" and "write", in ASCII
    proxy.fail(change<Hex>("eth_call", (answer) => exchange(answer, "0x737065616b", "0x7772697465")));
    await expectNone(readLying(), "unrecognised");
  });
});

test("gives each name its own id, whatever the node says of ids", async () => {
  proxy.fail(
    lieAbout("results", ([ids, counts, ballots]) => [ids.toReversed(), counts.toReversed(), ballots] as const),
  );
  const { candidates } = await readLying();
  expect(candidates.map(({ id, name }) => [id, name])).toEqual(
    wishes.candidates.map((name) => [candidateId(name), name]),
  );
});

test("does not take a silent node for a missing election", async () => {
  proxy.fail(goDown());
  await expect(readLying()).rejects.toMatchObject({ name: "ContractFunctionExecutionError" });
});

/** An answer with other bytes in place of these. */
function exchange(answer: Hex, from: Hex, to: Hex): Hex {
  return answer.replaceAll(from.slice(2).toLowerCase(), to.slice(2).toLowerCase()) as Hex;
}
