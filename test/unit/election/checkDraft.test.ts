import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDraft, lettersLeft, nameRoom, textRoom, titleRoom } from "@/election/checkDraft";
import { type Draft, emptyDraft, noneOfThese } from "@/election/draft";
import { byteLength } from "@/election/question";
import { resolveWindow } from "@/election/votingWindow";

const zone = "Europe/Berlin";
const now = BigInt(Date.parse("2026-11-21T12:26:18Z") / 1000);
const rows = (...names: string[]) => names.map((name, index) => ({ key: index + 1, name, note: "" }));
const sound: Draft = { ...emptyDraft(zone), title: "Who?", candidates: rows("Ada", "Grace"), who: "anyone" };

function problemsOf(part: Partial<Draft>) {
  const draft = { ...sound, ...part };
  const window = resolveWindow(draft.opens, draft.closes, draft.zone, now);
  return checkDraft(draft, window, now).map(({ field, kind, isFault }) => `${isFault ? "!" : "?"}${field} ${kind}`);
}

test("a sound draft has no problem, an empty one names each step's", () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf(emptyDraft(zone))).toContain("!title titleMissing");
  const empty = { ...emptyDraft(zone), who: undefined };
  expect(checkDraft(empty, undefined, 0n).map(({ step, kind }) => `${step} ${kind}`)).toEqual([
    "question titleMissing",
    "candidates tooFew",
    "who whoMissing",
  ]);
});

describe("the question", () => {
  test.each([
    ["nothing that can be seen", { title: "\u200b" }, ["!title titleMissing", "?title titleHidden"]],
    ["200 bytes", { title: "é".repeat(100) }, []],
    ["201 bytes", { title: `${"é".repeat(100)}a` }, ["!title titleLong"]],
    ["two alphabets in a word", { title: "Сhair?" }, ["?title titleMixed"]],
    ["a tower of marks", { title: `Who${"\u0301\u0348".repeat(9)}?` }, ["?title titleStacked"]],
    ["hidden characters in its description", { text: "a\u202eb" }, ["?text textHidden"]],
    ["lines in its description", { text: "a\n\n- b\tc" }, []],
  ])("of %s", (_, part, problems) => {
    expect(problemsOf(part)).toEqual(problems);
  });

  test("shares 16,384 bytes with its names and rules", () => {
    const others = "Who?".length + "AdaGrace".length;
    expect(problemsOf({ text: "a".repeat(16_384 - others) })).toEqual([]);
    expect(problemsOf({ text: "a".repeat(16_385 - others) })).toEqual(["!text textLong"]);
    const rules = { ...sound.rules, Quorum: "5" };
    expect(problemsOf({ text: "a".repeat(16_384 - others - "\n\nQuorum: 5".length), rules })).toEqual([]);
    expect(problemsOf({ text: "a".repeat(16_385 - others - "\n\nQuorum: 5".length), rules })).toEqual([
      "!text textLong",
    ]);
  });
});

describe("the candidates", () => {
  test.each([
    ["one", rows("Ada", "", " "), ["!candidates tooFew"]],
    ["100", rows(...Array.from({ length: 100 }, (_, index) => `n${index}`)), []],
    ["101", rows(...Array.from({ length: 101 }, (_, index) => `n${index}`)), ["!candidates tooMany"]],
    ["the same twice", rows("Ada", "Grace", " Ada "), ["!3 nameTwice"]],
    ["the same composed and decomposed", rows("Hélène", "He\u0301le\u0300ne"), ["!2 nameTwice"]],
    ["alike but for capitals", rows("Ada", "ADA"), ["?1 nameAlike", "?2 nameAlike"]],
    ["alike in another alphabet", rows("Ada", "Аdа"), ["?1 nameAlike", "?2 nameAlike", "?2 nameMixed"]],
    ["hidden characters", rows("A\u200bda", "Grace"), ["?1 nameHidden"]],
    ["nothing that can be seen", rows("\u2800", "Ada"), ["!1 nameMissing", "?1 nameHidden"]],
    ["201 bytes", rows("a".repeat(201), "Ada"), ["!1 nameLong"]],
  ])("%s", (_, candidates, problems) => {
    expect(problemsOf({ candidates })).toEqual(problems);
  });

  test("with a note but no name", () => {
    expect(problemsOf({ candidates: [...rows("Ada", "Grace"), { key: 3, name: "", note: "plot 7" }] })).toEqual([
      "!3 nameMissing",
    ]);
  });

  test("and None of these, which may not stand among them", () => {
    expect(problemsOf({ candidates: rows("Ada"), offersNone: true })).toEqual([]);
    expect(problemsOf({ candidates: rows("Ada", noneOfThese), offersNone: true })).toEqual(["!2 nameTwice"]);
  });
});

