import { type Address, bytesToHex, fromRlp, type Hex, hexToBytes, keccak256, numberToHex, toRlp, zeroHash } from "viem";
import { beforeAll, expect, test, vi } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { chunkAddress } from "@/election/rollCode";
import type { Build } from "@/recount/build";
import { candidateIds } from "@/recount/candidateIds";
import type { Finding } from "@/recount/check";
import { checkState } from "@/recount/checks/checkState";
import type { Evidence, RollWord } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { slotKey, tallyKey } from "@/recount/slots";
import { makeOnRoll, makePoll } from "../../support/makeEvidence";
import { proveState } from "../../support/proveState";

/** A roll of three chunks, and a box of 79 words in which the words from 20 to 29 are empty. */
const marks = Array.from({ length: 2_500 }, (_, index) =>
  index >= 640 && index < 960 ? 0 : (index + (index >> 5)) % 4,
);
const words = 79;

/** For a machine that does much else meanwhile, in milliseconds. */
vi.setConfig({ testTimeout: 60_000 });

let build: Build;
let poll: Evidence;
let onRoll: Evidence & { roll: RollWord; proof: NonNullable<Evidence["proof"]>; box: Hex; tallies: readonly Hex[] };

beforeAll(async () => {
  [build] = (await loadBuilds()) as [Build];
  poll = await proveState(makePoll(build, [0, 1, 1, 0, 1]), build.layout);
  onRoll = (await proveState(makeOnRoll(build, marks), build.layout)) as typeof onRoll;
});

function check(evidence: Evidence): Finding {
  return checkState(evidence, build.layout);
}

function failed(fault: "node" | "account" | "slot", what: string) {
  return { check: "state", state: "failed", fault, what };
}

function unknown(lack: "unread" | "missing" | "header") {
  return { check: "state", state: "unknown", lack };
}

/** The same bytes with one bit of the byte at that place turned over. */
function altered<Bytes extends Hex>(hex: Bytes, at: number): Bytes {
  const bytes = hexToBytes(hex);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytesToHex(bytes) as Bytes;
}

test("passes where the state holds every slot and account as told", () => {
  expect(check(poll)).toEqual({ check: "state", state: "passed", slots: 3, accounts: 1 });
  expect(check(onRoll)).toEqual({ check: "state", state: "passed", slots: 3 + words + 1, accounts: 2 + 3 });
});

test("passes a box and a poll without any ballot", async () => {
  for (const evidence of [makePoll(build, []), makeOnRoll(build, [0, 0, 0])]) {
    expect(check(await proveState(evidence, build.layout))).toMatchObject({ state: "passed" });
  }
});

test("says how much of the box a sample shows, and passes where it is the whole box", async () => {
  const some = await proveState(makeOnRoll(build, marks), build.layout, [0, 7, 25, 78]);
  expect(check(some)).toEqual({ check: "state", state: "unknown", lack: "sample", proven: 4, words });
  const none = await proveState(makeOnRoll(build, marks), build.layout, []);
  expect(check(none)).toEqual({ check: "state", state: "unknown", lack: "sample", proven: 0, words });
  const all = Array.from({ length: words }, (_, word) => word);
  expect(check({ ...onRoll, proof: { ...onRoll.proof, sample: all } })).toMatchObject({ state: "passed" });
  // A word that was not drawn is not proven, and one that was is.
  expect(check({ ...some, box: altered(onRoll.box, 32 * 8) })).toMatchObject({ lack: "sample" });
  expect(check({ ...some, box: altered(onRoll.box, 32 * 7) })).toEqual(failed("slot", "box[7]"));
});

test("refuses a sample that is none: out of order, doubled, or past the end of the box", () => {
  for (const sample of [[7, 0], [7, 7], [words], [-1], [0.5, 0.5]]) {
    expect(check({ ...onRoll, proof: { ...onRoll.proof, sample } })).toEqual(failed("slot", "proof.sample"));
  }
});

