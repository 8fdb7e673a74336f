import fc from "fast-check";
import { type Address, checksumAddress, type Hex, hexToBigInt, keccak256, numberToHex } from "viem";
import { expect, test } from "vitest";
import { inRollOrder, mostVoters, packChunks, rollAddress, rollDigest, rollSalt, votersInChunk } from "@/election/roll";
import vectors from "../../vectors.json";

// What the contracts make of the same vectors is tested in test/contracts/roll/RollVectors.t.sol.

/** Addresses in whatever writing: checksummed, or in small letters. */
const addresses = fc.uniqueArray(
  fc.tuple(fc.bigInt({ min: 1n, max: 2n ** 160n - 1n }), fc.boolean()).map(([number, isChecksummed]): Address => {
    const address = numberToHex(number, { size: 20 });
    return isChecksummed ? checksumAddress(address) : address;
  }),
  { selector: hexToBigInt, maxLength: 50 },
);

/** So many addresses in the order of a roll. */
function voters(count: number): Address[] {
  return Array.from({ length: count }, (_, index) => checksumAddress(numberToHex(index * 7 + 1, { size: 20 })));
}

test.each(vectors.rolls)("the roll of the vector $salt has its order, chunks, salt and digest", (vector) => {
  const ordered = inRollOrder(vector.voters as Address[]);
  expect(ordered).toEqual(vector.ordered);
  expect(packChunks(ordered)).toEqual(vector.chunks);
  expect(rollSalt(ordered)).toBe(vector.salt);
  expect(rollDigest(ordered)).toBe(vector.digest);
});

test.each(vectors.rollSeries)(
  "a roll of $count voters has its salt and digest",
  ({ first, step, count, ...expected }) => {
    const series = Array.from({ length: count }, (_, index) =>
      numberToHex(hexToBigInt(first as Hex) + BigInt(index) * hexToBigInt(step as Hex), { size: 20 }),
    );
    expect({ salt: rollSalt(series), digest: rollDigest(series) }).toEqual(expected);
  },
);

test.each(vectors.rollAddresses)("the roll of publisher and salt stands at $address", (vector) => {
  const { factory, initcode, publisher, salt, address } = vector as Record<keyof typeof vector, Hex>;
  expect(rollAddress(factory, initcode, publisher, salt)).toBe(address);
});

test("the order is that of the numbers, whatever the letters' case, and loses nobody", () => {
  fc.assert(
    fc.property(addresses, (given) => {
      const ordered = inRollOrder(given);
      expect(new Set(ordered)).toEqual(new Set(given));
      expect(ordered).toHaveLength(given.length);
      const numbers = ordered.map((address) => hexToBigInt(address));
      for (const [index, number] of numbers.slice(1).entries()) {
        expect(number > (numbers[index] ?? number)).toBe(true);
      }
    }),
  );
});

test("the order does not depend on how the list was written", () => {
  fc.assert(
    fc.property(addresses, (given) => {
      const expected = inRollOrder(given);
      expect(inRollOrder(given.toReversed())).toEqual(expected);
      expect(rollSalt(inRollOrder(given.map((address) => checksumAddress(address))))).toBe(rollSalt(expected));
    }),
  );
});

test("an address that is given twice stays twice", () => {
  const [address] = voters(1);
  expect(inRollOrder([address, address] as Address[])).toHaveLength(2);
});

test("the list that was given is left as it was", () => {
  const given = voters(3).toReversed();
  inRollOrder(given);
  expect(given).toEqual(voters(3).toReversed());
});

test("every chunk but the last is full, and together they are the list", () => {
  const sizes = [0, 1, votersInChunk - 1, votersInChunk, votersInChunk + 1, 2 * votersInChunk, 2 * votersInChunk + 5];
  for (const size of sizes) {
    const list = voters(size);
    const chunks = packChunks(list);
    expect(chunks).toHaveLength(Math.ceil(size / votersInChunk));
    for (const chunk of chunks.slice(0, -1)) expect(chunk).toHaveLength(2 + 40 * votersInChunk);
    expect(chunks.at(-1)).not.toBe("0x");
    const joined = chunks.map((chunk) => chunk.slice(2)).join("");
    expect(joined).toBe(list.map((address) => address.slice(2).toLowerCase()).join(""));
    expect(rollSalt(list)).toBe(keccak256(`0x${joined}`));
  }
});

test("another voter, one more or one less is another salt and another digest", () => {
  const list = voters(20);
  const others = [voters(19), voters(21), list.with(7, numberToHex(2, { size: 20 }))];
  for (const other of others) {
    expect(rollSalt(other)).not.toBe(rollSalt(list));
    expect(rollDigest(other)).not.toBe(rollDigest(list));
  }
});

test("another factory, initcode, publisher or salt is another address", () => {
  const [factory, other] = voters(2) as [Address, Address];
  const salt = rollSalt(voters(3));
  const address = rollAddress(factory, "0x60", other, salt);
  expect(rollAddress(other, "0x60", other, salt)).not.toBe(address);
  expect(rollAddress(factory, "0x61", other, salt)).not.toBe(address);
  expect(rollAddress(factory, "0x60", factory, salt)).not.toBe(address);
  expect(rollAddress(factory, "0x60", other, rollSalt(voters(4)))).not.toBe(address);
});

test("a publisher whose capitals are no checksum has another roll, and throws nothing", () => {
  const salt = rollSalt(voters(3));
  const [factory] = voters(1) as [Address];
  const publisher: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
  const altered: Address = "0x70997970C51812dc3A010C7d01b50e0d17dc79C9";
  const address = rollAddress(factory, "0x60", publisher, salt);
  expect(rollAddress(factory, "0x60", altered, salt)).not.toBe(address);
});

test("the longest roll is what the contract's index can hold", () => {
  expect(mostVoters).toBe(1_493_248);
  // STOP and 20 bytes a chunk, within EIP-170.
  expect(1 + 20 * (mostVoters / votersInChunk)).toBeLessThanOrEqual(24_576);
  expect(1 + 20 * (mostVoters / votersInChunk + 1)).toBeGreaterThan(24_576);
});
