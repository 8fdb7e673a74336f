import fc from "fast-check";
import { bytesToHex, keccak256, stringToBytes } from "viem";
import { expect, test } from "vitest";
import { keccak, keccakHex } from "@/recount/keccak";

test("is the published Keccak-256 of nothing and of 'abc'", () => {
  // From the Keccak team's known answers, and what Ethereum has for the code of an account without any.
  expect(keccakHex(new Uint8Array())).toBe("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  expect(keccakHex(stringToBytes("abc"))).toBe("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
});

test("is another library's at every length around its blocks of 136 bytes", () => {
  for (let length = 0; length <= 300; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, place) => 7 * place + length);
    expect(keccakHex(bytes)).toBe(keccak256(bytes));
  }
});

test("is another library's for any bytes, and of a part of them", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(2000), (bytes, from) => {
      expect(bytesToHex(keccak(bytes))).toBe(keccak256(bytes));
      expect(keccakHex(bytes.subarray(from))).toBe(keccak256(bytes.slice(from)));
    }),
  );
});