describe("the window", () => {
  const at = (local: string) => ({ kind: "at", local }) as const;
  test.each([
    ["not set", at(""), at(""), ["!opens opensMissing", "!closes closesMissing"]],
    ["at once, for an hour", { kind: "after", hours: 0 }, { kind: "after", hours: 1 }, []],
    ["opened yesterday", at("2026-11-20T10:00"), at("2026-11-24T10:00"), ["?opens opensInPast"]],
    ["over already", at("2026-11-20T10:00"), at("2026-11-21T10:00"), ["?opens opensInPast", "!closes closesInPast"]],
    ["the wrong way round", at("2026-11-24T10:00"), at("2026-11-24T10:00"), ["!closes closesBeforeOpens"]],
    ["of 59 minutes", at("2026-11-24T10:00"), at("2026-11-24T10:59"), ["?closes short"]],
    ["with 20 minutes left", at("2026-11-20T10:00"), at("2026-11-21T13:46"), ["?opens opensInPast", "?closes short"]],
    ["until the night", at("2026-11-24T10:00"), at("2026-11-25T05:59"), ["?closes night"]],
    ["until six", at("2026-11-24T10:00"), at("2026-11-25T06:00"), []],
    ["from a skipped hour", at("2027-03-28T02:30"), at("2027-04-01T10:00"), ["?opens opensSkipped"]],
    ["to a doubled hour", at("2027-10-01T10:00"), at("2027-10-31T02:30"), ["?closes night", "?closes closesTwice"]],
  ] as const)("%s", (_, opens, closes, problems) => {
    expect(problemsOf({ opens, closes })).toEqual(problems);
  });
});

test("who may vote has to be chosen, and a roll named", () => {
  expect(problemsOf({ who: undefined })).toEqual(["!who whoMissing"]);
  expect(problemsOf({ who: "roll" })).toEqual(["!who rollMissing"]);
  expect(problemsOf({ who: "roll", voters: { kind: "list", list: "x" } })).toEqual([]);
});

test("members have a day to check a new roll", () => {
  const onNewRoll = { who: "roll", voters: { kind: "list", list: "x" } } as const;
  const after = (hours: number) => ({ kind: "after", hours }) as const;
  expect(problemsOf({ ...onNewRoll, opens: after(0) })).toEqual(["?opens opensSoon"]);
  expect(problemsOf({ ...onNewRoll, opens: after(23) })).toEqual(["?opens opensSoon"]);
  expect(problemsOf({ ...onNewRoll, opens: after(24) })).toEqual([]);
  const roll = { kind: "roll", roll: `0x${"1".repeat(40)}` } as const;
  expect(problemsOf({ who: "roll", voters: roll, opens: after(0) })).toEqual([]);
});

describe("room is told in letters as people count them", () => {
  test.each([
    ["", 200, 200],
    ["a".repeat(190), 200, 10],
    ["é".repeat(95), 200, 5],
    ["👩🏽‍🚀".repeat(14), 200, -1],
    [`${"a".repeat(200)}👩🏽‍🚀`, 200, -1],
    ["a".repeat(203), 200, -3],
  ])("%j of %i bytes: %i", (text, bytes, left) => {
    expect(lettersLeft(text, bytes)).toBe(left);
  });

  test("and as many as are too many, and no fewer, have to go", () => {
    const letter = fc.constantFrom("a", "é", "漢", "👩🏽‍🚀");
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1 }), fc.integer({ min: 0, max: 60 }), (letters, bytes) => {
        const left = lettersLeft(letters.join(""), bytes);
        fc.pre(left < 0);
        expect(byteLength(letters.slice(0, left).join(""))).toBeLessThanOrEqual(bytes);
        expect(byteLength(letters.slice(0, letters.length + left + 1).join(""))).toBeGreaterThan(bytes);
      }),
    );
  });

  test("in a title, a description and a name", () => {
    const draft = { ...sound, title: "é".repeat(90), text: "a" };
    expect(titleRoom(draft)).toBe(10);
    expect(nameRoom({ key: 1, name: "a".repeat(100), note: "a".repeat(95) })).toBe(0);
    expect(textRoom({ ...sound, text: "a".repeat(16_000) })).toBe(16_384 - 16_000 - "Who?AdaGrace".length);
  });
});
