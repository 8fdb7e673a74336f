import { keccak } from "@/recount/keccak";
import { type Child, type NodePool, nibblesOf, type TrieNode } from "./nodePool";

/** The root of a trie without any entry: the hash of the RLP of nothing (yellow paper, appendix D). */
const emptyRoot = keccak(Uint8Array.of(0x80));

/**
 * What a Merkle-Patricia trie holds at a key, by its nodes (yellow paper, appendix D).
 * @param root The hash of the trie's root node.
 * @param key As it stands in the trie: of a state or storage trie, the hash of the address or the slot.
 * @returns The value; `absent` where the nodes prove that there is none; `missing` where a node on the way is not there.
 */
export function readTrie(root: Uint8Array, key: Uint8Array, pool: NodePool): Uint8Array | "absent" | "missing" {
  const path = nibblesOf(key);
  let child: Child = root;
  let depth = 0;
  while (child) {
    const node: TrieNode | undefined = child instanceof Uint8Array ? pool.take(child) : child;
    // Of an empty trie some nodes give the root and others nothing.
    if (!node) return child === root && isEmpty(root) ? "absent" : "missing";
    if (node.kind === "branch") {
      const nibble = path[depth];
      if (nibble === undefined) return node.value.length > 0 ? node.value : "absent";
      child = node.children[nibble] ?? null;
      depth += 1;
    } else {
      if (!isAt(node.path, path, depth)) return "absent";
      depth += node.path.length;
      if (node.kind === "leaf") return depth === path.length ? node.value : "absent";
      child = node.child;
    }
  }
  return "absent";
}

function isEmpty(root: Uint8Array): boolean {
  return root.length === emptyRoot.length && isAt(root, emptyRoot, 0);
}

/** Whether these bytes stand among the others from that place on. */
function isAt(part: Uint8Array, whole: Uint8Array, from: number): boolean {
  for (let place = 0; place < part.length; place += 1) {
    if (part[place] !== whole[from + place]) return false;
  }
  return true;
}
