import { type Address, encodeAbiParameters, type Hex, hexToBigInt, keccak256, numberToHex } from "viem";
import { expect, test } from "vitest";
import { candidateId } from "@/election/election";
import vectors from "../../vectors.json";

// The seal from its description alone (contracts/OpenElection.sol), so that contract, Solidity test and this agree.

const countBits = 40n;

/** A candidate's tally slot before the first vote, and after each of these voters. */
function replay(candidate: Hex, voters: readonly Address[]): Hex[] {
  const slots = [seal(keccak256(candidate), 0n)];
  for (const [index, voter] of voters.entries()) {
    const last = slots[index] ?? "0x";
    const hash = keccak256(encodeAbiParameters([{ type: "bytes32" }, { type: "address" }], [last, voter]));
    slots.push(seal(hash, BigInt(index + 1)));
  }
  return slots;
}

function seal(hash: Hex, count: bigint): Hex {
  return numberToHex(((hexToBigInt(hash) >> countBits) << countBits) | count, { size: 32 });
}

test.each(vectors.seals)("the seals of candidate $id follow from its voters", ({ id, voters, slots }) => {
  expect(replay(id as Hex, voters as Address[])).toEqual(slots);
});

test("the order of two voters changes the seal", () => {
  const [first, second]: [Address, Address] = [
    "0x0000000000000000000000000000000000000001",
    "0x0000000000000000000000000000000000000002",
  ];
  const candidate = candidateId("Tea");
  expect(replay(candidate, [first, second]).at(-1)).not.toBe(replay(candidate, [second, first]).at(-1));
});
