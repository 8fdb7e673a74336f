import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fullName, parsePastedNames } from "@/election/pastedNames";

const namesOf = (text: string) => parsePastedNames(text, []).names.map(fullName);

describe("a pasted list", () => {
  test.each([
    ["a line each", "Ada\nGrace\n", ["Ada", "Grace"]],
    ["from Windows, with blank lines", "Ada\r\n\r\nGrace\r\n", ["Ada", "Grace"]],
    ["with bullets", "- Ada\n• Grace\n* Hedy\n– Joan", ["Ada", "Grace", "Hedy", "Joan"]],
    ["numbered", "1. Ada\n2. Grace", ["Ada", "Grace"]],
    ["numbered in brackets, from 9", "(9) Ada\n(10) Grace", ["Ada", "Grace"]],
    ["with letters", "a) Ada\nb) Grace", ["Ada", "Grace"]],
    ["with numbers that belong to the names", "1. FC Köln\n1. FC Nürnberg", ["1. FC Köln", "1. FC Nürnberg"]],
    ["with one number", "2. Bundesliga", ["2. Bundesliga"]],
    ["with initials", "A. Turing\nA. Lovelace", ["A. Turing", "A. Lovelace"]],
    ["with notes", "Ada — plot 12\nGrace  —  plot 7", ["Ada — plot 12", "Grace — plot 7"]],
    ["of spreadsheet cells", "Ada\tplot 12\tsince 2021\nGrace\t\t", ["Ada — plot 12, since 2021", "Grace"]],
    ["decomposed", "He\u0301le\u0300ne", ["Hélène"]],
  ])("%s", (_, text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  test("reports what comes twice, in itself or on the ballot, once each", () => {
    expect(parsePastedNames("Ada\nGrace\nAda\nAda\nHedy", ["Hedy"])).toEqual({
      names: [
        { name: "Ada", note: "" },
        { name: "Grace", note: "" },
      ],
      twice: ["Ada", "Hedy"],
    });
  });

  test("loses no name: what was written out is read again", () => {
    const name = fc.stringMatching(/^[A-Za-zÅÉß]{2,9}( [A-Za-z]{2,9})?$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1 }), fc.constantFrom("", "- ", "#. "), (names, mark) => {
        const text = names.map((each, index) => `${mark.replace("#", String(index + 1))}${each}`).join("\n");
        expect(namesOf(names.length === 1 && mark === "#. " ? names.join("\n") : text)).toEqual(names);
      }),
    );
  });
});

test("a name goes on the chain composed, on one line, with its note", () => {
  expect(fullName({ name: " He\u0301le\u0300ne \n Okafor ", note: " plot\t7 " })).toBe("Hélène Okafor — plot 7");
  expect(fullName({ name: "Ada", note: "  " })).toBe("Ada");
});
