import { createMPT } from "@ethereumjs/mpt";
import fc from "fast-check";
import { bytesToHex, keccak256, numberToHex, toRlp } from "viem";
import { expect, test } from "vitest";
import { rootOfList } from "@/recount/trie/rootOfList";

/** For a machine that does much else meanwhile, in milliseconds. */
const patience = 60_000;

/** The roots of a list as it grows, by another library: each value stands under the RLP of its index, 0 being no bytes. */
async function growingRoots(values: readonly Uint8Array[]) {
  const trie = await createMPT();
  const roots = [bytesToHex(trie.root())];
  for (const [index, value] of values.entries()) {
    await trie.put(toRlp(index === 0 ? "0x" : evenHex(index), "bytes"), value);
    roots.push(bytesToHex(trie.root()));
  }
  return roots;
}

function evenHex(index: number) {
  return numberToHex(index, { size: index < 256 ? 1 : 2 });
}

test("nothing at all has the root of the empty trie", () => {
  expect(rootOfList([])).toBe(keccak256("0x80"));
});

test(
  "lists of every length up to 400 have the root that another library finds",
  async () => {
    const values = Array.from({ length: 400 }, (_, index) => new Uint8Array(1 + ((index * 7) % 90)).fill(index % 251));
    for (const [length, root] of (await growingRoots(values)).entries()) {
      expect(rootOfList(values.slice(0, length)), `${length} values`).toBe(root);
    }
  },
  patience,
);

test(
  "whatever the values are, in whatever length",
  async () => {
    const value = fc.uint8Array({ minLength: 1, maxLength: 700, size: "max" });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 200, size: "max" }), async (values) => {
        expect(rootOfList(values)).toBe((await growingRoots(values)).at(-1));
      }),
      { numRuns: 25 },
    );
  },
  patience,
);
