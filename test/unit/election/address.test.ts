import { type Address, concat, getAddress, type Hex, keccak256, numberToHex, padHex, stringToHex } from "viem";
import { expect, test } from "vitest";
import { electionAddress, type Question } from "@/election/address";

const factory: Address = "0x3D10B8687d96A7c8d959829d5412FD03d0CdD922";
const organiser: Address = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const initcode: Hex = "0x60806040523460";
const question: Question = {
  title: stringToHex("Tea or coffee?"),
  description: "0x",
  candidates: [stringToHex("Tea"), stringToHex("Coffee")],
  opens: 1_800_000_000n,
  closes: 1_800_003_600n,
};

/** The constructor's argument, laid out word by word as the ABI specification says. */
const encodedQuestion = concat([
  word(0x20n), // where the question begins
  word(0xa0n), // where the title begins, from here
  word(0xe0n), // the description
  word(0x100n), // the candidates
  word(1_800_000_000n),
  word(1_800_003_600n),
  word(14n),
  text("Tea or coffee?"),
  word(0n),
  word(2n),
  word(0x40n), // where the first name begins, from the word after the count
  word(0x80n),
  word(3n),
  text("Tea"),
  word(6n),
  text("Coffee"),
]);

test("is CREATE2 of factory, organiser, and initcode with the question", () => {
  const codeHash = keccak256(concat([initcode, encodedQuestion]));
  const salt = padHex(organiser, { size: 32 });
  const hash = keccak256(concat(["0xff", factory, salt, codeHash]));
  expect(electionAddress(factory, initcode, organiser, question)).toBe(getAddress(`0x${hash.slice(-40)}`));
});

test.each<[string, Address, Hex, Address, Question]>([
  ["factory", organiser, initcode, organiser, question],
  ["initcode", factory, "0x60806040523461", organiser, question],
  ["organiser", factory, initcode, factory, question],
  ["title", factory, initcode, organiser, { ...question, title: stringToHex("Tea or coffee? ") }],
  ["description", factory, initcode, organiser, { ...question, description: stringToHex("Which?") }],
  [
    "candidates",
    factory,
    initcode,
    organiser,
    { ...question, candidates: [stringToHex("Coffee"), stringToHex("Tea")] },
  ],
  ["opening", factory, initcode, organiser, { ...question, opens: 1_800_000_001n }],
  ["close", factory, initcode, organiser, { ...question, closes: 1_800_003_601n }],
])("another %s is another address", (_, ...other) => {
  expect(electionAddress(...other)).not.toBe(electionAddress(factory, initcode, organiser, question));
});

function word(value: bigint): Hex {
  return numberToHex(value, { size: 32 });
}

function text(value: string): Hex {
  return padHex(stringToHex(value), { size: 32, dir: "right" });
}
