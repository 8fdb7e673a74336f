import { concatHex, type Hex, keccak256, slice, zeroAddress } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { digestOfHashes } from "@/election/rollCode";
import { checkRoll } from "@/recount/checks/checkRoll";
import type { Evidence, RollWord } from "@/recount/evidence";
import { makeOnRoll, makePoll, voterOf } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const size = 2 * 1_216 + 3;
const evidence = makeOnRoll(build, Array<number>(size).fill(0));
const { roll } = evidence;
const [first = "0x", second = "0x", third = "0x"] = roll?.chunks ?? [];

function told(change: Partial<RollWord>): Evidence {
  if (!roll) throw new Error("There is no roll.");
  return { ...evidence, roll: { ...roll, ...change } };
}

/** The roll of these chunks, whose size and digest are told as they are. */
function forged(...chunks: Hex[]): Evidence {
  const voters = chunks.reduce((count, chunk) => count + Math.floor((chunk.length - 4) / 40), 0);
  return told({ chunks, size: BigInt(voters), digest: digestOfHashes(chunks.map((chunk) => keccak256(chunk))) });
}

function pack(...voters: Hex[]): Hex {
  return concatHex(["0x00", ...voters]);
}

test("passes a whole roll of several chunks", () => {
  expect(checkRoll(evidence)).toEqual({ state: "passed", check: "roll", voters: BigInt(size) });
  expect(checkRoll(forged(first))).toMatchObject({ state: "passed", voters: 1_216n });
  expect(checkRoll(told({ digest: roll?.digest.toUpperCase().replace("0X", "0x") as Hex }))).toMatchObject({
    state: "passed",
  });
});

test("a poll has none, and one that could not be read passes nothing", () => {
  expect(checkRoll(makePoll(build, [0]))).toEqual({ state: "skipped", check: "roll", why: "none" });
  expect(checkRoll(told({ chunks: null }))).toEqual({ state: "unknown", check: "roll", lack: "unread" });
});

test.each<[string, Evidence, number]>([
  ["two voters in the wrong order", forged(pack(voterOf(0), voterOf(2), voterOf(1))), 2],
  ["a voter twice", forged(pack(voterOf(0), voterOf(1), voterOf(1))), 2],
  ["the same voter at the end of one chunk and the beginning of the next", forged(first, pack(voterOf(1_215))), 1_216],
  ["chunks that do not ascend", forged(second, first, third), 1_216],
  ["the zero address", forged(pack(zeroAddress, voterOf(0))), 0],
])("refuses %s, all else being told alike", (_, evidence, at) => {
  expect(checkRoll(evidence)).toEqual({ state: "failed", check: "roll", fault: "order", at });
});

test.each<[string, Evidence, number]>([
  ["one that is not full before the last", forged(first, slice(second, 0, 1 + 20 * 1_215), third), 1],
  ["one that holds more than it can", forged(pack(...Array.from({ length: 1_217 }, (_, i) => voterOf(i)))), 0],
  ["one that is cut within a voter", forged(first, slice(second, 0, 30)), 1],
  ["one without a voter", forged(first, "0x00"), 1],
  ["one without code", forged(first, "0x"), 1],
  ["code that can run", forged(concatHex(["0x60", slice(first, 1)])), 0],
])("refuses a chunk: %s", (_, evidence, at) => {
  expect(checkRoll(evidence)).toEqual({ state: "failed", check: "roll", fault: "chunk", at });
});

test.each<[string, Evidence]>([
  ["more voters", told({ size: BigInt(size - 1) })],
  ["fewer voters", told({ size: BigInt(size + 1) })],
  ["a chunk less", told({ chunks: [first, second] })],
  ["no voters", forged()],
])("refuses %s than its size", (_, evidence) => {
  expect(checkRoll(evidence)).toEqual({ state: "failed", check: "roll", fault: "size", at: null });
});

test("refuses a voter who was exchanged for one in between, by the digest", () => {
  const changed = pack(voterOf(2_432), `${voterOf(2_433).slice(0, -1)}0` as Hex, voterOf(2_434));
  expect(changed).not.toBe(third);
  const failed = { state: "failed", check: "roll", fault: "digest", at: null };
  expect(checkRoll(told({ chunks: [first, second, changed] }))).toEqual(failed);
  expect(checkRoll(told({ digest: keccak256("0x01") }))).toEqual(failed);
});
