import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import {
  Draft,
  draftElectorate,
  draftFromElection,
  draftNames,
  draftOnRoll,
  draftTexts,
  emptyDraft,
  freshKey,
  moveRow,
  moveToChain,
  noneOfThese,
  rehearsalOf,
} from "@/election/draft";

const empty = emptyDraft("Europe/Berlin");
const roll = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

test("an empty draft fits what a browser keeps, also as JSON", () => {
  expect(v.parse(Draft, JSON.parse(JSON.stringify(empty)))).toEqual(empty);
});

test.each([
  ["a zone that is none", { zone: "Europe/Atlantis" }],
  ["a time that is none", { opens: { kind: "at", local: "tomorrow" } }],
  ["two rows of one key", { candidates: [1, 1].map((key) => ({ key, name: "", note: "" })) }],
  ["a roll that is no address", { voters: { kind: "roll", roll: "0x12" } }],
  ["texts without end", { title: "a".repeat(20_000) }],
])("what has %s is no draft", (_, part) => {
  expect(v.safeParse(Draft, { ...empty, ...part }).success).toBe(false);
});

test("texts go on the chain composed, with the rules at the end and nobody last", () => {
  const draft = {
    ...empty,
    title: "  Cafe\u0301 or\n tea? ",
    text: "Two stand.\r\nRead on.\n\n",
    candidates: [
      { key: 1, name: "Ada", note: "plot 12" },
      { key: 2, name: " ", note: "" },
      { key: 3, name: "Grace", note: "" },
    ],
    offersNone: true,
    rules: { ...empty.rules, Contact: "Room 4", Quorum: "25" },
  };
  expect(draftTexts(draft)).toEqual({
    title: "Café or tea?",
    description: "Two stand.\nRead on.\n\nQuorum: 25\nContact: Room 4",
    candidates: ["Ada — plot 12", "Grace", noneOfThese],
  });
});

test("who may vote is known once it is chosen, and a roll is kept beside another choice", () => {
  expect(draftElectorate(empty)).toBeUndefined();
  expect(draftElectorate({ ...empty, who: "roll" })).toBeUndefined();
  const chosen = { ...empty, who: "roll", voters: { kind: "roll", roll } } as const;
  expect(draftElectorate(chosen)).toEqual({ kind: "roll", roll });
  expect(draftElectorate({ ...chosen, who: "anyone" })).toEqual({ kind: "anyone" });
});

test("a new row has a key of its own, and a moved one keeps its own", () => {
  expect(freshKey([])).toBe(1);
  expect(freshKey(empty.candidates)).toBe(3);
  expect(moveRow(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moveRow(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});

describe("a draft from a published election", () => {
  const published = {
    chainId: 10,
    title: "Who shall chair?",
    description: "Two stand.\n\nQuorum: 25",
    candidates: [{ name: "Ada — plot 12" }, { name: "Grace" }, { name: noneOfThese }],
    roll: { address: roll, size: 3n, digest: "0x", publisher: roll },
  } as const;

  test("has its text, candidates, rules, roll and chain", () => {
    const draft = draftFromElection(published, "Europe/Berlin");
    expect(draftTexts(draft)).toEqual({
      title: published.title,
      description: published.description,
      candidates: ["Ada — plot 12", "Grace", noneOfThese],
    });
    expect(draft.rules.Quorum).toBe("25");
    expect(draft.chainId).toBe(10);
    expect(draftElectorate(draft)).toEqual({ kind: "roll", roll });
    expect(v.parse(Draft, draft)).toEqual(draft);
  });

  test("is open to anyone where that one was", () => {
    const draft = draftFromElection({ ...published, roll: undefined }, "UTC");
    expect(draftElectorate(draft)).toEqual({ kind: "anyone" });
  });

  test("says the same as the election did, whatever it said", () => {
    const name = fc.stringMatching(/^[a-z]{1,5}( — [a-z]{1,5})?$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2 }), fc.boolean(), (names, offersNone) => {
        const ballot = offersNone ? [...names, noneOfThese] : names;
        const candidates = ballot.map((each) => ({ name: each }));
        expect(draftNames(draftFromElection({ ...published, candidates }, "UTC"))).toEqual(ballot);
      }),
    );
  });
});

test("a roll stays behind where a draft goes to another chain, a list does not", () => {
  const onRoll = draftOnRoll(10, roll, "UTC");
  expect(draftElectorate(moveToChain(onRoll, 10))).toEqual({ kind: "roll", roll });
  expect(draftElectorate(moveToChain(onRoll, 31337))).toBeUndefined();
  expect(draftElectorate(rehearsalOf(onRoll, "Rehearsal:", 31337))).toBeUndefined();
  const list = { kind: "list", list: "x" } as const;
  expect(moveToChain({ ...onRoll, voters: list }, 31337)).toMatchObject({ chainId: 31337, voters: list });
});

test("a rehearsal says so once, opens at once, and closes in an hour", () => {
  const rehearsal = rehearsalOf({ ...empty, title: "Who?" }, "Rehearsal:", 31337);
  expect(rehearsal).toMatchObject({
    title: "Rehearsal: Who?",
    chainId: 31337,
    opens: { hours: 0 },
    closes: { hours: 1 },
  });
  expect(rehearsalOf(rehearsal, "Rehearsal:", 31337).title).toBe("Rehearsal: Who?");
});
