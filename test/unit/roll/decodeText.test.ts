import { expect, test } from "vitest";
import { decodeText, NotTextError } from "@/features/roll/decodeText";

const text = "Name;Adresse\r\nJürgen Groß;0x70997970C51812dc3A010C7d01b50e0d17dc79C8\r\n";

/** The text in UTF-16, the bytes of each letter in the order that is asked for. */
function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), isLittle);
  return bytes;
}

test.each([
  ["UTF-8", new TextEncoder().encode(text)],
  ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${text}`)],
  ["UTF-16 with a mark", utf16(`\ufeff${text}`, true)],
  ["UTF-16 of the other order with a mark", utf16(`\ufeff${text}`, false)],
  ["UTF-16 without a mark", utf16(text, true)],
  ["UTF-16 of the other order without a mark", utf16(text, false)],
  ["Latin-1", Uint8Array.from(text, (letter) => letter.charCodeAt(0))],
])("a file in %s is read", (_, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test.each([
  ["a spreadsheet", [0x50, 0x4b, 3, 4, 20, 0]],
  ["an old spreadsheet", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PDF", [..."%PDF-1.7"].map((letter) => letter.charCodeAt(0))],
  ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
])("%s is no text", (_, bytes) => {
  expect(() => decodeText(Uint8Array.from(bytes))).toThrow(NotTextError);
});

test("an empty file is an empty text", () => {
  expect(decodeText(new Uint8Array())).toBe("");
});
