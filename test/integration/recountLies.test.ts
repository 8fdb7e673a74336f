import { type Address, type Hex, keccak256, numberToHex, zeroHash } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { candidateId } from "@/election/election";
import type { CheckName } from "@/recount/check";
import { on } from "../support/faults";
import { holdOnRoll, holdPoll } from "../support/holdElection";
import { changeBlock, changeHeader, changeLogs, changeProof, lieAbout, onChain } from "../support/lies";
import { type Faults, failedIn, type Liars, startLiars } from "../support/recountLiars";
import type { SigningElection } from "../support/signBallots";
import { change, type Fault } from "../support/startProxy";

// Nodes that lie: each lie is named by the check that is there for it, and no lie leads to a result.

let liars: Liars;
let onRoll: SigningElection;
let poll: Address;
/** The newest final block, at which is recounted. */
let counted: bigint;

beforeAll(async () => {
  liars = await startLiars();
  onRoll = await holdOnRoll(liars.chain, { sent: 4, relayed: 6 });
  poll = await holdPoll(liars.chain, 4);
  counted = (await liars.chain.node.getBlock({ blockTag: "finalized" })).number;
});
afterAll(() => liars.stop());

/** Which checks fail when the nodes lie about the election on a roll; without a result. */
async function failedOnRoll(faults: Faults): Promise<CheckName[]> {
  return failedAt(onRoll.address, faults);
}

async function failedAt(election: Address, faults: Faults): Promise<CheckName[]> {
  const recount = await liars.recount(election, faults);
  const failed = failedIn(recount);
  if (failed.length > 0) {
    expect(recount.answer).toBe("conflict");
    expect(recount.tally).toBeUndefined();
  }
  return failed;
}

test("nodes that tell the truth prove both elections", async () => {
  for (const election of [onRoll.address, poll]) {
    const { answer, tally } = await liars.recount(election, [undefined, undefined]);
    expect(answer).toBe("proven");
    expect(tally?.ballots).toBe(election === poll ? 4n : 10n);
  }
});

/** Another digit in the place of the last one. */
function alter(hex: Hex): Hex {
  return `${hex.slice(0, -1)}${hex.endsWith("1") ? "2" : "1"}` as Hex;
}

const receiptLie = change<object[]>("eth_getBlockReceipts", (receipts) =>
  receipts.map((receipt) => ({ ...receipt, cumulativeGasUsed: "0x1" })),
);

const anotherTally = lieAbout("results", ([ids, [first = 0n, ...others], ballots]) => {
  return [ids, [first + 1n, ...others], ballots + 1n] as const;
});

