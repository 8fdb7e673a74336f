import { type Address, concatHex, getContractAddress, type Hex, keccak256, numberToHex, size } from "viem";
import { expect, test } from "vitest";
import { inRollOrder, packChunks, rollDigest } from "@/election/roll";
import { chunkAddress, digestOfHashes, votersInCode } from "@/election/rollCode";
import vectors from "../../vectors.json";

const roll = "0x5FbDB2315678afecb367f032d93F642f64180aa3";

test("a chunk stands where CREATE puts it, at the edges of what one byte and two can name too", () => {
  for (const chunk of [0, 1, 125, 126, 127, 253, 254, 255, 256, 1_227]) {
    const created = getContractAddress({ from: roll, nonce: BigInt(chunk + 1) });
    expect(chunkAddress(roll, chunk)).toBe(created.toLowerCase());
  }
});

test.each(vectors.rolls)("the code of the vector $salt holds its voters and gives its digest", (vector) => {
  const codes = (vector.chunks as Hex[]).map((chunk) => concatHex(["0x00", chunk]));
  expect(digestOfHashes(codes.map((code) => keccak256(code)))).toBe(vector.digest);
  const voters = codes.flatMap((code) => votersInCode(code, (size(code) - 1) / 20) ?? []);
  expect(voters).toEqual((vector.ordered as Address[]).map((voter) => voter.toLowerCase()));
});

test("a roll of several chunks has the digest of their codes, in their order", () => {
  const voters = inRollOrder(Array.from({ length: 2_500 }, (_, index) => numberToHex(index * 9 + 1, { size: 20 })));
  const codes = packChunks(voters).map((chunk) => concatHex(["0x00", chunk]));
  expect(codes).toHaveLength(3);
  expect(digestOfHashes(codes.map((code) => keccak256(code)))).toBe(rollDigest(voters));
  expect(digestOfHashes(codes.toReversed().map((code) => keccak256(code)))).not.toBe(rollDigest(voters));
});

test("what is not the code of a chunk of so many voters holds none", () => {
  const address = "ab".repeat(20);
  expect(votersInCode(`0x00${address.toUpperCase()}`, 1)).toEqual([`0x${address}`]);
  for (const code of ["0x", "0x00", `0x01${address}`, `0x00${address}00`, `0x00${address.slice(2)}zz`] as const) {
    expect(votersInCode(code, 1)).toBeUndefined();
  }
});
