import { type Hash, toRlp } from "viem";
import { keccak, keccakHex } from "@/recount/keccak";
import { nibblesOf } from "./nodePool";

type Entry = { path: Uint8Array; value: Uint8Array };
type Structure = Uint8Array | Structure[];

const nothing = new Uint8Array();

/**
 * The root of the trie that a block's receipts or transactions make: each stands under the RLP of its index (yellow paper,
 * 4.3.2 and appendix D).
 * @param values As they stand in the trie (EIP-2718), none of them empty.
 */
export function rootOfList(values: readonly Uint8Array[]): Hash {
  const entries = values.map((value, index) => ({ path: nibblesOf(keyOf(index)), value }));
  // Bytes of whole numbers ascend with them, but for 0, whose RLP is that of no bytes.
  const [first, ...others] = entries;
  const above = others.findIndex(({ path }) => path.length > 2);
  const places = above === -1 ? others.length : above;
  if (first) others.splice(places, 0, first);
  return keccakHex(toRlp(others.length === 0 ? nothing : nodeOf(others, 0), "bytes"));
}

function keyOf(index: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = index; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return toRlp(Uint8Array.from(bytes), "bytes");
}

/**
 * The node over entries that have the same path up to `depth`.
 * @param entries In the order of their paths, of which none begins another; at least one.
 */
function nodeOf(entries: readonly Entry[], depth: number): Structure {
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) return nothing;
  if (first === last) return [encodePath(first.path.subarray(depth), true), first.value];

  let end = depth;
  while (first.path[end] === last.path[end]) end += 1;
  if (end > depth) return [encodePath(first.path.subarray(depth, end), false), childOf(nodeOf(entries, end))];

  const groups = Array.from({ length: 16 }, (): Entry[] => []);
  for (const entry of entries) groups[entry.path[depth] ?? 0]?.push(entry);
  const children = groups.map((group) => (group.length === 0 ? nothing : childOf(nodeOf(group, depth + 1))));
  return [...children, nothing];
}

/** A node as its parent holds it: itself where its RLP is shorter than 32 bytes, else its hash. */
function childOf(node: Structure): Structure {
  const rlp = toRlp(node, "bytes");
  return rlp.length < 32 ? node : keccak(rlp);
}

/** The hex prefix encoding (yellow paper, appendix C): in the first nibble 2 for a leaf and 1 for an odd path. */
function encodePath(path: Uint8Array, isLeaf: boolean): Uint8Array {
  const isOdd = path.length % 2 === 1;
  const flags = (isLeaf ? 2 : 0) + (isOdd ? 1 : 0);
  const nibbles = isOdd ? [flags, ...path] : [flags, 0, ...path];
  return Uint8Array.from(
    { length: nibbles.length / 2 },
    (_, place) => 16 * (nibbles[2 * place] ?? 0) + (nibbles[2 * place + 1] ?? 0),
  );
}