test("refuses any node that is altered, doubled or foreign", () => {
  for (const evidence of [poll, onRoll]) {
    const nodes = evidence.proof?.nodes ?? [];
    for (const [place, node] of nodes.entries()) {
      const other = altered(node, (place * 13) % ((node.length - 2) / 2));
      const finding = check({ ...evidence, proof: { nodes: nodes.with(place, other), sample: null } });
      expect(finding).toMatchObject({ state: "failed", fault: "node" });
      if (place % 20 > 0) continue;
      const doubled = check({ ...evidence, proof: { nodes: [...nodes, node], sample: null } });
      expect(doubled).toEqual(failed("node", keccak256(node)));
    }
    const foreign = poll === evidence ? onRoll.proof.nodes[0] : poll.proof?.nodes[0];
    const finding = check({ ...evidence, proof: { nodes: [...nodes, foreign ?? "0x"], sample: null } });
    expect(finding).toEqual(failed("node", keccak256(foreign ?? "0x")));
  }
});

test("cannot check what a missing node would show, and passes without none", () => {
  expect(check({ ...onRoll, proof: { nodes: [], sample: null } })).toEqual(unknown("missing"));
  for (const [place, node] of onRoll.proof.nodes.entries()) {
    const finding = check({ ...onRoll, proof: { nodes: onRoll.proof.nodes.toSpliced(place, 1), sample: null } });
    // Without a node higher up, those below it lead nowhere.
    if (isLeafOfWord(node)) expect(finding).toEqual(unknown("missing"));
    else expect(finding.state).not.toBe("passed");
  }
});

/** A leaf's path begins with 2 or 3; what an account's holds is longer than a word. */
function isLeafOfWord(node: Hex): boolean {
  const [path, value, ...others] = fromRlp(node);
  return others.length === 0 && /^0x[23]/.test(String(path)) && typeof value === "string" && value.length <= 2 + 2 * 33;
}

test("refuses each slot that is not what was told, by its name", () => {
  for (const place of [0, 1, 2]) {
    for (const evidence of [poll, onRoll]) {
      const tallies = evidence.tallies?.map((tally, at) => (at === place ? altered(tally, 31) : tally)) ?? [];
      expect(check({ ...evidence, tallies })).toEqual(failed("slot", `tallies[${place}]`));
    }
  }
  for (let word = 0; word < words; word += 1) {
    expect(check({ ...onRoll, box: altered(onRoll.box, 32 * word + (word % 32)) })).toEqual(
      failed("slot", `box[${word}]`),
    );
  }
});

test("refuses more or fewer slots than there are", () => {
  for (const evidence of [poll, onRoll]) {
    const tallies = evidence.tallies ?? [];
    expect(check({ ...evidence, tallies: [...tallies, zeroHash] })).toEqual(failed("slot", "tallies"));
    expect(check({ ...evidence, tallies: tallies.slice(1) })).toEqual(failed("slot", "tallies"));
  }
  expect(check({ ...onRoll, box: `${onRoll.box}${"00".repeat(32)}` })).toEqual(failed("slot", "box"));
  expect(check({ ...onRoll, box: "0x" })).toEqual(failed("slot", "box"));
  expect(check({ ...poll, box: "0x" })).toEqual(failed("slot", "box"));
  expect(check({ ...poll, proof: { nodes: poll.proof?.nodes ?? [], sample: [] } })).toEqual(
    failed("slot", "proof.sample"),
  );
});

test("refuses a roll that is not what was told: its size, its last voter, each of its chunks", () => {
  const { roll } = onRoll;
  const chunks = roll.chunks ?? [];
  for (const size of [0n, 1n, 2_499n, 2_501n, 1_493_248n, 1_493_249n, 2n ** 255n]) {
    expect(check({ ...onRoll, roll: { ...roll, size } })).toEqual(failed("slot", "roll.size"));
  }
  for (const [index, chunk] of chunks.entries()) {
    const others = chunks.with(index, altered(chunk, 5));
    expect(check({ ...onRoll, roll: { ...roll, chunks: others } })).toEqual(
      failed("account", chunkAddress(roll.address, index)),
    );
  }
  const last = chunks[2] ?? "0x";
  for (const others of [chunks.with(2, altered(last, 1_360)), [], chunks.slice(1), chunks.with(2, "0x")]) {
    expect(check({ ...onRoll, roll: { ...roll, chunks: others } })).toMatchObject({ state: "failed" });
  }
});

test("refuses a chunk that the roll has not, although the last voter is the same", () => {
  const { roll } = onRoll;
  const chunks = [...(roll.chunks ?? []), roll.chunks?.[2] ?? "0x"];
  expect(check({ ...onRoll, roll: { ...roll, chunks } })).toEqual(failed("slot", "roll.chunks"));
});

