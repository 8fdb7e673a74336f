import { type Address, type Client, type Hex, numberToHex, padHex } from "viem";
import { NoAnswerError } from "@/chain/errors";

/** What a source gives to prove an account and some of its slots: the nodes on the way, and the slots' values as told. */
export type ToldProof = { nodes: readonly Hex[]; values: readonly Hex[] };

/**
 * One request for a proof (`eth_getProof`, EIP-1186).
 * @param keys Storage keys, 32 bytes each.
 * @returns The nodes as often as they come, and the values in the order of the keys, 32 bytes each.
 * @throws {NoAnswerError} where the answer is no proof of so many slots.
 */
export async function getProof(
  source: Client,
  address: Address,
  keys: readonly Hex[],
  block: bigint,
): Promise<ToldProof> {
  const answer: unknown = await source.request({
    method: "eth_getProof",
    params: [address, [...keys], numberToHex(block)],
  });
  const { accountProof, storageProof } = Object(answer) as { accountProof?: unknown; storageProof?: unknown };
  if (!Array.isArray(accountProof) || !Array.isArray(storageProof) || storageProof.length !== keys.length) {
    throw noProof(address);
  }
  const nodes: unknown[] = [...accountProof];
  const values: unknown[] = [];
  for (const slot of storageProof) {
    const { proof, value } = Object(slot) as { proof?: unknown; value?: unknown };
    if (!Array.isArray(proof)) throw noProof(address);
    nodes.push(...proof);
    values.push(value);
  }
  if (!nodes.every(isNode) || !values.every(isValue)) throw noProof(address);
  return { nodes, values: values.map((value) => padHex(value)) };
}

function isNode(node: unknown): node is Hex {
  return typeof node === "string" && /^0x(?:[0-9a-f]{2})*$/i.test(node);
}

function isValue(value: unknown): value is Hex {
  return typeof value === "string" && /^0x[0-9a-f]{1,64}$/i.test(value);
}

function noProof(address: Address): NoAnswerError {
  return new NoAnswerError(`This is no proof of the state of ${address}.`);
}
