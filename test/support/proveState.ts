import { createMerkleProof, createMPT, type MerklePatriciaTrie } from "@ethereumjs/mpt";
import { bytesToHex, type Hex, hexToBytes, keccak256, numberToHex, size, slice, toRlp, trim } from "viem";
import { chunkAddress } from "@/election/rollCode";
import type { Layout } from "@/recount/build";
import { candidateIds } from "@/recount/candidateIds";
import type { Evidence } from "@/recount/evidence";
import { hashHeader } from "@/recount/header";
import { slotKey, tallyKey } from "@/recount/slots";

/** What the state holds other than was told: storage by its key, and codes by their address, "0x" for none. */
type Otherwise = { storage?: Record<Hex, Hex>; codes?: Record<Hex, Hex> };

/**
 * The same evidence with a state behind it that holds what was told, in a trie among a hundred other accounts, and the
 * proofs of it: all by another library. The block is another one then, since its header names the state's root.
 * @param sample The words of the box that are proven; null for all.
 */
export async function proveState(
  evidence: Evidence,
  layout: Layout,
  sample: readonly number[] | null = null,
  { storage = {}, codes = {} }: Otherwise = {},
): Promise<Evidence> {
  const { election, roll, tallies, box, header } = evidence;
  const nodes = new Set<Hex>();
  const state = await createMPT({ useKeyHashing: true });
  for (let other = 1; other <= 100; other += 1)
    await putAccount(state, numberToHex(other * 7_919, { size: 20 }), "0x01");

  const [tally, boxSlot] = [roll ? layout.onRoll.tally : layout.open.tally, layout.onRoll.box];
  const counted = candidateIds(evidence).map((id, place) => [tallyKey(tally, id), tallies?.[place] ?? "0x"] as const);
  const words = Array.from({ length: size(box ?? "0x") / 32 }, (_, word) => word);
  const boxed = words.map(
    (word) => [slotKey(boxSlot + BigInt(word)), slice(box ?? "0x", 32 * word, 32 * word + 32)] as const,
  );
  const all = await growStorage({ ...Object.fromEntries([...counted, ...boxed]), ...storage });
  const asked = (sample ?? words).map((word) => slotKey(boxSlot + BigInt(word)));
  await prove(all, [...counted.map(([key]) => key), ...asked], nodes);
  const accounts: Hex[] = [election];
  await putAccount(state, election, codes[election] ?? "0xc0de", all);

  if (roll) {
    const key = slotKey(layout.roll.slot);
    const kept = await growStorage({ [key]: endOfRoll(roll), ...storage });
    await prove(kept, [key], nodes);
    await putAccount(state, roll.address, codes[roll.address] ?? "0xc0de", kept);
    accounts.push(roll.address);
    for (const [index, code] of (roll.chunks ?? []).entries()) {
      const address = chunkAddress(roll.address, index);
      await putAccount(state, address, codes[address] ?? code);
      accounts.push(address);
    }
  }
  await prove(state, accounts, nodes);

  const ownHeader = { ...header, stateRoot: bytesToHex(state.root()) };
  const { hash } = hashHeader(ownHeader);
  if (!hash) throw new Error("The header lacks a field.");
  const endpoints = evidence.endpoints.map((endpoint) => ({ ...endpoint, block: hash }));
  return { ...evidence, block: hash, header: ownHeader, endpoints, proof: { nodes: [...nodes], sample } };
}

/** The last voter, the size and that it is closed, as the contract packs them. */
function endOfRoll({ chunks, size: voters }: NonNullable<Evidence["roll"]>): Hex {
  const last = BigInt(`0x${chunks?.at(-1)?.slice(-40)}`);
  return numberToHex((1n << 224n) | (voters << 160n) | last, { size: 32 });
}

async function growStorage(words: Record<Hex, Hex>): Promise<MerklePatriciaTrie> {
  const trie = await createMPT({ useKeyHashing: true });
  for (const [key, word] of Object.entries(words)) {
    // What is zero is not kept.
    if (BigInt(word) !== 0n) await trie.put(hexToBytes(key as Hex), toRlp(trim(word), "bytes"));
  }
  return trie;
}

/** An account with nonce 1, no coin and this code. */
async function putAccount(state: MerklePatriciaTrie, address: Hex, code: Hex, storage?: MerklePatriciaTrie) {
  const root = storage ? bytesToHex(storage.root()) : keccak256("0x80");
  await state.put(hexToBytes(address), toRlp(["0x01", "0x", root, keccak256(code)], "bytes"));
}

/** Adds the nodes of these proofs; those within others are no nodes of their own. */
async function prove(trie: MerklePatriciaTrie, keys: readonly Hex[], nodes: Set<Hex>): Promise<void> {
  for (const key of keys) {
    const [root, ...others] = await createMerkleProof(trie, hexToBytes(key));
    if (root) nodes.add(bytesToHex(root));
    for (const node of others) if (node.length >= 32) nodes.add(bytesToHex(node));
  }
}
