import { type Address, concatHex, getCreate2Address, type Hex, keccak256, pad } from "viem";

/** How many voters each chunk of a roll holds, but for the last, which may hold fewer. */
export const votersInChunk = 1_216;

/** How many voters the longest roll has. */
export const mostVoters = 1_228 * votersInChunk;

/** The voters in the order of a roll: ascending, as numbers. Says nothing of an address that is given twice. */
export function inRollOrder<Voter extends Address>(voters: readonly Voter[]): Voter[] {
  // Without capital letters, text of one length stands in the order of the numbers.
  const keyed = voters.map((voter) => ({ voter, key: voter.toLowerCase() }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ voter }) => voter);
}

/**
 * The voters as a roll takes them: packed addresses, chunk by chunk.
 * @param voters In the order of the roll, each once.
 */
export function packChunks(voters: readonly Address[]): Hex[] {
  const chunks: Hex[] = [];
  for (let from = 0; from < voters.length; from += votersInChunk) {
    chunks.push(pack(voters.slice(from, from + votersInChunk)));
  }
  return chunks;
}

/**
 * The salt of the roll of these voters: the same list by the same publisher is the same roll, on whatever machine.
 * @param voters In the order of the roll, each once.
 */
export function rollSalt(voters: readonly Address[]): Hex {
  return keccak256(pack(voters));
}

/**
 * What the contract gives as the digest of a roll with these voters: the hash over its chunks' code hashes, where the
 * code of a chunk is a zero byte and the packed addresses.
 * @param voters In the order of the roll, each once.
 */
export function rollDigest(voters: readonly Address[]): Hex {
  return keccak256(concatHex(packChunks(voters).map(chunkHash)));
}

/** The code hash of a chunk of packed addresses. */
export function chunkHash(chunk: Hex): Hex {
  return keccak256(concatHex(["0x00", chunk]));
}

/**
 * The one address at which a factory puts the roll of this publisher and salt (CREATE2, EIP-1014).
 * @param initcode The roll's creation bytecode without arguments.
 */
export function rollAddress(factory: Address, initcode: Hex, publisher: Address, salt: Hex): Address {
  // Not by ABI's encoder, which throws at an address whose capitals are no checksum: here it merely gives another roll.
  const bytecode = concatHex([initcode, pad(publisher)]);
  return getCreate2Address({ from: factory, salt, bytecodeHash: keccak256(bytecode) });
}

function pack(voters: readonly Address[]): Hex {
  return `0x${voters.map((voter) => voter.slice(2).toLowerCase()).join("")}`;
}
