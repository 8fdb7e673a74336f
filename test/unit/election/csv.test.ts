import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { disarm, writeCsv } from "@/election/csv";

/** Letters that mean something to a spreadsheet, and some that do not. */
const hostile = fc.array(fc.constantFrom(..."=+-@\t\r\n,;|\"' ＝＠a1é水")).map((letters) => letters.join(""));
const someText = fc.oneof(fc.string({ unit: "grapheme" }), hostile);

describe("a CSV file", () => {
  test("is as RFC 4180 and Excel want it", () => {
    expect(writeCsv([["a", 'says "b"'], ["c,\r\nd"]])).toBe('\ufeff"a","says ""b"""\r\n"c,\r\nd",""\r\n');
  });

  test("has room for as many rows as a roll has voters", () => {
    const rows = Array.from({ length: 200_000 }, () => ["a"]);
    expect(writeCsv(rows)).toHaveLength(1 + 5 * rows.length);
  });

  test("gives back every field, but for apostrophes before formulas", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.array(fc.array(someText)), (width, cells) => {
        const rows = cells.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ""));
        fc.pre(rows.length > 0);
        const { data, errors } = Papa.parse<string[]>(writeCsv(rows).slice(1, -2), { delimiter: ",", newline: "\r\n" });
        expect(errors).toEqual([]);
        expect(data).toEqual(rows.map((row) => row.map(disarm)));
      }),
    );
  });
});

describe("a formula", () => {
  test.each([
    ['=HYPERLINK("http://evil.example","Ada")', '\'=HYPERLINK("http://evil.example","Ada")'],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(1)", "'@SUM(1)"],
    ["\t=1", "'\t'=1"],
    ["\r=1", "'\r'=1"],
    [" =1", "' =1"],
    ["＝1", "'＝1"],
    ["Ada;=1", "Ada;'=1"],
    ["Ada,\n@1", "Ada,\n'@1"],
  ])("is disarmed: %j", (text, disarmed) => expect(disarm(text)).toBe(disarmed));

  test.each(["Ada — plot 12", "Ada-Maria", "1 + 1 = 2", "a@b.example", "'", ""])("is not seen in %j", (text) =>
    expect(disarm(text)).toBe(text),
  );

  test("begins no part of a field, whatever a spreadsheet cuts fields at", () => {
    fc.assert(
      fc.property(someText, (text) => {
        for (const part of disarm(text).split(/[\t\n\r,;|"]/)) expect(part).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      }),
    );
  });

  test("is told from a text without one: what holds none is left as it is", () => {
    fc.assert(
      fc.property(someText, (text) => {
        fc.pre(!/[=+\-@\t\n\r＝＋－＠]/.test(text));
        expect(disarm(text)).toBe(text);
      }),
    );
  });
});
