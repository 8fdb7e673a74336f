import { createMerkleProof, createMPT, type MerklePatriciaTrie } from "@ethereumjs/mpt";
import fc from "fast-check";
import { bytesToHex, concatHex, type Hex, hexToBytes, keccak256, toHex, toRlp } from "viem";
import { expect, test } from "vitest";
import { poolNodes } from "@/recount/trie/nodePool";
import { readTrie } from "@/recount/trie/readTrie";

/** For a machine that does much else meanwhile, in milliseconds. */
const patience = 60_000;

type Entries = readonly (readonly [Hex, Hex])[];

/** Short keys share beginnings and give extensions, values in branches and nodes within nodes. */
const shortKey = fc
  .uint8Array({ minLength: 1, maxLength: 3 })
  .map((bytes) => bytesToHex(bytes.map((byte) => byte & 0x33)));
const value = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => bytesToHex(bytes));
const shortEntries = fc.uniqueArray(fc.tuple(shortKey, value), { maxLength: 40, selector: ([key]) => key });
const slots = fc.uniqueArray(
  fc.tuple(
    fc.nat(2_000).map((slot) => toHex(slot, { size: 32 })),
    value,
  ),
  {
    maxLength: 60,
    selector: ([key]) => key,
  },
);

async function growTrie(entries: Entries, useKeyHashing = false): Promise<MerklePatriciaTrie> {
  const trie = await createMPT({ useKeyHashing });
  for (const [key, content] of entries) await trie.put(hexToBytes(key), hexToBytes(content));
  return trie;
}

/** The nodes of these proofs, each once; those within others are no nodes of their own. */
async function prove(trie: MerklePatriciaTrie, keys: readonly Hex[]): Promise<Hex[]> {
  const root = bytesToHex(trie.root());
  const nodes = new Set<Hex>();
  for (const key of keys) {
    for (const node of await createMerkleProof(trie, hexToBytes(key))) {
      const hex = bytesToHex(node);
      if (node.length >= 32 || keccak256(hex) === root) nodes.add(hex);
    }
  }
  return [...nodes];
}

function read(trie: MerklePatriciaTrie, key: Hex, nodes: readonly Hex[]): string {
  const reading = readTrie(trie.root(), hexToBytes(key), poolNodes(nodes));
  return typeof reading === "string" ? reading : bytesToHex(reading);
}

test(
  "reads what another library put there, and that there is nothing, with keys of all lengths",
  async () => {
    await fc.assert(
      fc.asyncProperty(shortEntries, fc.array(shortKey, { minLength: 1, maxLength: 10 }), async (entries, others) => {
        const trie = await growTrie(entries);
        const held = new Map(entries);
        const keys = [...held.keys(), ...others];
        const nodes = await prove(trie, keys);
        for (const key of keys) expect(read(trie, key, nodes)).toBe(held.get(key) ?? "absent");
      }),
      { numRuns: 1_000 },
    );
  },
  patience,
);

test(
  "reads slots by the hashes of their keys, all from one pool without a needless node",
  async () => {
    await fc.assert(
      fc.asyncProperty(slots, async (entries) => {
        const trie = await growTrie(entries, true);
        const held = new Map(entries);
        const keys = Array.from({ length: 40 }, (_, slot) => toHex(slot * 50, { size: 32 })).concat([...held.keys()]);
        const nodes = await prove(trie, keys);
        const pool = poolNodes(nodes);
        for (const key of keys) {
          const reading = readTrie(trie.root(), keccak256(key, "bytes"), pool);
          expect(typeof reading === "string" ? reading : bytesToHex(reading)).toBe(held.get(key) ?? "absent");
        }
        expect(pool.needless()).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  },
  patience,
);

test(
  "refuses a node with any byte altered: what it held is missing, and it is needless itself",
  async () => {
    const entries = Array.from({ length: 30 }, (_, slot) => [toHex(slot, { size: 32 }), toHex(slot + 1)] as const);
    const trie = await growTrie(entries, true);
    for (const [key] of [...entries.slice(0, 3), [toHex(77, { size: 32 })] as const]) {
      const nodes = await prove(trie, [key]);
      for (const [place, node] of nodes.entries()) {
        for (let at = 0; at < (node.length - 2) / 2; at += 1) {
          const bytes = hexToBytes(node);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
          const altered = bytesToHex(bytes);
          const pool = poolNodes(nodes.with(place, altered));
          expect(readTrie(trie.root(), keccak256(key, "bytes"), pool)).toBe("missing");
          expect(pool.needless()).toBe(keccak256(altered));
        }
      }
    }
  },
  patience,
);

test("an empty trie holds nothing, whether its root is among the nodes or not", async () => {
  const trie = await growTrie([]);
  for (const nodes of [[], ["0x80"]] as const) {
    const pool = poolNodes(nodes);
    expect(readTrie(trie.root(), hexToBytes("0x1234"), pool)).toBe("absent");
    expect(pool.needless()).toBeUndefined();
  }
  expect(readTrie(new Uint8Array(), hexToBytes("0x1234"), poolNodes(["0x80"]))).toBe("missing");
});

test("a node that is doubled, foreign or none at all is needless", async () => {
  const trie = await growTrie([["0x12", "0x34"]]);
  const [leaf] = await prove(trie, ["0x12"]);
  if (!leaf) throw new Error("A leaf was to be expected.");
  const foreign = toRlp(["0x20", "0xabcd"]);
  for (const [nodes, needless] of [
    [[leaf, leaf], leaf],
    [[foreign, leaf], foreign],
    [[leaf, "0x"], "0x"],
  ] as const) {
    const pool = poolNodes(nodes);
    expect(readTrie(trie.root(), hexToBytes("0x12"), pool)).toEqual(hexToBytes("0x34"));
    expect(pool.needless()).toBe(keccak256(needless));
  }
});

const hash: Hex = `0x${"ab".repeat(32)}`;
const sixteen = Array<Hex>(16).fill("0x");

test.each<[string, Hex]>([
  ["no RLP", "0xf8"],
  ["bytes behind its end", concatHex([toRlp(["0x20", "0x01"]), "0x00"])],
  ["text in place of a list", toRlp("0x1234")],
  ["one item", toRlp(["0x20"])],
  ["three items", toRlp(["0x20", "0x01", "0x02"])],
  ["sixteen items", toRlp(sixteen)],
  ["a path without its first nibble", toRlp(["0x", "0x01"])],
  ["a path of an unknown kind", toRlp(["0x41", "0x01"])],
  ["an even path that is not padded with zero", toRlp(["0x2112", "0x01"])],
  ["a list in place of a path", toRlp([["0x20"], "0x01"])],
  ["a leaf without a value", toRlp(["0x20", "0x"])],
  ["a leaf with a list for a value", toRlp(["0x20", ["0x01"]])],
  ["an extension of no length", toRlp(["0x00", hash])],
  ["an extension to nothing", toRlp(["0x11", "0x"])],
  ["an extension to what is no hash", toRlp(["0x11", "0xabcd"])],
  ["a child that is no hash", toRlp([...sixteen.slice(1), "0xabcd", "0x"])],
  ["a child that is no node", toRlp([...sixteen.slice(1), ["0x"], "0x"])],
  ["a branch with a list for a value", toRlp([...sixteen, ["0x01"]])],
])("what is no node is neither read nor thrown at: %s", (_, node) => {
  const pool = poolNodes([node]);
  expect(readTrie(keccak256(node, "bytes"), hexToBytes("0x12"), pool)).toBe("missing");
  expect(pool.needless()).toBe(keccak256(node));
});
