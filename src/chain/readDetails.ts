import { type Address, type Client, type Hex, hexToBytes } from "viem";
import { readContract } from "viem/actions";

/** An election's text as the bytes on the chain. */
export type Details = { title: Hex; description: Hex; candidates: readonly Hex[] };

/** `details()` with its strings as bytes, which are encoded alike: decoding loses what is not UTF-8. */
const detailsAbi = [
  {
    type: "function",
    name: "details",
    stateMutability: "view",
    inputs: [],
    outputs: [
      { name: "title", type: "bytes" },
      { name: "description", type: "bytes" },
      { name: "candidates", type: "bytes[]" },
    ],
  },
] as const;

/** The text of the election at `address`, read at the block of that number. */
export async function readDetails(source: Client, address: Address, block: bigint): Promise<Details> {
  const [title, description, candidates] = await readContract(source, {
    address,
    abi: detailsAbi,
    functionName: "details",
    blockNumber: block,
  });
  return { title, description, candidates };
}

/** Bytes as text. What is not UTF-8 shows as U+FFFD; a leading byte order mark is kept, since it is part of a name. */
export function decodeText(bytes: Hex): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(hexToBytes(bytes));
}
