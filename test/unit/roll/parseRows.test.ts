import fc from "fast-check";
import { checksumAddress, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { judgeRows, type RollRow } from "@/election/rollText";
import { checkAddress } from "@/election/voterAddress";
import { parseRows } from "@/features/roll/parseRows";
import {
  addMember,
  appendRows,
  emptyList,
  mendRow,
  packList,
  removeRows,
  unpackList,
  votersOf,
} from "@/features/roll/voterList";

const [ada, bilal, chiara] = [voter(1n), voter(2n), voter(3n)];

/** A checksummed address made of a number. */
function voter(number: bigint): string {
  return checksumAddress(
    numberToHex((number * 0x9e3779b97f4a7c15f39cc0605cedc8341082276bn) % 2n ** 160n, { size: 20 }),
  );
}

/** What was read, as rows of number, text and label. */
function read(text: string, column?: number) {
  return parseRows(text, column).rows.map(({ number, text, label }) => [number, text, label]);
}

describe("a table", () => {
  test("of addresses alone", () => {
    expect(read(`${ada}\n${bilal}\n`)).toEqual([
      [1, ada, ""],
      [2, bilal, ""],
    ]);
  });

  test("has its addresses in any column, and the rest as a label", () => {
    expect(read(`Name;Wallet;Plot\nAda;${ada};12\nBilal;${bilal};44`)).toEqual([
      [2, ada, "Ada · 12"],
      [3, bilal, "Bilal · 44"],
    ]);
    expect(parseRows(`Name;Wallet\nAda;${ada}`)).toMatchObject({ heading: "Name · Wallet" });
  });

  test("without a heading begins with its first row", () => {
    expect(parseRows(`12,${ada}\n44,${bilal}`)).not.toHaveProperty("heading");
    expect(read(`12,${ada}\n44,${bilal}`)).toHaveLength(2);
  });

  test("counts blank rows and rows over several lines as a spreadsheet does", () => {
    expect(read(`Name,Address\r\n\r\n"Ada\r\nLindqvist",${ada}\r\n,\r\nBilal,${bilal}\r\n`)).toEqual([
      [3, ada, "Ada\nLindqvist"],
      [5, bilal, "Bilal"],
    ]);
  });

  test("keeps rows that hold no address, or a wrong one, with their numbers", () => {
    expect(read(`name,address\nAda,${ada}\nBilal,\nChiara,chiara.eth\nDai,0x12`)).toEqual([
      [2, ada, "Ada"],
      [3, "", "Bilal"],
      [4, "chiara.eth", "Chiara"],
      [5, "0x12", "Dai"],
    ]);
  });

  test("most of whose members have no address yet is one all the same", () => {
    expect(read(`a,${ada}\nb,\nc,\nd,\ne,`)).toHaveLength(5);
  });

  test("with a quote that is never closed loses no row", () => {
    const [dai, eve] = [voter(4n), voter(5n)];
    const text = `Name,Address\nAda,${ada}\nDai,${dai}\nEve,${eve}\n"Bilal,${bilal}\nChiara,${chiara}`;
    expect(read(text).map(([number]) => number)).toEqual([2, 3, 4, 5, 6]);
    expect(parseRows(text).heading).toBe("Name · Address");
  });

  test("with an address moved aside by a comma in a name finds it", () => {
    expect(read(`Ada,${ada}\nHaddad, Bilal,${bilal}\nChiara,${chiara}`)[1]).toEqual([2, bilal, "Haddad ·  Bilal"]);
  });

  test("with two columns of addresses names both, and is read from the one that is chosen", () => {
    const text = `Member,Address,Proxy\nAda,${ada},${chiara}\nBilal,${bilal},${chiara}`;
    expect(parseRows(text).columns).toEqual([
      { index: 1, name: "Address" },
      { index: 2, name: "Proxy" },
    ]);
    expect(read(text, 2).map(([, text]) => text)).toEqual([chiara, chiara]);
  });

  test("is cut where its addresses are, whatever else its names hold", () => {
    expect(read(`Lindqvist, Ada;${ada}\nHaddad, Bilal;${bilal}`)).toEqual([
      [1, ada, "Lindqvist, Ada"],
      [2, bilal, "Haddad, Bilal"],
    ]);
  });

  const cell = fc.string({ unit: fc.constantFrom(..."aß 7,;\t|\"'\n>Ω"), maxLength: 12 });
  const rows = fc.array(fc.record({ name: cell, plot: fc.nat(999), number: fc.bigInt(1n, 2n ** 64n) }), {
    minLength: 3,
    maxLength: 40,
  });

  test("comes back whatever its line endings, quotes and signs between cells", () => {
    const eol = fc.constantFrom("\n", "\r\n", "\r");
    const delimiter = fc.constantFrom(",", ";", "\t", "|");
    fc.assert(
      fc.property(rows, eol, delimiter, fc.boolean(), fc.boolean(), (members, eol, delimiter, hasMark, hasHeading) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = members.map(({ name, plot, number }) => [quote(name), plot, voter(number)].join(delimiter));
        const heading = hasHeading ? [["Name", "Plot", "Address"].join(delimiter)] : [];
        const text = (hasMark ? "\ufeff" : "") + [...heading, ...lines].join(eol);
        const first = hasHeading ? 2 : 1;
        expect(read(text).map(([number, text]) => [number, text])).toEqual(
          members.map(({ number }, index) => [index + first, voter(number)]),
        );
      }),
    );
  });
});

