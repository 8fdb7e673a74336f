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
  return create2(factory, organiser, concat([initcode, encodeAbiParameters(question, [asked])]));
}

/** The same for an election on a roll, which is part of what its constructor is given. */
export function rollElectionAddress(
  factory: Address,
  initcode: Hex,
  organiser: Address,
  asked: Question,
  roll: Address,
): Address {
  const given = encodeAbiParameters([...question, { type: "address" }], [asked, roll]);
  return create2(factory, organiser, concat([initcode, given]));
}

function create2(from: Address, organiser: Address, bytecode: Hex): Address {
  return getCreate2Address({ from, salt: pad(organiser), bytecodeHash: keccak256(bytecode) });
}
