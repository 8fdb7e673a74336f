import fc from "fast-check";
import { bytesToHex, type Hex, hexToBytes, toRlp } from "viem";
import { describe, expect, test } from "vitest";
import { encodeReceipt } from "@/chain/collect/encodeReceipt";
import { decodeReceipt } from "@/recount/receipt";
import { rootOfList } from "@/recount/trie/rootOfList";
import vectors from "../../vectors/headers.json";

const noBloom: Hex = `0x${"00".repeat(256)}`;

function bytes(length: number | { minLength: number; maxLength: number }): fc.Arbitrary<Hex> {
  const bounds = typeof length === "number" ? { minLength: length, maxLength: length } : length;
  return fc.uint8Array(bounds).map((array) => bytesToHex(array));
}
function quantity(max: bigint): fc.Arbitrary<Hex> {
  return fc.bigInt({ min: 0n, max }).map((number): Hex => `0x${number.toString(16)}`);
}

const log = fc.record({
  address: bytes(20),
  topics: fc.array(bytes(32), { maxLength: 4 }),
  data: bytes({ minLength: 0, maxLength: 300 }),
});
const receipt = fc.record({
  type: fc.constantFrom("0x0", "0x1", "0x2", "0x3", "0x4", "0x7e", undefined),
  status: fc.constantFrom("0x1", "0x0"),
  cumulativeGasUsed: quantity(2n ** 64n),
  logsBloom: bytes(256),
  logs: fc.array(log, { maxLength: 20 }),
  depositNonce: quantity(2n ** 64n),
  depositReceiptVersion: fc.constantFrom("0x1", undefined),
});

/** The receipt as the trie holds it, in bytes. */
function encoded(given: unknown): Uint8Array {
  const hex = encodeReceipt(given);
  if (!hex) throw new Error("This receipt could not be written out.");
  return hexToBytes(hex);
}

test("what is written out is read back", () => {
  fc.assert(
    fc.property(receipt, (given) => {
      const read = decodeReceipt(encoded(given));
      expect(read?.succeeded).toBe(given.status === "0x1");
      expect(
        read?.logs.map(({ address, topics, data }) => ({
          address: bytesToHex(address),
          topics: topics.map((topic) => bytesToHex(topic)),
          data: bytesToHex(data),
        })),
      ).toEqual(given.logs);
    }),
    { numRuns: 1000 },
  );
});

test("every field of a receipt is among its bytes", () => {
  fc.assert(
    fc.property(receipt, receipt, (one, other) => {
      for (const name of ["status", "cumulativeGasUsed", "logsBloom", "logs"] as const) {
        const mixed = { ...one, [name]: other[name] };
        const isSame = JSON.stringify(mixed[name]) === JSON.stringify(one[name]);
        expect(encodeReceipt(mixed) === encodeReceipt(one)).toBe(isSame);
      }
    }),
  );
});

test("whatever is no receipt is read as none", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      expect(decodeReceipt(noise)).toBeUndefined();
    }),
  );
});

test("a receipt of which a byte was cut or added is none", () => {
  fc.assert(
    fc.property(receipt, (given) => {
      const whole = encoded(given);
      expect(decodeReceipt(whole.subarray(0, -1))).toBeUndefined();
      expect(decodeReceipt(Uint8Array.from([...whole, 0]))).toBeUndefined();
    }),
  );
});

test.each<[string, Hex]>([
  ["a log that is none", toRlp(["0x01", "0x", noBloom, ["0x12"]])],
  ["a log of four parts", toRlp(["0x01", "0x", noBloom, [["0x12", [], "0x", "0x"]]])],
  ["a list among the topics", toRlp(["0x01", "0x", noBloom, [["0x12", [["0x12"]], "0x"]]])],
  ["no logs", toRlp(["0x01", "0x", noBloom])],
  ["a list as its status", toRlp([["0x01"], "0x", noBloom, []])],
])("a receipt with %s is none", (_, given) => {
  expect(decodeReceipt(hexToBytes(given))).toBeUndefined();
});

test("a transaction before EIP-658 has a state root in place of its status", () => {
  const root: Hex = `0x${"12".repeat(32)}`;
  const old = { root, cumulativeGasUsed: "0x5208", logsBloom: noBloom, logs: [] };
  expect(encodeReceipt(old)).toBe(toRlp([root, "0x5208", noBloom, []]));
  expect(decodeReceipt(encoded(old))?.succeeded).toBe(true);
});

describe("cannot write out", () => {
  const good = { type: "0x2", status: "0x1", cumulativeGasUsed: "0x5208", logsBloom: noBloom, logs: [] };
  test.each<[string, unknown]>([
    ["another kind of transaction", { ...good, type: "0x7b" }],
    ["a receipt without a status", { ...good, status: undefined }],
    ["a status that is no number", { ...good, status: true }],
    ["gas that is no number", { ...good, cumulativeGasUsed: "0x" }],
    ["half a byte", { ...good, logsBloom: "0x123" }],
    ["digits that are none", { ...good, logsBloom: "0xgg" }],
    ["a log without topics", { ...good, logs: [{ address: "0x12", data: "0x" }] }],
    ["logs that are none", { ...good, logs: "0x" }],
    ["no fields", null],
    ["a text", "0x"],
  ])("%s", (_, given) => {
    expect(encodeReceipt(given)).toBeUndefined();
  });
  test("but a good one", () => {
    expect(encodeReceipt(good)).toBeDefined();
  });
});

describe("the receipts of a real block have its root", () => {
  // The first transaction of every block of the OP stack is a deposit, and in these blocks the only one: it used all gas.
  test.each([
    ["Bedrock and Regolith", { depositNonce: "0x41ed06" }],
    ["Canyon", { depositNonce: "0x111", depositReceiptVersion: "0x1" }],
  ])("of the OP stack's %s", (fork, ofDeposit) => {
    const header = vectors.headers.find((vector) => vector.fork === fork)?.fields;
    if (!header) throw new Error(`There is no header of ${fork}.`);
    const { gasUsed, logsBloom, receiptsRoot } = header;
    const given = { type: "0x7e", status: "0x1", cumulativeGasUsed: gasUsed, logsBloom, logs: [], ...ofDeposit };
    expect(rootOfList([encoded(given)])).toBe(receiptsRoot);
    expect(rootOfList([encoded({ ...given, status: "0x0" })])).not.toBe(receiptsRoot);
  });
});