describe("prose", () => {
  test("gives its addresses, each named by the line before or by what stands beside it", () => {
    const mail = [
      "Dear Chiara,",
      "",
      "> Name: Ada Lindqvist",
      `> Address: ${ada}`,
      "",
      `>> Bilal here: ${bilal}.`,
      "See you, and thanks for the “seedlings",
      `ethereum:${chiara}`,
      "B",
    ].join("\r\n");
    expect(read(mail)).toEqual([
      [4, ada, "Ada Lindqvist"],
      [6, bilal, "Bilal here"],
      [8, chiara, ""],
    ]);
    expect(parseRows(mail).passedOver).toBe(3);
  });

  test("with wrong addresses says so rather than passing them over", () => {
    const mail = `Hello,\nplease put down ada.eth\nor was it ${ada.slice(0, -2)}\nor\n0x${"ab".repeat(32)}?\nBye\nBye\nBye`;
    expect(read(mail).map(([number, text]) => [number, text])).toEqual([
      [2, "ada.eth"],
      [3, ada.slice(0, -2)],
      [5, `0x${"ab".repeat(32)}`],
    ]);
  });

  test("without any address gives none", () => {
    expect(read("Minutes of the meeting\nThe roof leaks, 3 to 2.")).toEqual([]);
    expect(read("")).toEqual([]);
  });
});

test("a line of a megabyte is read once, not from each of its letters", () => {
  const long = "a".repeat(500_000);
  const { rows } = parseRows(`${long} ${ada}\n${long}.eth\nHello`);
  expect(rows.map(({ number, text }) => [number, text.slice(0, 50)])).toEqual([
    [1, ada],
    [2, long.slice(0, 50)],
  ]);
}, 2000);

describe("a list", () => {
  const list = appendRows(
    emptyList,
    "members.csv",
    parseRows([ada, "nonsense", ada.toLowerCase(), bilal.toLowerCase()].map((text) => `x,${text}`).join("\n")).rows.map(
      (row) => ({ ...row, checked: checkAddress(row.text) }),
    ),
  );
  const row = (number: number) => list.rows.find((row) => row.number === number) as RollRow;

  test("counts an address once, of any case, and names the row that has it", () => {
    const { voters, faulty, unchecked } = judgeRows(list.rows);
    expect(voters).toEqual([row(1), row(4)]);
    expect(faulty).toEqual([
      { row: row(2), fault: { kind: "notAddress" } },
      { row: row(3), fault: { kind: "duplicate", of: row(1) } },
    ]);
    expect(unchecked).toBe(1);
  });

  test("has its voters in ascending order", () => {
    expect(votersOf(list)).toEqual([ada, bilal].map((text) => text.toLowerCase()).sort());
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt(1n, 2n ** 160n - 1n)), (numbers) => {
        const rows = numbers.map((number, index) => {
          const text = numberToHex(number, { size: 20 });
          return { number: index + 1, text, label: "", checked: checkAddress(text) };
        });
        const voters = votersOf(appendRows(emptyList, "", rows)).map(BigInt);
        expect(voters).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  test("comes back from where it is kept, its mistakes too", () => {
    const grown = addMember(appendRows(list, "replies", []), chiara.toLowerCase(), "Chiara");
    expect(unpackList(packList(grown))).toEqual(grown);
    const kept = packList(grown);
    const damaged = { ...kept, address: kept.address.map((address) => address.slice(1)) };
    expect(unpackList(damaged)).toEqual(grown);
  });

  test("numbers the members that are added by hand apart", () => {
    const two = addMember(addMember(list, bilal, "Bilal"), chiara, "Chiara");
    expect(two.files).toEqual(["members.csv", ""]);
    expect(two.rows.slice(-2).map(({ file, number }) => [file, number])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  test("is mended row by row, and a duplicate takes the place of the row that goes", () => {
    const mended = mendRow(list, row(2), chiara);
    expect(judgeRows(mended.rows).voters).toHaveLength(3);
    expect(judgeRows(removeRows(list, new Set([row(1)])).rows).voters).toEqual([row(3), row(4)]);
  });
});
