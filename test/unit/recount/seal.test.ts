import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { expect, test } from "vitest";
import { candidateId } from "@/election/election";
import { emptySlot, nextSlot } from "@/recount/seal";
import vectors from "../../vectors.json";

// The seal from its description (contracts/OpenElection.sol), so that contract, Solidity test and recount agree.

/** A candidate's tally slot before the first vote, and after each of these voters. */
function replay(candidate: Hex, voters: readonly Address[]): Hex[] {
  const slots = [emptySlot(candidate)];
  for (const voter of voters) slots.push(nextSlot(slots.at(-1) ?? new Uint8Array(32), hexToBytes(voter)));
  return slots.map((slot) => bytesToHex(slot));
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

test.each([
  [255n, 256n],
  [2n ** 32n - 1n, 2n ** 32n],
  [2n ** 40n - 2n, 2n ** 40n - 1n],
])("counts on from %d votes", (before, after) => {
  const slot = hexToBytes(`0x${"ab".repeat(27)}${before.toString(16).padStart(10, "0")}`);
  const next = nextSlot(slot, new Uint8Array(20).fill(7));
  expect(BigInt(bytesToHex(next.subarray(27)))).toBe(after);
  expect(bytesToHex(next.subarray(0, 27))).not.toBe(bytesToHex(slot.subarray(0, 27)));
});
