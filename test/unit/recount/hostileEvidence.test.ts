import fc from "fast-check";
import type { Address, Hex } from "viem";
import { expect, test } from "vitest";
import { loadBuilds } from "@/chain/builds";
import { checkNames } from "@/recount/check";
import type { Evidence } from "@/recount/evidence";
import { recount } from "@/recount/recount";
import { makeOnRoll, makePoll } from "../../support/makeEvidence";

// Whatever a file holds that could be read at all, each check comes to a finding, and none of it passes for a proof.

const builds = await loadBuilds();
const [build] = builds;
if (!build) throw new Error("There is no build.");
const [poll, onRoll] = [makePoll(build, [0, 1, 1, 2]), makeOnRoll(build, [1, 2, 0, 2, 3])];

function hex(bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Hex> {
  return fc.tuple(bytes, fc.boolean()).map(([part, isUpper]): Hex => {
    const digits = Buffer.from(part).toString("hex");
    return `0x${isUpper ? digits.toUpperCase() : digits}`;
  });
}

function bytesOf(length: number): fc.Arbitrary<Hex> {
  return hex(fc.uint8Array({ minLength: length, maxLength: length }));
}

const [address, word, bytes]: [fc.Arbitrary<Address>, fc.Arbitrary<Hex>, fc.Arbitrary<Hex>] = [
  bytesOf(20),
  bytesOf(32),
  hex(fc.uint8Array({ maxLength: 120 })),
];
const whole = fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, 2n ** 256n - 1n));
const seconds = fc.bigInt(0n, 2n ** 64n - 1n);
const place = fc.oneof(fc.nat(4), fc.maxSafeNat());
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 8 });
const few = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 5 });
/** Also text without a digit, or with an odd number of them. */
const quantity = fc.oneof(bytes, fc.constantFrom<Hex>("0x", "0x0", "0x1", "0x00012"));
const fields = fc.constantFrom(...Object.keys(poll.header), "requestsHash", "constructor", "later");
const header = fc.dictionary(fields, quantity, { noNullPrototype: true });

const logged = { block: place, logIndex: place, transaction: place };
const garbage: fc.Arbitrary<Evidence> = fc.record({
  chain: fc.record({ id: fc.integer({ min: 1 }), name: fc.string({ minLength: 1 }) }),
  election: address,
  collectedAt: seconds,
  asked: fc.record({
    block: fc.constantFrom("final", "newest", "given"),
    record: fc.boolean(),
    receipts: fc.boolean(),
    signatures: fc.boolean(),
  }),
  block: word,
  header,
  endpoints: few(
    fc.record({
      name: fc.string({ minLength: 1 }),
      chainId: orNull(fc.integer({ min: 1 })),
      block: orNull(word),
      results: orNull(fc.record({ ids: few(word), counts: few(whole), ballots: whole })),
      newest: orNull(fc.record({ number: whole, timestamp: whole })),
      final: orNull(whole),
      history: orNull(word),
    }),
  ),
  origin: fc.record({
    factory: fc.oneof(address, fc.constantFrom(poll.origin.factory, onRoll.origin.factory)),
    organiser: address,
    title: bytes,
    description: bytes,
    candidates: few(bytes),
    opens: seconds,
    closes: seconds,
  }),
  roll: orNull(
    fc.record({
      address,
      factory: fc.oneof(address, fc.constant(build.roll.factory)),
      publisher: address,
      salt: word,
      size: whole,
      digest: word,
      chunks: orNull(few(bytes)),
    }),
  ),
  box: orNull(few(word).map((words): Hex => `0x${words.map((word) => word.slice(2)).join("")}`)),
  tallies: orNull(few(word)),
  proof: orNull(fc.record({ nodes: few(bytes), sample: orNull(few(place)) })),
  record: orNull(
    fc.record({
      blocks: few(fc.record({ number: whole, hash: word, header: orNull(header), receipts: orNull(few(bytes)) })),
      transactions: few(fc.record({ hash: word, raw: orNull(bytes) })),
      entries: few(
        fc.oneof(
          fc.record({ ...logged, voter: address, candidate: word }),
          fc.record({ ...logged, carrier: address, ballots: bytes }),
        ),
      ),
    }),
  ),
  own: orNull(fc.record({ voter: address, candidate: word })),
});

/** Everything of an honest election but for some fields. */
const mixed = fc
  .tuple(fc.constantFrom(poll, onRoll), garbage, fc.subarray(Object.keys(poll) as (keyof Evidence)[]))
  .map(([honest, hostile, kept]) => ({
    ...hostile,
    ...Object.fromEntries(kept.map((field) => [field, honest[field]])),
  }));

test.each([
  ["alone", garbage],
  ["among honest evidence", mixed],
])("garbage %s comes to a finding of each check", async (_, evidence) => {
  await fc.assert(
    fc.asyncProperty(evidence, async (hostile) => {
      const { answer, findings } = await recount(hostile, builds);
      expect(findings.map(({ check }) => check)).toEqual(checkNames);
      expect(["conflict", "incomplete"]).toContain(answer);
    }),
    { numRuns: 400 },
  );
});
