import fc from "fast-check";
import { expect, test } from "vitest";
import type { Election } from "@/election/election";
import { shownText } from "@/election/shownText";
import { writeCalendar } from "@/features/after/writeCalendar";

const link = "https://club.example/vote/#/31337/0x00000000000000000000000000000000000E1eC7";

function electionOf(wishes: Partial<Election> = {}): Election {
  return {
    chainId: 31337,
    address: "0x00000000000000000000000000000000000E1eC7",
    organiser: "0x0000000000000000000000000000000000000abC",
    roll: undefined,
    title: "Who shall chair?",
    titleFlags: [],
    written: "Who shall chair?",
    description: "",
    candidates: [],
    opens: 1_795_000_000n,
    closes: 1_795_400_000n,
    createdAt: 1_794_000_000n,
    ...wishes,
  };
}

/** A calendar file's lines as a calendar reads them (RFC 5545, 3.1 and 3.3.11): put together again, and unescaped. */
function readLines(file: string): [name: string, value: string][] {
  const lines = file.replace(/\r\n[ \t]/g, "").split("\r\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const [, name = "", value = ""] = /^([^:]*):(.*)$/s.exec(line) ?? [];
      return [name, value.replace(/\\([\\;,nN])/g, (_, letter) => (/n/i.test(letter) ? "\n" : letter))];
    });
}

test("an election is one event from opening to closing, with a reminder a day before the close", () => {
  expect(readLines(writeCalendar(electionOf(), link))).toEqual([
    ["BEGIN", "VCALENDAR"],
    ["VERSION", "2.0"],
    ["PRODID", "-//Recount//Recount//EN"],
    ["METHOD", "PUBLISH"],
    ["BEGIN", "VEVENT"],
    ["UID", "31337-0x00000000000000000000000000000000000e1ec7@recount"],
    ["SEQUENCE", "0"],
    ["DTSTAMP", "20261106T212000Z"],
    ["DTSTART", "20261118T110640Z"],
    ["DTEND", "20261123T021320Z"],
    ["SUMMARY", "Vote: Who shall chair?"],
    ["DESCRIPTION", `Vote at ${link}`],
    ["BEGIN", "VALARM"],
    ["ACTION", "DISPLAY"],
    ["TRIGGER;VALUE=DATE-TIME", "20261122T021320Z"],
    ["DESCRIPTION", "Voting closes soon: Who shall chair?"],
    ["END", "VALARM"],
    ["URL;VALUE=URI", link],
    ["END", "VEVENT"],
    ["END", "VCALENDAR"],
  ]);
});

test("an election shorter than a day reminds when it opens", () => {
  const short = electionOf({ opens: 1_795_000_000n, closes: 1_795_003_600n });
  expect(readLines(writeCalendar(short, link))).toContainEqual(["TRIGGER;VALUE=DATE-TIME", "20261118T110640Z"]);
});

test("the same election is the same file, whenever it is saved", () => {
  expect(writeCalendar(electionOf(), link)).toBe(writeCalendar(electionOf(), link));
});

test("no question breaks out of its line, and each is read back as it was", () => {
  const hostile = fc.array(fc.constantFrom("\\", ";", ",", "\n", ":", '"', "é", "水", "👩‍🌾", "END:VEVENT", " ", "n"));
  const someTitle = fc.oneof(
    fc.string({ unit: "grapheme" }),
    hostile.map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(someTitle, (written) => {
      const title = shownText(written);
      fc.pre(title !== "");
      const file = writeCalendar(electionOf({ title }), link);
      expect(readLines(file)).toContainEqual(["SUMMARY", `Vote: ${title}`]);
      expect(readLines(file).filter(([name]) => name === "END")).toHaveLength(3);
      // RFC 5545, 3.1: lines of at most 75 octets.
      for (const line of file.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }),
  );
});
