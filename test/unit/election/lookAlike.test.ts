import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookAlikes } from "@/election/lookAlike";

describe("names that cannot be told apart", () => {
  test.each([
    ["Cyrillic for Latin", "Ada", "Аdа"],
    ["all Cyrillic", "coca", "соса"],
    ["Greek for Latin", "ANNA", "ΑΝΝΑ"],
    ["Greek for Cyrillic", "Нина", "Ηина"],
    ["capitals", "ADA", "ada"],
    ["capitals of another alphabet", "ВАСЯ", "вася"],
    ["capitals of Greek", "ΝΊΚΟΣ", "νίκοσ"],
    ["a sharp s", "STRASSE", "Straße"],
    ["what is hidden", "Ada", "A\u200bda"],
    ["an honest joiner", "می\u200cخواهم", "میخواهم"],
    ["spaces", "Ada Lovelace", " Ada\u00a0 Lovelace"],
    ["wide letters", "Ada", "Ａｄａ"],
    ["mathematical letters", "Ada", "𝐀𝐝𝐚"],
    ["an accent composed or not", "Hélène", "Hélène".normalize("NFD")],
    ["a digit for a letter", "Bob", "B0b"],
    ["a capital for a small letter", "Al", "AI"],
    ["a dash", "Ada - treasurer", "Ada — treasurer"],
    ["an apostrophe", "O'Brien", "O’Brien"],
  ])("%s", (_, one, other) => {
    expect(lookAlikes([one, "Grace", other])).toEqual([true, false, true]);
  });
});

test("names that merely resemble each other are told apart", () => {
  const names = ["Müller", "Muller", "Anna Dorn", "Anna Dom", "Plan 2", "Plan 3", "Yes", "Yes, but", "Нина", "Hilda"];
  expect(lookAlikes(names)).toEqual(names.map(() => false));
});

test("looking alike is mutual, and never one name's alone", () => {
  const name = fc.string({ unit: fc.constantFrom(..."aаαAАΑoо0 I1l|-—\u200b") });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 6 }), (names) => {
      const alike = lookAlikes(names);
      expect(alike.filter(Boolean)).not.toHaveLength(1);
      expect(lookAlikes(names.toReversed())).toEqual(alike.toReversed());
    }),
  );
});
