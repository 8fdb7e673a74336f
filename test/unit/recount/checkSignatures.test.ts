import {
  type Address,
  concatHex,
  encodeFunctionData,
  type Hex,
  keccak256,
  type LocalAccount,
  stringToHex,
  toRlp,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { rollElectionAbi as abi } from "@/chain/generated/rollElectionAbi";
import { recoverQuickly } from "@/chain/recoverQuickly";
import { packBatch } from "@/election/ballotBatch";
import { candidateIds } from "@/recount/candidateIds";
import type { Finding } from "@/recount/check";
import { checkSignatures } from "@/recount/checks/checkSignatures";
import type { Evidence, RecordEntry } from "@/recount/evidence";
import { makeOnRoll, makePoll, packCounted } from "../../support/makeEvidence";
import { inventSigners, type SigningElection, signBallot, signWalletBallot } from "../../support/signBallots";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const voters = inventSigners(6);
const carrier = privateKeyToAccount(`0x${"4f".repeat(32)}`);
const made = makeOnRoll(build, [0]);
const [tea = "0x", coffee = "0x"] = candidateIds(made);
const election: SigningElection = {
  chainId: made.chain.id,
  address: made.election,
  roll: made.election,
  title: "Tea or coffee?",
  candidates: ["Tea", "Coffee", "Water"],
  voters,
};
const chunk = concatHex(["0x00", ...voters.map(({ address }) => address)]);
const other: Address = "0x00000000000000000000000000000000000e1Ec7";

/** A line of the record without its place; `raw` is the transaction that wrote it, and lines may share one. */
type Line = { raw: Hex | null; voter: Address; candidate: Hex } | { raw: Hex | null; carrier: Address; ballots: Hex };

/** Evidence of an election on the roll of these voters with this record, and nothing else that matters here. */
function recorded(lines: readonly Line[], change: Partial<Evidence> = {}): Evidence {
  const raws = [...new Set(lines.map(({ raw }) => raw))];
  const entries = lines.map(({ raw, ...line }, place): RecordEntry => {
    return { block: 0, logIndex: place, transaction: raws.indexOf(raw), ...line };
  });
  const transactions = raws.map((raw) => ({ hash: keccak256(raw ?? "0x"), raw }));
  const roll = made.roll && { ...made.roll, size: BigInt(voters.length), chunks: [chunk] };
  const asked = { ...made.asked, record: true, signatures: true };
  return { ...made, roll, asked, record: { blocks: [], transactions, entries }, ...change };
}

function check(lines: readonly Line[], change?: Partial<Evidence>): Promise<Finding> {
  return checkSignatures(recorded(lines, change), { recover: recoverQuickly });
}

type Sent = { data?: Hex; to?: Address | null; chainId?: number; nonce?: number };

/** A transaction of an account, to the election where nothing else is wished. */
function send(account: LocalAccount, { data, to = made.election, chainId = election.chainId, nonce = 0 }: Sent) {
  const fees = { maxFeePerGas: 3n, maxPriorityFeePerGas: 2n, gas: 90_000n };
  return account.signTransaction({ type: "eip1559", ...fees, nonce, chainId, to, ...(data && { data }) });
}

function voterAt(index: number): LocalAccount {
  return voters[index] ?? carrier;
}

function vote(candidate: Hex): Hex {
  return encodeFunctionData({ abi, functionName: "vote", args: [candidate] });
}

/** The voter's own ballot, in the voter's own transaction. */
async function own(index: number, candidate = tea, wish: Sent = {}): Promise<Line> {
  const voter = voterAt(index);
  return { raw: await send(voter, { data: vote(candidate), ...wish }), voter: voter.address, candidate };
}

type Ballot = { index: number; choice: string };
type BatchWish = Sent & { from?: LocalAccount; before?: Parameters<typeof packBatch>[0]; in?: SigningElection };

/** A batch of signed ballots, all of which are said to have counted; `before` stand records that were passed over. */
async function batch(ballots: readonly Ballot[], wish: BatchWish = {}): Promise<Line & { carrier: Address }> {
  const { before = [], from = carrier, in: paper = election, ...sent } = wish;
  const records = await Promise.all(
    ballots.map(async ({ index, choice }) => {
      const { signature } = await signBallot(paper, index, choice);
      return { index, number: paper.candidates.indexOf(choice) + 1, signature };
    }),
  );
  const data = encodeFunctionData({ abi, functionName: "castBatch", args: [packBatch([...before, ...records])] });
  const counted = packCounted(records.map(({ index, number }) => ({ index, mark: number })));
  return { raw: await send(from, { data, ...sent }), carrier: carrier.address, ballots: counted };
}

const three = [
  { index: 1, choice: "Tea" },
  { index: 2, choice: "Water" },
  { index: 5, choice: "Coffee" },
];

function passed(sent: bigint, relayed: bigint): Finding {
  return { state: "passed", check: "signatures", sent, relayed };
}

function unknown(counts: { sent?: bigint; relayed?: bigint; contracts?: bigint; untold?: bigint }): Finding {
  const none = { sent: 0n, relayed: 0n, contracts: 0n, untold: 0n };
  return { state: "unknown", check: "signatures", lack: "some", ...none, ...counts };
}

function failed(fault: "transaction" | "ballot", { raw }: Line, voter: Address | null = null): Finding {
  return { state: "failed", check: "signatures", fault, at: keccak256(raw ?? "0x"), voter };
}

describe("the signatures of a record", () => {
  test("are matched to every ballot, sent or relayed, however the addresses are written", async () => {
    const indexed = encodeFunctionData({ abi, functionName: "vote", args: [coffee, 3n] });
    const lines = [await own(0), await own(3, coffee, { data: indexed }), await batch(three)];
    expect(await check(lines)).toEqual(passed(2n, 3n));
    const written = (how: (text: string) => string) =>
      lines.map((line) => {
        const fields = Object.entries(line).map(([name, hex]) => [name, `0x${how(String(hex).slice(2))}`]);
        return Object.fromEntries(fields) as Line;
      });
    expect(await check(written((hex) => hex.toLowerCase()))).toEqual(passed(2n, 3n));
    const roll = made.roll && { ...made.roll, size: 6n, chunks: [`0x${chunk.slice(2).toUpperCase()}` as const] };
    const lowered = made.election.toLowerCase() as Address;
    expect(
      await check(
        written((hex) => hex.toUpperCase()),
        { election: lowered, roll },
      ),
    ).toEqual(passed(2n, 3n));
  });

  test("are matched in a transaction of any kind that accounts sign", async () => {
    const call = { to: made.election, data: vote(tea), gas: 90_000n, nonce: 1 };
    const fees = { maxFeePerGas: 3n, maxPriorityFeePerGas: 2n, chainId: election.chainId };
    const authorization = await carrier.signAuthorization({ address: other, chainId: 0, nonce: 1 });
    const blob = `0x01${"ab".repeat(31)}` as const;
    const kinds = [
      { type: "legacy", gasPrice: 7n, ...call },
      { type: "legacy", gasPrice: 7n, chainId: election.chainId, ...call },
      { type: "eip2930", gasPrice: 7n, chainId: election.chainId, ...call },
      { type: "eip4844", maxFeePerBlobGas: 9n, blobVersionedHashes: [blob], ...fees, ...call },
      { type: "eip7702", authorizationList: [authorization], ...fees, ...call },
    ] as const;
    const voter = voterAt(0);
    for (const kind of kinds) {
      const raw = await voter.signTransaction(kind as Parameters<typeof voter.signTransaction>[0]);
      expect(await check([{ raw, voter: voter.address, candidate: tea }])).toEqual(passed(1n, 0n));
    }
  });

  test("are matched where the texts are no UTF-8", async () => {
    const origin = { ...made.origin, title: "0xff", candidates: [stringToHex("Tea"), "0xfe"] } as const;
    const line = await own(0, keccak256("0xfe"));
    expect(await check([line], { origin })).toEqual(passed(1n, 0n));
    expect(await check([await batch(three.slice(0, 1))], { origin })).toMatchObject({ fault: "ballot" });
  });

  test("are found in a batch behind whatever anybody put into it", async () => {
    const [good, wrong] = await Promise.all([1, 2].map((index) => signBallot(election, index, "Tea")));
    if (!good || !wrong) throw new Error("There are no ballots.");
    const before = [
      { index: 1, number: 1, signature: wrong.signature },
      { index: 1, number: 1, signature: `0x${"00".repeat(64)}` },
      { index: 1, number: 2, signature: good.signature },
      { index: 1_000_000, number: 1, signature: good.signature },
      { index: 2, number: 0, signature: wrong.signature },
      { index: 4, number: 255, signature: `0x${"ff".repeat(64)}` },
    ] as const;
    expect(await check([await batch(three, { before })])).toEqual(passed(0n, 3n));
  });

  test("are recovered whatever their numbers are", async () => {
    const ballots = election.candidates.flatMap((choice) => voters.map((_, index) => ({ index, choice })));
    const signed = await Promise.all(ballots.map(({ index, choice }) => signBallot(election, index, choice)));
    // The two highest bits of the second number: the parity, and whether it is above a half of what it can be.
    const tops = signed.map(({ signature }) => Number.parseInt(signature.slice(66, 67), 16) >> 2);
    expect(new Set(tops).size).toBe(4);
    for (const choice of election.candidates) {
      const all = voters.map((_, index) => ({ index, choice }));
      expect(await check([await batch(all)])).toEqual(passed(0n, 6n));
    }
  });

  test("are none where nobody voted, or nobody asked for them", async () => {
    expect(await check([])).toEqual(passed(0n, 0n));
    const skipped = { state: "skipped", check: "signatures", why: "unasked" };
    const unasked = { asked: { ...made.asked, signatures: false } };
    expect(await check([], unasked)).toEqual(skipped);
    expect(await check([{ ...(await own(0)), raw: null }], unasked)).toEqual(skipped);
    // What is there is looked into, whatever is said to have been asked for.
    const forged = { ...(await own(0)), candidate: coffee };
    expect(await check([forged], unasked)).toMatchObject({ state: "failed" });
    expect(await check([], { record: null })).toEqual({ state: "unknown", check: "signatures", lack: "unread" });
  });

  test("are told about as they are looked into, and waited for", async () => {
    const lines = await Promise.all(Array.from({ length: 130 }, (_, nonce) => own(0, tea, { nonce })));
    const told: number[] = [];
    const onProgress = async (done: number, all: number) => {
      await Promise.resolve();
      told.push(done, all);
    };
    await checkSignatures(recorded(lines), { recover: recoverQuickly, onProgress });
    expect(told).toEqual([63, 130, 127, 130, 130, 130]);
  });

  test("are recovered the slow way where nothing quicker is given", async () => {
    expect(await checkSignatures(recorded([await own(0), await batch(three)]))).toEqual(passed(1n, 3n));
  });
});

describe("what could not be checked is counted apart", () => {
  test("as cast by contracts", async () => {
    const mine = await own(0);
    const { signature } = await signWalletBallot(election, 4, "Tea");
    const data = encodeFunctionData({ abi, functionName: "castSigned", args: [tea, 4n, signature] });
    const wallet: Line = { raw: await send(carrier, { data }), voter: voterAt(4).address, candidate: tea };
    const through = await batch(three, { to: other });
    const created = await own(1, tea, { to: null });
    expect(await check([mine, wallet, through, created])).toEqual(unknown({ sent: 1n, contracts: 5n }));
    const many = [0, 1, 2].map((index) => ({ ...through, voter: voterAt(index).address, candidate: coffee }));
    expect(await check(many)).toEqual(unknown({ contracts: 3n }));
    const roll = made.roll && { ...made.roll, chunks: null };
    expect(await check([wallet], { roll })).toEqual(unknown({ contracts: 1n }));
  });

  test("as untold where the transaction is missing, of an unknown kind, or nowhere in the record", async () => {
    const [mine, carried] = [await own(0), await batch(three)];
    expect(await check([mine, { ...carried, raw: null }])).toEqual(unknown({ sent: 1n, untold: 3n }));
    expect(await check([mine, { ...carried, raw: "0x7ec0ffee" }])).toEqual(unknown({ sent: 1n, untold: 3n }));
    const { record, ...evidence } = recorded([mine, carried]);
    if (!record) throw new Error("There is no record.");
    const entries = record.entries.map((entry) => ({ ...entry, transaction: entry.logIndex * 7 }));
    const transactions = record.transactions.slice(0, 1);
    const lost = { ...evidence, record: { ...record, entries, transactions } };
    expect(await checkSignatures(lost)).toEqual(unknown({ sent: 1n, untold: 3n }));
  });

  test("as untold where the roll does not say who voted", async () => {
    const lines = [await own(0), await batch(three)];
    for (const chunks of [null, [], [concatHex(["0x00", voterAt(0).address])]]) {
      const roll = made.roll && { ...made.roll, size: 6n, chunks };
      expect(await check(lines, { roll })).toEqual(unknown({ sent: 1n, untold: 3n }));
    }
  });
});

describe("a transaction is not believed", () => {
  test("that is not the one of its hash, or none at all", async () => {
    const line = await own(0);
    const raw = line.raw ?? "0x";
    for (const changed of [`${raw.slice(0, -1)}${raw.endsWith("0") ? "1" : "0"}`, `${raw}00`, "0x", "0x7e"] as const) {
      const evidence = recorded([line]);
      const record = evidence.record && {
        ...evidence.record,
        transactions: [{ hash: keccak256(raw), raw: changed as Hex }],
      };
      expect(await checkSignatures({ ...evidence, record })).toEqual(failed("transaction", line));
    }
    for (const none of [`${raw}00`, "0x02c0", "0xc0", raw.slice(0, 100)] as Hex[]) {
      const broken = { ...line, raw: none };
      expect(await check([broken])).toEqual(failed("transaction", broken));
    }
    // Nobody's key can have signed it: no point of the curve has 5 for its first number.
    const unsigned = toRlp(["0x01", "0x07", "0x5208", made.election, "0x", vote(tea), "0x1b", "0x05", "0x09"]);
    expect(await check([{ ...line, raw: unsigned }])).toEqual(failed("transaction", { ...line, raw: unsigned }));
  });

  test("that is for another chain", async () => {
    const line = await own(0, tea, { chainId: 1 });
    expect(await check([line])).toEqual(failed("transaction", line));
    const through = await batch(three, { chainId: 1, to: other });
    expect(await check([through])).toEqual(failed("transaction", through));
  });

  test("that is listed twice, or for no ballot", async () => {
    const [line, second] = [await own(0), await own(1)];
    const { record, ...evidence } = recorded([line, second]);
    if (!record) throw new Error("There is no record.");
    const [entry] = record.entries;
    if (!entry) throw new Error("There is no entry.");
    const needless = { ...record, entries: [entry] };
    expect(await checkSignatures({ ...evidence, record: needless })).toEqual(failed("transaction", second));
    const [one] = record.transactions;
    const doubled = { ...record, entries: [entry, { ...entry, transaction: 1 }], transactions: one ? [one, one] : [] };
    expect(await checkSignatures({ ...evidence, record: doubled })).toEqual(failed("transaction", line));
  });
});

describe("a ballot is a lie", () => {
  const first = voterAt(0).address;
  const second = voterAt(1).address;
  const faults: [string, () => Promise<{ line: Line; voter: Address | null; change?: Partial<Evidence> }>][] = [
    ["of another voter", async () => ({ line: { ...(await own(0)), voter: second } as Line, voter: second })],
    ["for another candidate", async () => ({ line: { ...(await own(0)), candidate: coffee } as Line, voter: first })],
    ["in a transaction without a ballot", async () => ({ line: await own(0, tea, { data: "0x" }), voter: first })],
    [
      "in a batch's transaction",
      async () => ({ line: { raw: (await batch(three)).raw, voter: second, candidate: tea }, voter: second }),
    ],
    [
      "of a contract wallet that stands elsewhere on the roll",
      async () => {
        const data = encodeFunctionData({ abi, functionName: "castSigned", args: [tea, 4n, "0x"] });
        return { line: { raw: await send(carrier, { data }), voter: first, candidate: tea }, voter: first };
      },
    ],
    [
      "of a contract wallet in a poll",
      async () => {
        const data = encodeFunctionData({ abi, functionName: "castSigned", args: [tea, 0n, "0x"] });
        const line = { raw: await send(carrier, { data }), voter: first, candidate: tea };
        return { line, voter: first, change: { roll: null } };
      },
    ],
    [
      "that a stranger carried",
      async () => ({ line: { ...(await batch(three)), carrier: first } as Line, voter: null }),
    ],
    ["in a batch in a poll", async () => ({ line: await batch(three), voter: null, change: { roll: null } })],
    [
      "in a batch that is none",
      async () => ({ line: { ...(await own(0)), ...{ carrier: first, ballots: "0x00000001" } } as Line, voter: null }),
    ],
  ];
  test.each(faults)("%s", async (_, make) => {
    const { line, voter, change } = await make();
    const { raw, ...rest } = line;
    const entry = "carrier" in rest ? { raw, carrier: rest.carrier, ballots: rest.ballots } : { raw, ...rest };
    expect(await check([entry], change)).toEqual(failed("ballot", line, voter));
  });

  test("told a second time of one transaction that went straight to the election", async () => {
    const line = await own(0);
    expect(await check([line, { ...line, voter: second }])).toEqual(failed("ballot", line, second));
    const carried = await batch(three);
    expect(await check([carried, carried])).toEqual(failed("ballot", carried));
  });

  const counted = (...ballots: [number, number][]) => packCounted(ballots.map(([index, mark]) => ({ index, mark })));
  test.each<[string, Hex, number | null]>([
    ["more than the batch holds", counted([1, 1], [2, 3], [5, 2], [3, 1]), 3],
    ["one of them twice", counted([1, 1], [1, 1]), 1],
    ["another voter", counted([1, 1], [3, 3], [5, 2]), 3],
    ["another candidate", counted([1, 1], [2, 2], [5, 2]), 2],
    ["no candidate", counted([1, 1], [2, 0], [5, 2]), 2],
    ["a candidate too many", counted([1, 4]), 1],
    ["somebody behind the roll's end", counted([1, 1], [6, 3]), null],
    ["them in another order", counted([2, 3], [1, 1]), 1],
    ["half a ballot", `${counted([1, 1])}00`, null],
  ])("where the line of a batch names %s", async (_, ballots, index) => {
    const line = { ...(await batch(three)), ballots };
    const voter = index === null ? null : voterAt(index).address.toLowerCase();
    expect(await check([line])).toEqual(failed("ballot", line, voter as Address | null));
  });

  test.each([
    ["candidate", { index: 1, number: 2 }],
    ["voter", { index: 3, number: 1 }],
  ])("where the batch has the signature beside another %s", async (_, beside) => {
    const { signature } = await signBallot(election, 1, "Tea");
    const line = { ...(await batch([], { before: [{ ...beside, signature }] })), ballots: counted([1, 1]) };
    expect(await check([line])).toEqual(failed("ballot", line, voterAt(1).address.toLowerCase() as Address));
  });

  test.each<[string, Partial<SigningElection>]>([
    ["chain", { chainId: 1 }],
    ["election", { address: other }],
    ["title", { title: "Tea or coffee" }],
    ["order of the roll", { voters: [...voters].reverse() }],
  ])("signed for another %s", async (_, change) => {
    const line = await batch(three, { in: { ...election, ...change } });
    expect(await check([line])).toEqual(failed("ballot", line, voterAt(1).address.toLowerCase() as Address));
  });
});

test("a poll's ballots are matched alike", async () => {
  const poll = makePoll(build, [0]);
  const line = await own(0, tea, { to: poll.election });
  expect(await check([line], { roll: null, election: poll.election })).toEqual(passed(1n, 0n));
  expect(await check([line], { roll: null })).toEqual(unknown({ contracts: 1n }));
});
