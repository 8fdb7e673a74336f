import { type Hex, hexToBytes, keccak256, toRlp } from "viem";
import { expect, test } from "vitest";
import { readAccount, readWord, slotKey, tallyKey } from "@/recount/slots";

const root: Hex = `0x${"12".repeat(32)}`;
const code: Hex = `0x${"34".repeat(32)}`;

test("keys are those of Solidity's documentation: an entry of a mapping, and a slot by its number", () => {
  expect(slotKey(258n)).toBe(`0x${"00".repeat(30)}0102`);
  expect(tallyKey(3n, root)).toBe(keccak256(`0x${"12".repeat(32)}${"00".repeat(31)}03`));
});

test("an account has its storage root and its code's hash, and may have no code", () => {
  const account = readAccount(toRlp(["0x01", "0x", root, code], "bytes"));
  expect(account).toEqual({ storageRoot: hexToBytes(root), codeHash: code, hasCode: true });
  expect(readAccount(toRlp(["0x", "0x05", root, keccak256("0x")], "bytes"))?.hasCode).toBe(false);
});

test.each<[string, Uint8Array]>([
  ["no RLP", hexToBytes("0xf8")],
  ["no list", toRlp("0x010203", "bytes")],
  ["text of four bytes", toRlp("0x01020304", "bytes")],
  ["three parts", toRlp(["0x01", "0x", root], "bytes")],
  ["five parts", toRlp(["0x01", "0x", root, code, "0x"], "bytes")],
  ["a list for a root", toRlp(["0x01", "0x", [root], code], "bytes")],
  ["a root of 33 bytes", toRlp(["0x01", "0x", `${root}00`, code], "bytes")],
  ["a root of a megabyte", toRlp(["0x01", "0x", `0x${"12".repeat(1_000_000)}`, code], "bytes")],
  ["a code's hash of 31 bytes", toRlp(["0x01", "0x", root, `0x${"34".repeat(31)}`], "bytes")],
  ["a list for a code's hash", toRlp(["0x01", "0x", root, [code]], "bytes")],
])("what is no account is none: %s", (_, value) => {
  expect(readAccount(value)).toBeUndefined();
});

test("a word is filled up with zeros before it", () => {
  expect(readWord(toRlp("0x0102", "bytes"))).toEqual(hexToBytes(`0x${"00".repeat(30)}0102`));
  expect(readWord(toRlp(root, "bytes"))).toEqual(hexToBytes(root));
});

test.each<[string, Uint8Array]>([
  ["no RLP", hexToBytes("0xb8")],
  ["a list", toRlp(["0x01"], "bytes")],
  ["33 bytes", toRlp(`${root}00`, "bytes")],
])("what is no word is none: %s", (_, value) => {
  expect(readWord(value)).toBeUndefined();
});
