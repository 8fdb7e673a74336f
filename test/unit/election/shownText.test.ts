import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownText, stripHidden, textFlags } from "@/election/shownText";

/** Names as people really write them. */
const honest = [
  ["plain", "Ada Lovelace"],
  ["accents", "Hélène Okafor-Åström"],
  ["accents as marks of their own", "Hélène".normalize("NFD")],
  ["Vietnamese", "Nguyễn Thị Mai"],
  ["Vietnamese as marks of their own", "Nguyễn Thị Mai".normalize("NFD")],
  ["Irish with an apostrophe", "Aoife O’Brien"],
  ["Arabic with vowels", "مُحَمَّدٌ العَلِيّ"],
  ["Persian with a non-joiner", "می\u200cخواهم رضا"],
  ["Hebrew with points", "בְּרֵאשִׁ֖ית"],
  ["Hindi with a joiner", "क्\u200dष राजेश"],
  ["Bengali with a joiner", "র\u200d্যাব"],
  ["Malayalam with a joiner at the end", "അവന്\u200d"],
  ["Sinhala with a joiner", "ශ්\u200dරී ලංකා"],
  ["Tamil", "ஸ்ரீனிவாசன்"],
  ["Thai", "สมชาย ใจดี ที่นี่"],
  ["Khmer with a break", "ភ្នំ\u200bពេញ"],
  ["Burmese", "ကြွက်မြို့သို့"],
  ["Tibetan", "བསྒྲུབས་སྤྱོད"],
  ["Mongolian", "ᠮᠣᠩᠭᠣᠯ᠎ᠠ".replace("\u180e", "")],
  ["Chinese", "王小明"],
  ["Japanese with a variant", "葛\u{e0100}城 Tシャツ組"],
  ["Korean", "김민준"],
  ["Cyrillic", "Анна Щербакова"],
  ["two alphabets, a word each", "Анна Petrov"],
  ["Greek", "Νίκος Παπαδόπουλος"],
  ["a unit and a formula", "5 µm, β-carotene"],
  ["emoji joined", "👩🏽‍🚀 👨‍👩‍👧 🏳️‍🌈 ❤️‍🔥 🏴‍☠️ 👁️‍🗨️"],
  ["emoji with tags and keys", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ☎︎ ©️"],
] as const;

describe("a name as people really write them", () => {
  test.each(honest)("is shown as it is, and not flagged: %s", (_, name) => {
    expect(shownText(name)).toBe(name);
    expect(textFlags(name)).toEqual([]);
  });

  test("may have directional marks where it is written from right to left: left out, but not flagged", () => {
    expect(shownText("דנה\u200f (ועד)\u200e")).toBe("דנה (ועד)");
    expect(textFlags("דנה\u200f (ועד)\u200e")).toEqual([]);
  });

  test("may have any width of space between its words", () => {
    expect(shownText(" Ada\u00a0\u2003Lovelace\u3000")).toBe("Ada Lovelace");
    expect(textFlags(" Ada\u00a0\u2003Lovelace\u3000")).toEqual([]);
  });
});

describe("what is hidden in a name is left out and flagged", () => {
  test.each([
    ["turns text around", "\u202eadA", "adA"],
    ["isolates text", "\u2067Ada\u2069", "Ada"],
    ["marks a direction in plain Latin", "A\u200fda", "Ada"],
    ["has no width", "A\u200bda", "Ada"],
    ["parts Latin letters", "A\u200cd\u200da", "Ada"],
    ["parts letters that join, a second time", "می\u200c\u200cخواهم", "می\u200cخواهم"],
    ["joins words", "Ada\u2060", "Ada"],
    ["is a byte order mark", "\ufeffAda", "Ada"],
    ["is a soft hyphen", "A\u00adda", "Ada"],
    ["fills a Korean syllable", "Ada\u3164\uffa0\u115f", "Ada"],
    ["is a blank pattern of Braille", "Ada\u2800", "Ada"],
    ["varies a plain letter", "A\ufe0fda\u{e0101}", "Ada"],
    ["is a tag outside of a flag", "Ada\u{e0041}", "Ada"],
    ["is a control", "A\u0000d\u0007a\u0085", "Ada"],
    ["annotates", "A\ufff9d\ufffba", "Ada"],
    ["breaks the line", "Ada\nVote for Grace", "Ada Vote for Grace"],
    ["separates lines", "Ada\u2028Grace", "Ada Grace"],
    ["is a tab", "Ada\tGrace", "Ada Grace"],
  ])("%s", (_, name, shown) => {
    expect(shownText(name)).toBe(shown);
    expect(textFlags(name)).toEqual(["hidden"]);
  });

  test.each([
    ["blank", " \u00a0\u3000"],
    ["of zero width", "\u200b\u2060"],
    ["a combining mark alone", "\u0301"],
    ["a Korean filler alone", "\u3164"],
  ])("and nothing is left of what is %s", (_, name) => {
    expect(shownText(name)).toBe("");
  });

  test("in any text: nothing that turns text around is ever shown", () => {
    const unit = fc.constantFrom(
      ..."Aд王ع👩🏽🏴1 \n\u0301\u200c\u200d\u202e\u2066\u200b\ufe0f\u20e3\u{e0067}\u{e007f}",
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(stripHidden(text)).not.toMatch(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/);
        expect(shownText(shownText(text))).toBe(shownText(text));
        expect(shownText(text)).not.toMatch(/[\n\t]| {2}/);
      }),
    );
  });
});

test.each([
  ["one mark again and again", "\u0301"],
  ["marks above, below, through and around", "\u0301\u0348\u0335\u0489\u20dd"],
  ["with joiners between", "\u064b\u200c"],
])("a tower of marks is cut at four, and flagged: %s", (_, marks) => {
  const tower = marks.repeat(40);
  expect(shownText(`A${tower}da`)).toBe(`A${[...tower].slice(0, 4).join("")}da`);
  expect(textFlags(`A${tower}da`)).toEqual(["stacked"]);
});

test.each([
  ["Latin and Cyrillic", "Аda"],
  ["Latin and Greek", "Αda"],
  ["Latin and Armenian", "Adaո"],
  ["in the second word", "Ada Lоvelace"],
  ["parted by a mark", "А\u0301da"],
  ["parted by what is hidden", "А\u200bda"],
])("a word of two alphabets is flagged: %s", (_, name) => {
  expect(textFlags(name)).toContain("mixed");
});

test("a description keeps its lines", () => {
  expect(stripHidden("One\n\n- two\t\u202ethree\r\n")).toBe("One\n\n- two\tthree\r\n");
});
