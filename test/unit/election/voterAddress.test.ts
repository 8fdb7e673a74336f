import { expect, test } from "vitest";
import { type AddressFault, checkAddress } from "@/election/voterAddress";

const checksummed = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const address = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

test.each<[string, string]>([
  ["as wallets show it", checksummed],
  ["with spaces around it", `  ${checksummed}\t`],
  ["with a space that does not break", `\u00a0${checksummed}\u00a0`],
  ["with what cannot be seen", `\u200b${checksummed}\ufeff`],
  ["in quotes", `"${checksummed}"`],
  ["in typographic quotes", `“${checksummed}”`],
  ["in angle brackets", `<${checksummed}>`],
  ["at the end of a sentence", `${checksummed}.`],
  ["as a spreadsheet's formula", `="${checksummed}"`],
  ["as a spreadsheet's text", `'${checksummed}`],
  ["quoted in mail", `> > ${checksummed}`],
  ["as a payment link", `ethereum:${checksummed}`],
  ["as a payment link with chain and amount", `ethereum:pay-${checksummed}@1?value=2`],
  ["with its chain", `eip155:1:${checksummed}`],
  ["as an explorer's link", `https://etherscan.io/address/${checksummed}#tokentxns`],
  ["in groups", checksummed.replace(/(.{6})/g, "$1 ")],
  ["without 0x", checksummed.slice(2)],
  ["with 0X", checksummed.replace("0x", "0X")],
])("an address %s is read, and its checksum checked", (_, written) => {
  expect(checkAddress(written)).toEqual({ address, hasChecksum: true });
});

test.each([address, checksummed.toUpperCase()])("%s has no checksum", (written) => {
  expect(checkAddress(written)).toEqual({ address, hasChecksum: false });
});

test.each<[string, AddressFault]>([
  ["", { kind: "missing" }],
  ["  \u200b ", { kind: "missing" }],
  ["ada.eth", { kind: "name" }],
  ["ada.lindqvist.cb.id", { kind: "name" }],
  ["ada@club.eth", { kind: "notAddress" }],
  ["to follow", { kind: "notAddress" }],
  ["0xyz", { kind: "notAddress" }],
  ["7.0997970C51812", { kind: "notAddress" }],
  ["6.42e+47", { kind: "rounded" }],
  ["6,42E+47", { kind: "rounded" }],
  [`0x${"0".repeat(40)}`, { kind: "zero" }],
  [checksummed.slice(0, -1), { kind: "short", digits: 39 }],
  [`${checksummed}8`, { kind: "long", digits: 41 }],
  [`0x${"ab".repeat(32)}`, { kind: "key" }],
  ["ab".repeat(32), { kind: "key" }],
  [checksummed.replace("01b50", "O1b50"), { kind: "letter", letter: "O" }],
  [checksummed.replace("C51812", "c51812"), { kind: "checksum" }],
  [checksummed.replace("79C8", "79C9"), { kind: "checksum" }],
])("%s is refused with its reason", (written, fault) => {
  expect(checkAddress(written)).toEqual({ fault });
});

test("what goes on for a megabyte is looked at once, not from each of its signs", () => {
  const long = " ".repeat(500_000);
  expect(checkAddress(`a${long}b`)).toEqual({ fault: { kind: "notAddress" } });
  expect(checkAddress(`${long}${address}${long}`)).toEqual({ address, hasChecksum: false });
}, 2000);
