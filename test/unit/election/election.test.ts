import fc from "fast-check";
import { keccak256, stringToBytes } from "viem";
import { describe, expect, test } from "vitest";
import { candidateId, pairCandidates, shortNames, splitName } from "@/election/election";
import vectors from "../../vectors.json";

describe("candidateId", () => {
  test.each(vectors.candidates)("of “$name” is the one that the contract gives", ({ name, id }) => {
    expect(candidateId(name)).toBe(id);
  });

  test("takes a name for text, whatever it looks like", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        expect(candidateId(`0x${name}`)).toBe(keccak256(stringToBytes(`0x${name}`)));
      }),
      { examples: [[""], ["00"], ["dEaD"]] },
    );
  });
});

describe("pairCandidates", () => {
  const [tea, coffee] = [candidateId("Tea"), candidateId("Coffee")];

  test("keeps ballot order and finds true names genuine", () => {
    expect(pairCandidates([tea, coffee], ["Tea", "Coffee"])).toEqual([
      { id: tea, name: "Tea", short: "Tea", genuine: true, flags: [], written: "Tea" },
      { id: coffee, name: "Coffee", short: "Coffee", genuine: true, flags: [], written: "Coffee" },
    ]);
  });

  test("marks a name that does not hash to its id, and it alone", () => {
    expect(pairCandidates([tea, coffee], ["Tea", "coffee"])).toEqual([
      { id: tea, name: "Tea", short: "Tea", genuine: true, flags: [], written: "Tea" },
      { id: coffee, name: "coffee", short: "coffee", genuine: false, flags: [], written: "coffee" },
    ]);
  });

  test("marks two names that were exchanged", () => {
    expect(pairCandidates([tea, coffee], ["Coffee", "Tea"]).map(({ genuine }) => genuine)).toEqual([false, false]);
  });

  test("marks an id without a name, and makes nothing of a name without an id", () => {
    expect(pairCandidates([tea], [])).toEqual([
      { id: tea, name: "", short: "", genuine: false, flags: [], written: "" },
    ]);
    expect(pairCandidates([], ["Tea"])).toEqual([]);
  });
});

describe("pairCandidates, of names that mislead,", () => {
  function pair(...names: string[]) {
    return pairCandidates(names.map(candidateId), names);
  }

  test("shows them harmless and flags them, and counts by their bytes", () => {
    const turned = "Gr\u202eace";
    expect(pair("Ada", turned)).toMatchObject([
      { name: "Ada", flags: [] },
      { id: candidateId(turned), name: "Grace", short: "Grace", genuine: true, flags: ["hidden"], written: turned },
    ]);
  });

  test("flags those that look alike, and tells them apart by their numbers", () => {
    expect(pair("Ada", "Grace", "Аdа")).toMatchObject([
      { short: "Ada (№\u00a01)", flags: ["alike"] },
      { short: "Grace", flags: [] },
      { short: "Аdа (№\u00a03)", flags: ["mixed", "alike"] },
    ]);
  });

  test("tells a blank name from one that is called like its number", () => {
    expect(pair("№ 2", "\u200b")).toMatchObject([
      { name: "№ 2", short: "№ 2 (№\u00a01)", flags: ["alike"] },
      { name: "№ 2", short: "№ 2 (№\u00a02)", flags: ["hidden", "alike"] },
    ]);
  });
});

describe("splitName", () => {
  test.each([
    ["Ada", "Ada", undefined],
    ["Ada — treasurer", "Ada", "treasurer"],
    ["Ada — treasurer — plot 14", "Ada", "treasurer — plot 14"],
    ["Ada—treasurer", "Ada—treasurer", undefined],
    ["Ada - treasurer", "Ada - treasurer", undefined],
    [" — treasurer", " — treasurer", undefined],
    ["   — treasurer", "   — treasurer", undefined],
  ])("of “%s”", (name, title, note) => {
    expect(splitName(name)).toEqual({ title, note });
  });

  test("loses nothing of a name", () => {
    const part = fc.constantFrom(" — ", "—", " ", "Ada", "plot 14");
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const name = parts.join("");
        const { title, note } = splitName(name);
        expect(note === undefined ? title : `${title} — ${note}`).toBe(name);
      }),
    );
  });
});

describe("shortNames", () => {
  test("leaves out the notes", () => {
    expect(shortNames(["Ada — plot 12", "Grace"])).toEqual(["Ada", "Grace"]);
  });

  test("keeps names whole that differ in their notes only", () => {
    expect(shortNames(["Yes — raise the fee", "Yes — abolish the fee", "No — as it is"])).toEqual([
      "Yes — raise the fee",
      "Yes — abolish the fee",
      "No",
    ]);
  });

  test("leaves the notes out where they tell nothing apart", () => {
    expect(shortNames(["Ada — chair", "Аdа — chair"])).toEqual(["Ada (№\u00a01)", "Аdа (№\u00a02)"]);
  });

  test("keeps names whole that look the same without their notes", () => {
    expect(shortNames(["Ada — plot 12", "Аdа — plot 14"])).toEqual(["Ada — plot 12", "Аdа — plot 14"]);
  });

  test.each([
    ["Arabic", "ليلى", "\u2068ليلى\u2069"],
    ["Hebrew with a note", "דנה — plot 12", "\u2068דנה\u2069"],
    ["Latin and Hebrew", "Dana דנה", "\u2068Dana דנה\u2069"],
    ["Latin", "Ada", "Ada"],
    ["Chinese", "水", "水"],
  ])("sets apart what runs from right to left: %s", (_, name, short) => {
    expect(shortNames([name, "Grace"])).toEqual([short, "Grace"]);
  });

  test("keeps every control that turns text around out of the names", () => {
    const controls = [0x200e, 0x200f, 0x061c, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069];
    const turned = controls.map((control, index) => `A${String.fromCharCode(control)}da ${index}`);
    expect(shortNames(turned)).toEqual(controls.map((_, index) => `Ada ${index}`));
  });

  test.each([
    ["blank", "   "],
    ["of zero width", "\u200b\u2060"],
    ["a byte order mark", "\ufeff"],
    ["made of controls alone", "\u202e\u2066"],
    ["a combining mark alone", "\u0301"],
  ])("calls a name in which nothing can be seen by its number: %s", (_, name) => {
    expect(shortNames(["Ada", "Grace", name])).toEqual(["Ada", "Grace", "№ 3"]);
  });

  test("leaves a name its sign, if it is nothing else", () => {
    expect(shortNames(["—", "+", "🙂"])).toEqual(["—", "+", "🙂"]);
  });
});
