import type { Hash, Hex } from "viem";
import { describe, expect, test } from "vitest";
import type { HeaderFields } from "@/recount/evidence";
import { hashHeader, headerOf } from "@/recount/header";
import vectors from "../../vectors/headers.json";

const headers = vectors.headers.map(({ chain, fork, hash, fields }) => ({
  name: `${chain}, ${fork}`,
  // The file's texts are hexadecimal; TypeScript reads them as any.
  hash: hash as Hash,
  fields: fields as HeaderFields,
}));
const newest = headers.at(-1);
if (!newest) throw new Error("There are no headers to hash.");
/** Fields that Arbitrum's nodes put beside the header. */
const beside = ["l1BlockNumber", "sendCount", "sendRoot"];

describe.each(headers)("the header of $name", ({ hash, fields }) => {
  test("has its block's hash", () => {
    expect(hashHeader(fields)).toEqual({
      hash,
      unclear: [],
      header: {
        number: BigInt(fields.number ?? "0x"),
        timestamp: BigInt(fields.timestamp ?? "0x"),
        stateRoot: fields.stateRoot,
        receiptsRoot: fields.receiptsRoot,
      },
    });
  });

  test.each(Object.keys(fields).filter((name) => !beside.includes(name)))("has another with another %s", (name) => {
    const value = fields[name] ?? "0x";
    for (const changed of [change(value), `${value}01`] as Hex[]) {
      const other = hashHeader({ ...fields, [name]: changed });
      expect(other.hash).toMatch(/^0x[0-9a-f]{64}$/);
      expect(other.hash).not.toBe(hash);
      expect(other.unclear).toEqual([]);
    }
  });

  test.each(Object.keys(fields).filter((name) => !beside.includes(name)))(
    "is not hashed as it is without %s",
    (name) => {
      const { [name]: _, ...rest } = fields;
      const other = hashHeader(rest);
      expect(other.hash).not.toBe(hash);
      // What the newest forks added may be missing: an older header.
      if (other.hash === null) expect(other.unclear).toEqual([name]);
    },
  );
});

test("says which fields it does not know", () => {
  const fields: HeaderFields = { ...newest.fields, futureRoot: "0x12", another: "0x" };
  expect(hashHeader(fields)).toMatchObject({ hash: newest.hash, unclear: ["futureRoot", "another"] });
});

test("puts nothing into the hash that nodes put beside a header", () => {
  const fields: HeaderFields = { ...newest.fields, size: "0x1", totalDifficulty: "0x2", hash: "0x3" };
  expect(hashHeader(fields)).toMatchObject({ hash: newest.hash, unclear: [] });
});

test("has no hash where an earlier fork's field is missing", () => {
  const { baseFeePerGas: _, ...rest } = newest.fields;
  expect(hashHeader(rest)).toEqual({ hash: null, unclear: ["baseFeePerGas"] });
  expect(hashHeader({})).toMatchObject({ hash: null, unclear: { length: 15 } });
});

test("believes a header by its block's hash alone", () => {
  const upper: Hash = `0x${newest.hash.slice(2).toUpperCase()}`;
  expect(headerOf(upper, newest.fields)?.number).toBe(0xc0n);
  expect(headerOf(newest.hash, { ...newest.fields, stateRoot: newest.hash })).toBeUndefined();
  expect(headerOf(newest.hash, {})).toBeUndefined();
});

test.each<[string, Hex]>([
  ["stateRoot", `0x${"12".repeat(33)}`],
  ["stateRoot", `0x${"12".repeat(1_000_000)}`],
  ["receiptsRoot", "0x"],
  ["number", `0x1${"0".repeat(16)}`],
  ["timestamp", `0x${"f".repeat(1_000_000)}`],
  ["nonce", "0x0"],
])("believes no header that hashes right and is none: by its %s", (name, value) => {
  const { hash } = hashHeader({ ...newest.fields, [name]: value });
  expect(headerOf(hash ?? "0x", { ...newest.fields, [name]: value })).toBeUndefined();
});

test("takes numbers with zeros before them, up to the last second there is", () => {
  const fields: HeaderFields = { ...newest.fields, number: "0x0", timestamp: `0x00${"f".repeat(16)}` };
  expect(headerOf(hashHeader(fields).hash ?? "0x", fields)).toMatchObject({ number: 0n, timestamp: 2n ** 64n - 1n });
});

/** Another value of the same length: its last digit is another one. */
function change(value: Hex): Hex {
  if (value === "0x") return "0x01";
  return `0x${value.slice(2, -1)}${value.endsWith("1") ? "2" : "1"}`;
}