test("refuses a roll whose last voter is another, although its chunks are there", async () => {
  const other = (1n << 224n) | (onRoll.roll.size << 160n) | 77n;
  const storage = { [slotKey(build.layout.roll.slot)]: numberToHex(other, { size: 32 }) };
  const proven = await proveState(makeOnRoll(build, marks), build.layout, null, { storage });
  expect(check(proven)).toEqual(failed("slot", "roll.chunks"));
});

test("refuses a roll that is not closed", async () => {
  const made = makeOnRoll(build, marks);
  const { roll } = onRoll;
  const open = (roll.size << 160n) | BigInt(`0x${roll.chunks?.[2]?.slice(-40)}`);
  const storage = { [slotKey(build.layout.roll.slot)]: numberToHex(open, { size: 32 }) };
  expect(check(await proveState(made, build.layout, null, { storage }))).toEqual(failed("slot", "roll"));
});

test("refuses an election, a roll and a chunk without code", async () => {
  const made = makeOnRoll(build, marks);
  const { address } = onRoll.roll;
  for (const account of [made.election, address, chunkAddress(address, 1)]) {
    const proven = await proveState(made, build.layout, null, { codes: { [account]: "0x" } });
    expect(check(proven)).toEqual(failed("account", account));
  }
});

test("refuses accounts that the state does not hold", () => {
  const other: Address = numberToHex(0xdead, { size: 20 });
  for (const evidence of [
    { ...poll, election: other },
    { ...onRoll, roll: { ...onRoll.roll, address: other } },
  ]) {
    expect(check(evidence).state).toBe("failed");
  }
});

test("cannot check without proofs, a listed build, or a header that is the block's", () => {
  for (const evidence of [poll, onRoll]) {
    expect(check({ ...evidence, proof: null })).toEqual(unknown("unread"));
    expect(checkState(evidence, undefined)).toEqual(unknown("unread"));
    expect(check({ ...evidence, block: zeroHash })).toEqual(unknown("header"));
    expect(check({ ...evidence, header: { ...evidence.header, stateRoot: zeroHash } })).toEqual(unknown("header"));
    expect(check({ ...evidence, header: {} })).toEqual(unknown("header"));
  }
});

test("cannot check against what was not read", () => {
  expect(check({ ...poll, tallies: null })).toEqual(unknown("unread"));
  for (const part of ["tallies", "box"] as const) {
    expect(check({ ...onRoll, [part]: null })).toEqual(unknown("unread"));
  }
  expect(check({ ...onRoll, roll: { ...onRoll.roll, chunks: null } })).toEqual(unknown("unread"));
});

test("a state root that is no hash proves nothing", () => {
  for (const stateRoot of ["0x", "0x12", `0x${"ab".repeat(500_000)}`] as const) {
    const header = { ...poll.header, stateRoot };
    const { hash } = hashHeader(header);
    const evidence = { ...poll, header, block: hash ?? "0x" };
    expect(check({ ...evidence, proof: { nodes: [], sample: null } })).toEqual(unknown("header"));
    expect(check(evidence)).toEqual(unknown("header"));
  }
});

test("a storage root that is no hash proves nothing", async () => {
  const account = toRlp(["0x01", "0x", `0x${"ab".repeat(500_000)}`, keccak256("0xc0de")]);
  const path = keccak256(poll.election).slice(2);
  const leaf = toRlp([`0x20${path}`, account]);
  const header = { ...poll.header, stateRoot: keccak256(leaf) };
  const { hash } = hashHeader(header);
  const proof = { nodes: [leaf], sample: null };
  expect(check({ ...poll, header, block: hash ?? "0x", proof })).toEqual(failed("account", poll.election));
});

test("a slot that holds what is no word is not what was told", async () => {
  const made = makePoll(build, [0]);
  const [id] = candidateIds(made);
  const storage = { [tallyKey(build.layout.open.tally, id ?? "0x")]: `0x${"12".repeat(33)}` } as const;
  expect(check(await proveState(made, build.layout, null, { storage }))).toEqual(failed("slot", "tallies[0]"));
  const [first, ...others] = poll.tallies ?? [];
  expect(check({ ...poll, tallies: [`${first ?? "0x"}00`, ...others] })).toEqual(failed("slot", "tallies[0]"));
});
