import { type Address, concat, encodeAbiParameters, getCreate2Address, type Hex, keccak256, pad } from "viem";

/**
 * The arguments of an election's constructor, as read from the chain. Times are unix seconds.
 * Texts are bytes: what is not UTF-8 has an address too. ABI encodes `bytes` and `string` alike.
 */
export type Question = {
  title: Hex;
  description: Hex;
  candidates: readonly Hex[];
  opens: bigint;
  closes: bigint;
};

const question = [
  {
    type: "tuple",
    components: [
      { name: "title", type: "bytes" },
      { name: "description", type: "bytes" },
      { name: "candidates", type: "bytes[]" },
      { name: "opens", type: "uint64" },
      { name: "closes", type: "uint64" },
    ],
  },
] as const;

/**
 * The one address at which a factory puts this question for this organiser (CREATE2, EIP-1014).
 * An election at that address ran the genuine `initcode`; matching runtime code would prove nothing.
 * @param initcode The election's creation bytecode without arguments.
 */
export function electionAddress(factory: Address, initcode: Hex, organiser: Address, asked: Question): Address {
  const bytecode = concat([initcode, encodeAbiParameters(question, [asked])]);
  return getCreate2Address({ from: factory, salt: pad(organiser), bytecodeHash: keccak256(bytecode) });
}
