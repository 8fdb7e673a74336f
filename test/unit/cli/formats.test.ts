import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAgo, formatTime } from "@/cli/formatTime";
import { paintFor } from "@/cli/paint";
import { wrapText } from "@/cli/wrapText";

describe("a text on a terminal", () => {
  test("is broken between words, at eighty columns", () => {
    expect(wrapText(`${"a".repeat(40)} ${"b".repeat(39)} c`)).toEqual([`${"a".repeat(40)} ${"b".repeat(39)}`, "c"]);
    expect(wrapText("two words", 4)).toEqual(["    two words"]);
  });

  test.each(["票", "ひ", "한", "Ａ", "。", "🗳"])("of letters in two columns, as %s, is broken at forty", (letter) => {
    expect(wrapText(letter.repeat(50))).toEqual([letter.repeat(40), letter.repeat(10)]);
    expect(wrapText(`${letter.repeat(39)} ${letter} a`)).toEqual([letter.repeat(39), `${letter} a`]);
  });

  test("reaches beyond no edge and loses no letter, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.integer({ min: 0, max: 20 }), (text, indent) => {
        const lines = wrapText(text, indent);
        for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(80);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      }),
    );
  });
});

describe("a time", () => {
  test.each([
    [0n, "1970-01-01 00:00:00 UTC"],
    [1_795_802_405n, "2026-11-27 18:00:05 UTC"],
    [2n ** 64n - 1n, "second 18,446,744,073,709,551,615 since 1970"],
  ])("%s is %s", (seconds, text) => {
    expect(formatTime(seconds)).toBe(text);
  });

  test.each([
    [1000n, "0 seconds ago"],
    [941n, "59 seconds ago"],
    [940n, "1 minute ago"],
    [1000n - 3600n * 23n, "23 hours ago"],
    [1000n - 86_400n * 3n, "3 days ago"],
    [1180n, "in 3 minutes"],
  ])("%s was, at 1000, %s", (seconds, text) => {
    expect(formatAgo(seconds, 1000n)).toBe(text);
  });
});

describe("colours", () => {
  test("are for terminals alone", () => {
    expect(paintFor({ isTTY: true }, {})("FAILED", "failed")).toBe("\u001b[1;31mFAILED\u001b[0m");
    expect(paintFor({ isTTY: true }, { NO_COLOR: "1" })("FAILED", "failed")).toBe("FAILED");
    expect(paintFor({}, {})("FAILED", "failed")).toBe("FAILED");
  });
});
