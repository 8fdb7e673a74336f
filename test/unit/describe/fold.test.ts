import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutPieces } from "@/features/describe/cutPieces";
import { cutText, isLong } from "@/features/describe/fold";
import { type Piece, parseMarkdown } from "@/features/describe/parseMarkdown";

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece.children))).join("");
}

describe("a description is long", () => {
  test.each([
    ["a few sentences", "One sentence. ".repeat(50), false],
    ["many sentences", "One sentence. ".repeat(80), true],
    ["many lines", "a\n".repeat(20), true],
    ["one long word", "a".repeat(16_384), true],
  ])("%s", (_, text, expected) => {
    expect(isLong(text)).toBe(expected);
  });
});

describe("a cut text", () => {
  test("ends between two words, and says that it goes on", () => {
    expect(cutText("One two three", 9)).toBe("One two…");
  });

  test("ends within a word that is too long, but never within a character", () => {
    expect(cutText("a".repeat(20), 5)).toBe("aaaaa…");
    expect(cutText("🙂🙂🙂", 3)).toBe("🙂…");
  });

  test("has few lines", () => {
    expect(cutText("a\n".repeat(20)).split("\n")).toHaveLength(10);
  });

  test("is the text itself where that is short", () => {
    expect(cutText("One two", 9)).toBe("One two");
  });
});

describe("a cut description", () => {
  test("keeps its elements up to the cut", () => {
    const pieces = parseMarkdown(`**One** [two](https://example.org)\n\n${"three ".repeat(200)}\n\nfour`);
    const cut = cutPieces(pieces);
    expect(cut).toHaveLength(2);
    expect(cut[0]).toEqual(pieces[0]);
    expect(textOf(cut)).toMatch(/^One two(three )+three…$/);
  });

  test("has few lines, whatever they are made of", () => {
    expect(textOf(cutPieces(parseMarkdown("- a\n".repeat(100)))).length).toBeLessThanOrEqual(10);
    expect(textOf(cutPieces(parseMarkdown("a\n\n".repeat(100)))).length).toBeLessThanOrEqual(10);
    expect(textOf(cutPieces(parseMarkdown("a\n".repeat(100)))).length).toBeLessThanOrEqual(11);
  });

  test("is the beginning of the whole", () => {
    const part = fc.constantFrom("word ", "*", "**", "- ", "\n", "\n\n", "[a](https://b.c) ", "x".repeat(300), "> ");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 80 }), (parts) => {
        const whole = parseMarkdown(parts.join(""));
        const cut = textOf(cutPieces(whole));
        expect(cut.length).toBeLessThanOrEqual(620);
        expect(textOf(whole).startsWith(cut.replaceAll("…", "").trimEnd())).toBe(true);
      }),
    );
  });
});
