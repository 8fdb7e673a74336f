import fc from "fast-check";
import { concatHex, type Hex, zeroAddress } from "viem";
import { expect, test } from "vitest";
import { packChunks } from "@/election/roll";
import { indexOnRoll, voterAt } from "@/recount/rollIndex";
import { voterOf } from "../../support/makeEvidence";

function chunksOf(size: number): Hex[] {
  const voters = Array.from({ length: size }, (_, place) => voterOf(place));
  return packChunks(voters).map((chunk) => concatHex(["0x00", chunk]));
}

const sizes = [0, 1, 2, 1_215, 1_216, 1_217, 2_432, 2_500];

test.each(sizes)("finds each voter of a roll of %d, and nobody else", (size) => {
  const chunks = chunksOf(size);
  for (let index = 0; index < size; index += 1) {
    const voter = voterOf(index);
    if (indexOnRoll(chunks, voter) !== index || voterAt(chunks, index) !== voter) expect.unreachable(`${index}`);
  }
  expect(indexOnRoll(chunks, zeroAddress)).toBeUndefined();
  expect(indexOnRoll(chunks, voterOf(size))).toBeUndefined();
  expect(voterAt(chunks, size)).toBeUndefined();
});

test("finds nobody between two voters", () => {
  const chunks = chunksOf(1_300);
  fc.assert(
    fc.property(fc.nat(1_299), (index) => {
      expect(indexOnRoll(chunks, `0x${(BigInt(voterOf(index)) + 1n).toString(16).padStart(40, "0")}`)).toBeUndefined();
    }),
  );
});

test("capital letters make no other voter", () => {
  const upper = (text: Hex) => text.toUpperCase().replace("0X", "0x") as Hex;
  expect(indexOnRoll(chunksOf(40).map(upper), voterOf(33))).toBe(33);
  expect(indexOnRoll(chunksOf(40), upper(voterOf(33)))).toBe(33);
  expect(voterAt(chunksOf(40).map(upper), 33)).toBe(voterOf(33));
});

test("whatever stands in the chunks, searching them ends and gives no voter who is not there", () => {
  const bytes = fc.uint8Array({ maxLength: 90 }).map((part): Hex => `0x${Buffer.from(part).toString("hex")}`);
  fc.assert(
    fc.property(fc.array(bytes), fc.nat(70), (chunks, place) => {
      const index = indexOnRoll(chunks, voterOf(place));
      if (index !== undefined) expect(voterAt(chunks, index)).toBe(voterOf(place));
      voterAt(chunks, place);
    }),
  );
});
