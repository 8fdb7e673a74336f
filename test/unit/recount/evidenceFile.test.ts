import fc from "fast-check";
import type { Hex } from "viem";
import { describe, expect, test } from "vitest";
import type { Evidence } from "@/recount/evidence";
import { EvidenceError, parseEvidence } from "@/recount/parseEvidence";
import { writeEvidence } from "@/recount/writeEvidence";

const hex = (bytes: number) => fc.stringMatching(new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`)) as fc.Arbitrary<Hex>;
const [address, word] = [hex(20), hex(32)];
const bytes = fc.uint8Array({ maxLength: 40 }).map((all): Hex => `0x${Buffer.from(all).toString("hex")}`);
const words = fc.array(word, { maxLength: 3 }).map((all): Hex => `0x${all.map((one) => one.slice(2)).join("")}`);
const [seconds, number] = [fc.bigInt(0n, 2n ** 64n - 1n), fc.bigInt(0n, 2n ** 256n - 1n)];
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const list = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 });
const name = fc.string({ minLength: 1, maxLength: 300 });
const header = fc.dictionary(
  fc.constantFrom("number", "stateRoot", "extraData", "constructor", "aFieldToCome"),
  fc.constantFrom<Hex>("0x", "0x0", "0x1b4", `0x${"ab".repeat(32)}`),
  { noNullPrototype: true },
);
const logged = { block: fc.maxSafeNat(), logIndex: fc.maxSafeNat(), transaction: fc.maxSafeNat() };

const evidences: fc.Arbitrary<Evidence> = fc.record({
  chain: fc.record({ id: fc.integer({ min: 1 }), name }),
  election: address,
  collectedAt: seconds,
  asked: fc.record({
    block: fc.constantFrom("final" as const, "newest" as const, "given" as const),
    record: fc.boolean(),
    receipts: fc.boolean(),
    signatures: fc.boolean(),
  }),
  block: word,
  header,
  endpoints: list(
    fc.record({
      name,
      chainId: orNull(fc.integer({ min: 1 })),
      block: orNull(word),
      results: orNull(fc.record({ ids: list(word), counts: list(number), ballots: number })),
      newest: orNull(fc.record({ number, timestamp: number })),
      final: orNull(number),
      history: orNull(word),
    }),
  ),
  origin: fc.record({
    factory: address,
    organiser: address,
    title: bytes,
    description: bytes,
    candidates: list(bytes),
    opens: seconds,
    closes: seconds,
  }),
  roll: orNull(
    fc.record({
      address,
      factory: address,
      publisher: address,
      salt: word,
      size: number,
      digest: word,
      chunks: orNull(list(bytes)),
    }),
  ),
  box: orNull(words),
  tallies: orNull(list(word)),
  proof: orNull(fc.record({ nodes: list(bytes), sample: orNull(list(fc.maxSafeNat())) })),
  record: orNull(
    fc.record({
      blocks: list(fc.record({ number, hash: word, header: orNull(header), receipts: orNull(list(bytes)) })),
      transactions: list(fc.record({ hash: word, raw: orNull(bytes) })),
      entries: list(
        fc.oneof(
          fc.record({ ...logged, voter: address, candidate: word }),
          fc.record({ ...logged, carrier: address, ballots: bytes }),
        ),
      ),
    }),
  ),
  own: orNull(fc.record({ voter: address, candidate: word })),
});

/** One in which nothing is null and no list is empty. */
const full: Evidence = {
  chain: { id: 10, name: "OP Mainnet" },
  election: `0x${"0e".repeat(20)}`,
  collectedAt: 1_800_000_000n,
  asked: { block: "final", record: true, receipts: true, signatures: true },
  block: `0x${"0b".repeat(32)}`,
  header: { number: "0x1b4", stateRoot: `0x${"05".repeat(32)}` },
  endpoints: [
    {
      name: "rpc.example",
      chainId: 10,
      block: `0x${"0b".repeat(32)}`,
      results: { ids: [`0x${"01".repeat(32)}`], counts: [1n], ballots: 1n },
      newest: { number: 500n, timestamp: 1_800_000_000n },
      final: 436n,
      history: `0x${"0d".repeat(32)}`,
    },
  ],
  origin: {
    factory: `0x${"0f".repeat(20)}`,
    organiser: `0x${"0a".repeat(20)}`,
    title: "0x4368616972",
    description: "0x",
    candidates: ["0x416461"],
    opens: 1_700_000_000n,
    closes: 1_750_000_000n,
  },
  roll: {
    address: `0x${"11".repeat(20)}`,
    factory: `0x${"12".repeat(20)}`,
    publisher: `0x${"13".repeat(20)}`,
    salt: `0x${"14".repeat(32)}`,
    size: 1n,
    digest: `0x${"15".repeat(32)}`,
    chunks: [`0x00${"16".repeat(20)}`],
  },
  box: `0x01${"00".repeat(31)}`,
  tallies: [`0x${"00".repeat(31)}01`],
  proof: { nodes: ["0xc0"], sample: [0] },
  record: {
    blocks: [{ number: 400n, hash: `0x${"17".repeat(32)}`, header: { number: "0x190" }, receipts: ["0x02c0"] }],
    transactions: [{ hash: `0x${"18".repeat(32)}`, raw: "0x02c0" }],
    entries: [
      { block: 0, logIndex: 0, transaction: 0, voter: `0x${"19".repeat(20)}`, candidate: `0x${"01".repeat(32)}` },
      { block: 0, logIndex: 1, transaction: 0, carrier: `0x${"1a".repeat(20)}`, ballots: "0x00000001" },
    ],
  },
  own: { voter: `0x${"16".repeat(20)}`, candidate: `0x${"01".repeat(32)}` },
};

type Path = readonly (string | number)[];

/** The paths of all objects' fields and all lists' items, down to the last. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...pathsOf(inner, here)];
  });
}

/** The file of `full` with one value changed; `undefined` takes it out. */
function changed(path: Path, change: (value: unknown) => unknown): string {
  const file = JSON.parse(writeEvidence(full));
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce((inner, key) => inner[key], file);
  parent[last] = change(parent[last]);
  return JSON.stringify(file);
}

/** What is said of a file; fails where nothing is. */
function refusal(file: string): EvidenceError {
  try {
    parseEvidence(file);
  } catch (error) {
    if (error instanceof EvidenceError) return error;
    throw error;
  }
  throw new Error("The file was taken.");
}

describe("an evidence file", () => {
  test("gives back what was written", () => {
    fc.assert(
      fc.property(evidences, (evidence) => {
        expect(parseEvidence(writeEvidence(evidence))).toEqual(evidence);
      }),
    );
  });

  test("gives back a full one", () => {
    expect(parseEvidence(writeEvidence(full))).toEqual(full);
  });

  test("has each item of a long list on a line of its own", () => {
    const file = writeEvidence(full).split("\n");
    expect(file).toContain(`{"hash":"0x${"18".repeat(32)}","raw":"0x02c0"}`);
    expect(file).toContain('"0xc0"');
    expect(file.at(-1)).toBe("");
  });
});

const file: unknown = JSON.parse(writeEvidence(full));
const paths = pathsOf(file);
const fields = paths.filter(
  (path) => typeof path.at(-1) === "string" && !(path.includes("header") && path.at(-1) !== "header"),
);
const objects = paths.filter((path) => {
  const value = path.reduce<unknown>((inner, key) => Object(inner)[key], file);
  return typeof value === "object" && value !== null && !Array.isArray(value) && path.at(-1) !== "header";
});

describe("an evidence file is refused", () => {
  test.each(fields.map((path) => [path.join("."), path] as const))("without %s", (_, path) => {
    expect(refusal(changed(path, () => undefined)).field).toBe(path.join("."));
  });

  test.each(objects.map((path) => [path.join("."), path] as const))("with an unknown field in %s", (place, path) => {
    const error = refusal(changed(path, (value) => ({ ...Object(value), extra: "0x" })));
    expect(error.field).toBe(`${place}.extra`);
    expect(error.message).toBe(
      `${place}.extra: No such field is known. The file is damaged or was changed: get it again, or collect the evidence anew.`,
    );
  });

  test("with an unknown field beside the others", () => {
    expect(refusal(changed(["extra"], () => 1)).field).toBe("extra");
  });

  test.each(paths.map((path) => [path.join("."), path] as const))(
    "with a list of nothing known for %s",
    (place, path) => {
      const error = refusal(changed(path, () => [["nothing"]]));
      expect(error.field).toMatch(
        new RegExp(`^${place.replace(/\.(header)\..*/, ".$1").replace(/^(header)\..*/, "$1")}`),
      );
    },
  );

  test.each<[Path, unknown]>([
    [["chain", "id"], 0],
    [["chain", "id"], "10"],
    [["chain", "name"], ""],
    [["election"], `0x${"0e".repeat(19)}`],
    [["election"], `0x${"zz".repeat(20)}`],
    [["collectedAt"], 1_800_000_000],
    [["collectedAt"], "01"],
    [["collectedAt"], "-1"],
    [["collectedAt"], "18446744073709551616"],
    [["asked", "block"], "latest"],
    [["asked", "receipts"], "yes"],
    [["block"], `0x${"0b".repeat(31)}`],
    [["header", "number"], "436"],
    [["header", "__proto"], "0x1"],
    [["endpoints", 0, "final"], `1${"0".repeat(78)}`],
    [["endpoints", 0, "newest", "number"], (2n ** 256n).toString()],
    [["origin", "opens"], "18446744073709551616"],
    [["origin", "title"], "0x4"],
    [["box"], "0x01"],
    [["tallies", 0], "0x01"],
    [["proof", "nodes", 0], "0xc"],
    [["proof", "nodes", 0], "c0"],
    [["proof", "sample", 0], "0"],
    [["proof", "sample", 0], -1],
    [["proof", "sample", 0], 0.5],
    [["record", "entries", 0, "block"], 2 ** 53],
    [["record", "entries", 0, "carrier"], `0x${"1a".repeat(20)}`],
    [["record", "entries", 1, "ballots"], "0x0"],
  ])("with %j as %j", (path, value) => {
    const error = refusal(changed(path, () => value));
    expect(error.field).toBe(path[0] === "header" ? "header" : path.join("."));
    expect(error.message).toMatch(/ get it again, or collect the evidence anew\.$/);
  });

  test.each(["", "{", "null", "[]", '"recount-evidence"', '{"kind":"recount-ballot","version":1}'])(
    "that is %s",
    (text) => {
      expect(refusal(text).message).toMatch(/no JSON|no evidence of a recount/);
    },
  );

  test.each(["[".repeat(100_000) + "]".repeat(100_000), '"\\u001b[2J"', "null"])(
    "of a version that is no number",
    (version) => {
      expect(refusal(`{"kind":"recount-evidence","version":${version}}`).message).toMatch(
        /^This evidence is of no version that is a number, and version 1 is understood here\./,
      );
    },
  );

  test("with more endpoints, candidates or fields of a header than anybody reads", () => {
    const more = (most: number) => (value: unknown) => Array(most + 1).fill(Object(value)[0]);
    expect(refusal(changed(["endpoints"], more(100))).message).toMatch(/^endpoints: It must have at most 100 items\./);
    expect(refusal(changed(["origin", "candidates"], more(1_000))).field).toBe("origin.candidates");
    const fields = Array.from({ length: 101 }, (_, place) => [`field${place}`, "0x"]);
    expect(refusal(changed(["header"], () => Object.fromEntries(fields))).field).toBe("header");
  });

  test("with a field of a name that nobody reads to its end", () => {
    const { message } = refusal(changed(["a".repeat(5_000_000)], () => 1));
    expect(message.length).toBeLessThan(400);
  });

  test.each(["__proto__", "constructor", "hasOwnProperty"])("with a field %s, which every object has", (name) => {
    const file = writeEvidence(full).replace(/\}\n$/, `,"${name}":{}}`);
    expect(refusal(file).field).toBe(name);
  });

  test("of another version, whatever it holds", () => {
    const { message, field } = refusal('{"kind":"recount-evidence","version":2}');
    expect(field).toBe("version");
    expect(message).toBe(
      "This evidence is of version 2, and version 1 is understood here. Verify it with the Recount that wrote it, or a newer one.",
    );
  });
});
