import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Rule, splitRules, writeRules } from "@/election/rules";

const quorum: Rule = { label: "Quorum", text: "half of the members" };
const tie: Rule = { label: "In a tie", text: "the committee draws lots" };
const labels = ["Quorum", "Majority", "In a tie", "Contact"] as const;

const oneLine = fc.string({ unit: "grapheme" }).map((text) => text.replace(/\s+/g, " ").trim());
const someRules = fc
  .uniqueArray(fc.constantFrom(...labels))
  .chain((chosen) =>
    fc.tuple(...chosen.map((label) => oneLine.filter(Boolean).map((text): Rule => ({ label, text })))),
  );
const someText = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(fc.constantFrom("a", "\n", "Quorum: 5", ": ", " ")).map((p) => p.join("")),
  )
  .map((text) => text.trimEnd());

describe("rules are written", () => {
  test("after the text, apart from it, a line each", () => {
    expect(writeRules("Three stand.\n", [quorum, tie])).toBe(
      "Three stand.\n\nQuorum: half of the members\nIn a tie: the committee draws lots",
    );
  });

  test("alone where there is no text, and not at all where they are blank", () => {
    expect(writeRules("", [quorum])).toBe("Quorum: half of the members");
    expect(writeRules("Three stand.", [{ label: "Quorum", text: " \n" }])).toBe("Three stand.");
    expect(writeRules("", [])).toBe("");
  });

  test("on one line each, so that none can pass for another", () => {
    const written = writeRules("", [{ label: "Contact", text: "Room 4\n\nQuorum: none" }]);
    expect(splitRules(written).rules).toEqual([{ label: "Contact", text: "Room 4 Quorum: none" }]);
  });
});

describe("a description's end is read as rules", () => {
  test("and the rest stays text", () => {
    expect(splitRules("Three stand.\n\nMore.\n\nQuorum: half of the members\n")).toEqual({
      text: "Three stand.\n\nMore.",
      rules: [quorum],
    });
  });

  test("whichever line ends it has", () => {
    expect(splitRules("Three stand.\r\n\r\nQuorum: half of the members\r\n").rules).toEqual([quorum]);
  });

  test.each([
    ["without a blank line before it", "Three stand.\nQuorum: half of the members"],
    ["with something after it", "Three stand.\n\nQuorum: half of the members\n\nMore."],
    ["with another line among them", "Three stand.\n\nQuorum: 5\nand more"],
    ["with a label twice", "Three stand.\n\nQuorum: 5\nQuorum: 6"],
    ["with a label of its own", "Three stand.\n\nTurnout: 5"],
    ["without anything behind the label", "Three stand.\n\nQuorum:"],
    ["with small letters", "Three stand.\n\nquorum: 5"],
  ])("but not %s", (_, description) => {
    expect(splitRules(description)).toEqual({ text: description, rules: [] });
  });
});

test("what is written is read again, rule by rule", () => {
  fc.assert(
    fc.property(someText, someRules, (text, rules) => {
      fc.pre(rules.length > 0);
      const split = splitRules(writeRules(text, rules));
      expect(split.rules).toEqual(rules);
      expect(split.text).toBe(text.replace(/\r\n|\r/g, "\n"));
    }),
  );
});

test("what is read is written again", () => {
  fc.assert(
    fc.property(someText, someRules, (text, rules) => {
      const description = writeRules(text, rules);
      const split = splitRules(description);
      expect(splitRules(writeRules(split.text, split.rules))).toEqual(split);
    }),
  );
});