describe.each<{ who: string; by: (lie: Fault) => Faults }>([
  { who: "the first of two nodes", by: (lie) => [lie, undefined] },
  { who: "both nodes", by: (lie) => lie },
])("told by $who", ({ by }) => {
  test("counters: another tally", async () => {
    expect(await failedOnRoll(by(anotherTally))).toEqual(["counters"]);
    expect(await failedAt(poll, by(anotherTally))).toEqual(["counters"]);
  });

  test("counters: another order of the candidates", async () => {
    const lie = lieAbout("results", ([ids, counts, ballots]) => {
      return [ids.toReversed(), counts, ballots] as const;
    });
    expect(await failedOnRoll(by(lie))).toEqual(["counters"]);
  });

  test("header: another state root, or any other field, under the block's hash", async () => {
    const stateRoot = changeHeader(counted, (block) => ({ ...block, stateRoot: zeroHash }));
    expect(await failedOnRoll(by(stateRoot))).toEqual(["header"]);
    const extraData = changeHeader(counted, (block) => ({ ...block, extraData: "0x01" }));
    expect(await failedOnRoll(by(extraData))).toEqual(["header"]);
  });

  test("roll: another digest", async () => {
    expect(await failedOnRoll(by(lieAbout("digest", alter)))).toEqual(["roll"]);
  });

  test("roll, state: a chunk with another voter, with two in each other's place, or with one in two places", async () => {
    const codeOf = (how: (code: string) => string) =>
      change<Hex>("eth_getCode", (code) => (code.startsWith("0x00") ? (how(code) as Hex) : code));
    const other = codeOf((code) => alter(code as Hex));
    const swapped = codeOf((code) => `0x00${code.slice(44, 84)}${code.slice(4, 44)}${code.slice(84)}`);
    const twice = codeOf((code) => `0x00${code.slice(4, 44)}${code.slice(4, 44)}${code.slice(84)}`);
    for (const lie of [other, swapped, twice]) {
      expect(await failedOnRoll(by(lie))).toEqual(expect.arrayContaining(["roll", "state"]));
    }
  });

  test("state, history: the marks of two voters exchanged in the ballot box", async () => {
    const [first, second] = indexesOfDifferent();
    const lie = lieAbout("box", (words) => {
      const marks = words.map((word) => numberToHex(word, { size: 32 }).slice(2)).join("");
      const at = (index: number) => marks.slice(2 * index, 2 * index + 2);
      const put = (from: string, index: number, mark: string) =>
        from.slice(0, 2 * index) + mark + from.slice(2 * index + 2);
      const exchanged = put(put(marks, first, at(second)), second, at(first));
      return words.map((_, word) => BigInt(`0x${exchanged.slice(64 * word, 64 * word + 64)}`));
    });
    expect(await failedOnRoll(by(lie))).toEqual(["state", "history"]);
    expect(failedIn(await liars.recount(onRoll.address, by(lie), { record: false }))).toEqual(["state"]);
  });

  test("ballots: a mark for no candidate, or behind the last voter", async () => {
    const inFirst = lieAbout("box", ([word = 0n, ...words]) => [word | (3n << 248n), ...words]);
    const inLast = lieAbout("box", (words) => words.with(-1, (words.at(-1) ?? 0n) | 1n));
    for (const lie of [inFirst, inLast]) expect(await failedOnRoll(by(lie))).toContain("ballots");
  });

  test("state: a node of a proof altered, or one put in that nothing needs", async () => {
    const altered = changeProof((proof) => ({ ...proof, accountProof: proof.accountProof.map(alter) }));
    expect(await failedOnRoll(by(altered))).toEqual(["state"]);
    expect(await failedAt(poll, by(altered))).toEqual(["state"]);
    const added = changeProof((proof) => ({ ...proof, accountProof: [...proof.accountProof, "0xc0"] }));
    expect(await failedOnRoll(by(added))).toEqual(["state"]);
  });

  test("ballots, state: a slot's value altered", async () => {
    const lie = changeProof((proof) => ({
      ...proof,
      storageProof: proof.storageProof.map((slot) => ({ ...slot, value: numberToHex(BigInt(slot.value) ^ 1n) })),
    }));
    expect(await failedOnRoll(by(lie))).toEqual(expect.arrayContaining(["counters", "state"]));
    expect(await failedAt(poll, by(lie))).toEqual(expect.arrayContaining(["ballots", "counters", "state"]));
  });

  test("finality: a newest block long before the one that the node has", async () => {
    const before = numberToHex(1n);
    const lie = changeBlock((block) => ({ ...block, number: before, timestamp: before }), /^latest$/);
    const recount = await liars.recount(onRoll.address, by(lie), { block: counted });
    expect(failedIn(recount)).toEqual(["finality"]);
    expect(recount.answer).toBe("conflict");
  });

  test("a final block above the newest is believed by nobody", async () => {
    const lie = changeBlock((block) => ({ ...block, number: numberToHex(counted + 10_000n) }), /^finalized$/);
    const { answer, findings } = await liars.recount(onRoll.address, by(lie), { block: counted });
    expect(answer).toBe("incomplete");
    expect(findings).toContainEqual(expect.objectContaining({ check: "finality", state: "unknown", lack: "open" }));
  });
});

