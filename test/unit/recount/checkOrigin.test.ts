import { type Address, type Hex, keccak256, stringToHex } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkOrigin } from "@/recount/checks/checkOrigin";
import type { Evidence } from "@/recount/evidence";
import { factoryAddress } from "@/recount/findBuild";
import { makeOnRoll, makePoll, voterOf } from "../../support/makeEvidence";

const builds = await loadBuilds();
const [build] = builds;
if (!build) throw new Error("There is no build.");
const poll = makePoll(build, [0, 1]);
const onRoll = makeOnRoll(build, [1, 0, 2]);
const { roll } = onRoll;
if (!roll) throw new Error("There is no roll.");
const stranger = voterOf(77);

test.each([
  ["a poll", poll],
  ["an election on a roll", onRoll],
])("%s is where its factory puts it", (_, evidence) => {
  const { organiser } = evidence.origin;
  expect(checkOrigin(evidence, builds)).toEqual({ state: "passed", check: "origin", organiser });
});

test("addresses are numbers, however they are written", () => {
  const upper = (address: Address): Address => `0x${address.slice(2).toUpperCase()}`;
  const { factory, organiser } = onRoll.origin;
  const written: Evidence = {
    ...onRoll,
    election: upper(onRoll.election),
    origin: { ...onRoll.origin, factory: upper(factory), organiser: upper(organiser) },
    roll: { ...roll, address: upper(roll.address), factory: upper(roll.factory), publisher: upper(roll.publisher) },
  };
  expect(checkOrigin(written, builds).state).toBe("passed");
});

test("every factory stands where the deterministic deployer puts its initcode", () => {
  for (const created of [build.open, build.onRoll, build.roll]) expect(factoryAddress(created)).toBe(created.factory);
});

test("an older build's election is recognised as well, and none that is not listed", () => {
  const later = { ...build, open: { ...build.open, factoryInitcodeHash: keccak256("0x01") } };
  expect(checkOrigin(poll, [later, build]).state).toBe("passed");
  expect(checkOrigin(poll, [later])).toEqual({ state: "failed", check: "origin", fault: "election" });
  expect(checkOrigin(poll, [])).toEqual({ state: "failed", check: "origin", fault: "election" });
});

const title: Hex = stringToHex("Tea, or coffee?");
const names = [...poll.origin.candidates];

test.each<[string, Partial<Evidence["origin"]>]>([
  ["factory", { factory: stranger }],
  ["organiser", { organiser: stranger }],
  ["title", { title }],
  ["description", { description: "0x" }],
  ["order of candidates", { candidates: names.toReversed() }],
  ["candidate left out", { candidates: names.slice(1) }],
  ["opening", { opens: poll.origin.opens + 1n }],
  ["close", { closes: poll.origin.closes - 1n }],
])("another %s is another election's", (_, told) => {
  for (const evidence of [poll, onRoll]) {
    const changed = { ...evidence, origin: { ...evidence.origin, ...told } };
    expect(checkOrigin(changed, builds)).toEqual({ state: "failed", check: "origin", fault: "election" });
  }
});

test.each<[string, Partial<Evidence>]>([
  ["another address", { election: stranger }],
  ["another kind", { roll: onRoll.roll }],
])("a poll told to be of %s", (_, told) => {
  expect(checkOrigin({ ...poll, ...told }, builds)).toMatchObject({ state: "failed", fault: "election" });
});

test("an election on a roll told to be a poll, or at another address", () => {
  const failed = { state: "failed", check: "origin", fault: "election" };
  expect(checkOrigin({ ...onRoll, roll: null }, builds)).toEqual(failed);
  expect(checkOrigin({ ...onRoll, election: stranger }, builds)).toEqual(failed);
});

test.each([
  ["address", { address: stranger }],
  ["factory", { factory: stranger }],
  ["publisher", { publisher: stranger }],
  ["salt", { salt: keccak256("0x02") }],
])("another %s of the roll", (_, told) => {
  const changed = { ...onRoll, roll: { ...roll, ...told } };
  expect(checkOrigin(changed, builds)).toEqual({ state: "failed", check: "origin", fault: "roll" });
});

test("a genuine roll that is not this election's", () => {
  const other = makeOnRoll(build, [1, 0, 2, 0]).roll;
  expect(checkOrigin({ ...onRoll, roll: other }, builds)).toMatchObject({ state: "failed", fault: "election" });
});

test("a roll of a factory that made it in the same way, but is none of ours", () => {
  // The whole of a look-alike: its roll's address follows from its factory's, which anybody can put up.
  const forged = { ...build, roll: { ...build.roll, factory: stranger, factoryInitcodeHash: keccak256("0x03") } };
  const forgery = makeOnRoll({ ...forged, roll: { ...forged.roll, factory: factoryAddress(forged.roll) } }, [1, 0, 2]);
  expect(checkOrigin(forgery, builds)).toEqual({ state: "failed", check: "origin", fault: "roll" });
});
