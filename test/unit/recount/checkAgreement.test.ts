import { keccak256 } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkAgreement } from "@/recount/checks/checkAgreement";
import type { EndpointWord, Evidence } from "@/recount/evidence";
import { makePoll } from "../../support/makeEvidence";

const [build] = await loadBuilds();
if (!build) throw new Error("There is no build.");
const evidence = makePoll(build, [0, 1]);
const other = keccak256("0x01");

/** The evidence with endpoints that say something else than the truth, each in its place. */
function saying(...words: Partial<EndpointWord>[]): Evidence {
  const [honest] = evidence.endpoints;
  if (!honest) throw new Error("There is no endpoint.");
  return { ...evidence, endpoints: words.map((word, place) => ({ ...honest, name: `${place}.example`, ...word })) };
}

test("passes where all have the block, and counts the parties", () => {
  expect(checkAgreement(evidence, "live")).toEqual({
    state: "passed",
    check: "agreement",
    endpoints: ["one.example", "other.example:8545"],
    parties: 2,
  });
});

test.each([
  [["one.example", "one.example:8545", "ONE.example.:1"], 1],
  [["localhost:8545", "127.0.0.1:8545"], 2],
  [["[::1]:8545", "[::2]:8545", "[::1]"], 2],
])("%j are so many parties: %d", (names, parties) => {
  expect(checkAgreement(saying(...names.map((name) => ({ name }))), "live")).toMatchObject({
    state: "passed",
    parties,
  });
});

test("those who did not answer agree to nothing", () => {
  const finding = checkAgreement(saying({}, { block: null }, { chainId: null }), "live");
  expect(finding).toMatchObject({ state: "passed", endpoints: ["0.example"], parties: 1 });
});

test("the form in which a hash is written makes no other block of it", () => {
  const upper = evidence.block.toUpperCase().replace("0X", "0x") as `0x${string}`;
  expect(checkAgreement(saying({ block: upper }), "live")).toMatchObject({ state: "passed" });
});

test("names whoever serves another chain", () => {
  expect(checkAgreement(saying({}, { chainId: 1, block: null }), "live")).toEqual({
    state: "failed",
    check: "agreement",
    fault: "chain",
    endpoints: ["1.example"],
  });
});

test("names whoever has another block at that height", () => {
  expect(checkAgreement(saying({}, {}, { block: other }), "live")).toEqual({
    state: "failed",
    check: "agreement",
    fault: "block",
    endpoints: ["2.example"],
  });
});

test.each([[saying()], [saying({ block: null }, { chainId: null })]])("is unknown where nobody vouches", (silent) => {
  expect(checkAgreement(silent, "live")).toEqual({ state: "unknown", check: "agreement", lack: "silent" });
});

test("of a file, the block has to be the one that the reader knows", () => {
  const upper = evidence.block.toUpperCase().replace("0X", "0x") as `0x${string}`;
  for (const blockHash of [undefined, evidence.block, upper]) {
    expect(checkAgreement(evidence, { blockHash })).toMatchObject({ state: "passed", parties: 2 });
  }
  expect(checkAgreement({ ...evidence, block: upper }, { blockHash: evidence.block })).toMatchObject({
    state: "passed",
  });
  expect(checkAgreement(evidence, { blockHash: other })).toEqual({
    state: "failed",
    check: "agreement",
    fault: "block",
    endpoints: [],
  });
});
