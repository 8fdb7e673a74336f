import { fromRlp, type Hex, hexToBytes } from "viem";
import { keccak, keccakHex } from "@/recount/keccak";

/**
 * A node of a Merkle-Patricia trie (yellow paper, appendix D). Paths are nibbles, one a byte.
 * A child is a node's hash; or the node itself, where its RLP is shorter than 32 bytes; or null, where there is none.
 */
export type TrieNode =
  | { kind: "branch"; children: readonly Child[]; value: Uint8Array }
  | { kind: "extension"; path: Uint8Array; child: Child }
  | { kind: "leaf"; path: Uint8Array; value: Uint8Array };
export type Child = Uint8Array | TrieNode | null;

/** Nodes by their hashes: what is found by a hash is what was hashed, so nobody need be believed about any. */
export type NodePool = {
  /** The node with this hash, undefined where it is not among them. */
  take: (hash: Uint8Array) => TrieNode | undefined;
  /** The hash of the first node that was never taken, or given twice, or is none; undefined where there is no such. */
  needless: () => Hex | undefined;
};

/** The nodes of a proof, from their RLP, in any order. */
export function poolNodes(nodes: readonly Hex[]): NodePool {
  const pool = new Map<string, Pooled>();
  const given = nodes.map((hex) => {
    const rlp = hexToBytes(hex);
    const hash = keyOf(keccak(rlp));
    const node = parseNode(rlp);
    if (!node) return undefined;
    // Of one that is given twice the first is never taken.
    const pooled = { node, isTaken: false };
    pool.set(hash, pooled);
    return pooled;
  });
  return {
    take: (hash) => {
      // Nothing else is a hash, and what is very long is no key either.
      const pooled = hash.length === 32 ? pool.get(keyOf(hash)) : undefined;
      if (pooled) pooled.isTaken = true;
      return pooled?.node;
    },
    needless: () => {
      const hex = nodes[given.findIndex((pooled) => !pooled?.isTaken)];
      return hex && keccakHex(hexToBytes(hex));
    },
  };
}

type Pooled = { node: TrieNode; isTaken: boolean };

/** Bytes as text, a character each: what a Map finds by its content. */
function keyOf(hash: Uint8Array): string {
  return String.fromCharCode(...hash);
}

function parseNode(rlp: Uint8Array): TrieNode | undefined {
  try {
    const item = fromRlp(rlp, "bytes");
    return item.length === 0 ? emptyTrie : nodeOf(item);
  } catch {
    // Not RLP.
    return undefined;
  }
}

/** The root of a trie without any entry, whose RLP is that of no bytes: it has no child and no value. */
const emptyTrie: TrieNode = { kind: "branch", children: [], value: new Uint8Array() };

type Item = Uint8Array | readonly Item[];

function nodeOf(item: Item): TrieNode | undefined {
  if (item instanceof Uint8Array) return undefined;
  if (item.length === 17) {
    const children = item.slice(0, 16).map(childOf);
    const value = item[16];
    if (!(value instanceof Uint8Array)) return undefined;
    return children.every((child) => child !== undefined) ? { kind: "branch", children, value } : undefined;
  }

  const [encoded, content] = item;
  if (item.length !== 2 || !(encoded instanceof Uint8Array) || content === undefined) return undefined;
  const prefix = decodePath(encoded);
  if (!prefix) return undefined;
  const { path, isLeaf } = prefix;
  if (isLeaf) {
    return content instanceof Uint8Array && content.length > 0 ? { kind: "leaf", path, value: content } : undefined;
  }
  const child = childOf(content);
  return child && path.length > 0 ? { kind: "extension", path, child } : undefined;
}

/** Undefined for what is no child. */
function childOf(item: Item): Child | undefined {
  if (!(item instanceof Uint8Array)) return nodeOf(item);
  if (item.length === 0) return null;
  return item.length === 32 ? item : undefined;
}

/** The hex prefix encoding (yellow paper, appendix C): in the first nibble 2 for a leaf and 1 for an odd path. */
function decodePath(encoded: Uint8Array): { path: Uint8Array; isLeaf: boolean } | undefined {
  const flags = (encoded[0] ?? 0xff) >> 4;
  const isOdd = flags % 2 === 1;
  if (flags > 3 || (!isOdd && encoded[0] !== flags << 4)) return undefined;
  return { path: nibblesOf(encoded).subarray(isOdd ? 1 : 2), isLeaf: flags >= 2 };
}

/** Each byte as two nibbles, the higher first. */
export function nibblesOf(bytes: Uint8Array): Uint8Array {
  const nibbles = new Uint8Array(2 * bytes.length);
  for (let place = 0; place < nibbles.length; place += 1) {
    const byte = bytes[place >> 1] ?? 0;
    nibbles[place] = place % 2 === 0 ? byte >> 4 : byte & 0xf;
  }
  return nibbles;
}