describe("told by both nodes, since one that has everything else is asked for the record", () => {
  test("ballots: of a poll a log left out, altered, doubled or moved", async () => {
    for (const lie of logLies()) {
      expect(await failedAt(poll, lie)).toContain("ballots");
    }
  });

  test("history: of an election on a roll a log left out, altered, doubled or moved", async () => {
    for (const lie of logLies()) expect(await failedOnRoll(lie)).toContain("history");
  });

  test("history: a ballot in a block in which it is not", async () => {
    const lie = changeLogs((logs) => {
      const [first, second, ...others] = logs;
      if (!first || !second) throw new Error("There are too few logs.");
      const { blockNumber, blockHash } = second;
      return [{ ...first, blockNumber, blockHash, logIndex: "0x7" }, second, ...others];
    });
    expect(await failedOnRoll(lie)).toEqual(["history"]);
  });

  test("history: another receipt", async () => {
    expect(await failedOnRoll(receiptLie)).toEqual(["history"]);
    expect(await failedAt(poll, receiptLie)).toEqual(["history"]);
  });

  test("a transaction with another choice or signature proves nothing: its ballots cannot be checked", async () => {
    for (const field of ["input", "r"]) {
      const lie = change<Record<string, Hex>>("eth_getTransactionByHash", (sent) => ({
        ...sent,
        [field]: alter(sent[field] ?? "0x"),
      }));
      const { answer, findings } = await liars.recount(onRoll.address, lie);
      expect(answer).toBe("incomplete");
      expect(findings).toContainEqual(
        expect.objectContaining({ check: "signatures", lack: "some", sent: 0n, relayed: 0n, untold: 10n }),
      );
    }
  });

  test("history, limits: another time of the block with the first ballot", async () => {
    const [first] = await liars.chain.node.getLogs({ address: onRoll.address, fromBlock: 0n });
    // By number it is looked for, and by its hash it is read.
    const lie = on(
      ["eth_getBlockByHash"],
      changeHeader(first?.blockNumber ?? 0n, (block) => ({ ...block, timestamp: "0x1" })),
    );
    expect(await failedOnRoll(lie)).toEqual(["history", "limits"]);
  });

  test("and told by one, leads to no other tally", async () => {
    for (const lie of [...logLies(), receiptLie]) {
      for (const election of [poll, onRoll.address]) {
        const { answer, tally } = await liars.recount(election, [lie, undefined]);
        expect(["proven", "conflict"]).toContain(answer);
        expect(tally?.ballots).toBe(answer === "proven" ? (election === poll ? 4n : 10n) : undefined);
      }
    }
  });
});

test("agreement: a node of another chain", async () => {
  expect(await failedOnRoll([undefined, onChain(1)])).toEqual(["agreement"]);
  expect(await failedOnRoll([onChain(1), undefined])).toEqual(["agreement"]);
});

test("agreement: a node with another block, whose header hashes to its hash", async () => {
  const hash = keccak256("0x01");
  const lie = changeHeader(counted, (block) => ({ ...block, hash }));
  expect(await failedOnRoll([undefined, lie])).toEqual(["agreement"]);
});

test("own: the reader's ballot for another candidate, or not counted", async () => {
  const [, voter = onRoll.roll] = liars.chain.accounts;
  const own = { voter, candidate: candidateId("Grace") };
  for (const election of [onRoll.address, poll]) {
    const recount = await liars.recount(election, [undefined, undefined], { own });
    expect(failedIn(recount)).toEqual(["own"]);
    expect(recount.answer).toBe("conflict");
  }
});

/** A log left out, altered, doubled in another place, and moved before another one. */
function logLies(): [Fault, Fault, Fault, Fault] {
  const leftOut = changeLogs((logs) => logs.slice(1));
  const altered = changeLogs((logs) =>
    logs.map((log, place) => {
      const [topic, voter, candidate] = log.topics;
      return place === 0 ? { ...log, topics: [topic, alter(voter), candidate] } : log;
    }),
  );
  const doubled = changeLogs((logs) => logs.flatMap((log) => [log, { ...log, logIndex: "0x9" }]));
  const moved = changeLogs((logs) => {
    const [first, second, third, ...others] = logs;
    if (!first || !second || !third) throw new Error("There are too few logs.");
    return [{ ...first, topics: third.topics }, second, { ...third, topics: first.topics }, ...others];
  });
  return [leftOut, altered, doubled, moved];
}

/** The places on the roll of the first two voters who sent their ballots, for different candidates. */
function indexesOfDifferent(): [number, number] {
  const [, first, second] = liars.chain.accounts;
  const indexOf = (voter: Address | undefined) => onRoll.voters.findIndex(({ address }) => address === voter);
  return [indexOf(first), indexOf(second)];
}
