import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayHoldMarkdown } from "@/features/describe/mayHoldMarkdown";
import { type Piece, parseMarkdown } from "@/features/describe/parseMarkdown";

describe("mayHoldMarkdown", () => {
  test.each([
    "Margaret Ellis steps down after nine years (in the chair): who follows?",
    "The employers' offer of last Tuesday: 4.2 % from March.\n\nThe committee recommends it, 5 to 3.",
  ])("not in plain words: %s", (text) => {
    expect(mayHoldMarkdown(text)).toBe(false);
  });

  test.each([
    "*now*",
    "see https://example.org",
    "- one\n- two",
    "1. one",
    "# Title",
    "a@example.org",
    "    code",
    "---",
  ])("in %j", (text) => {
    expect(mayHoldMarkdown(text)).toBe(true);
  });

  test("is told at once of a text that is nothing but line breaks", () => {
    const begin = performance.now();
    expect(mayHoldMarkdown("\n".repeat(100_000))).toBe(false);
    // With work that grew with their square it took half a minute.
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  test("a text without it reads the same with its Markdown drawn", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."ab 1.,:;-+=()*_#\n\t'\"!?é>&~x".split("")), maxLength: 40 });
    fc.assert(
      fc.property(plain, (text) => {
        fc.pre(!mayHoldMarkdown(text));
        const { words, tags } = read(parseMarkdown(text));
        expect(words.replace(/\s+/g, "")).toBe(text.replace(/\s+/g, ""));
        expect(["p", "br"]).toEqual(expect.arrayContaining(tags));
      }),
      { numRuns: 2000 },
    );
  });
});

function read(pieces: readonly Piece[]): { words: string; tags: string[] } {
  const parts = pieces.map((piece) => {
    if (typeof piece === "string") return { words: piece, tags: [] };
    const inner = read(piece.children);
    return { words: inner.words, tags: [piece.tag, ...inner.tags] };
  });
  return { words: parts.map(({ words }) => words).join(" "), tags: [...new Set(parts.flatMap(({ tags }) => tags))] };
}
