import { type Address, type Hex, keccak256, stringToBytes } from "viem";

/** A name on the ballot. `genuine` is false where the name's bytes do not hash to the id under which votes count. */
export type Candidate = { id: Hex; name: string; genuine: boolean };

/** What never changes about an election. Times are unix seconds, as in the contract. */
export type Election = {
  chainId: number;
  address: Address;
  organiser: Address;
  title: string;
  description: string;
  candidates: readonly Candidate[];
  opens: bigint;
  closes: bigint;
  createdAt: bigint;
};

/** The id under which votes for a candidate count: `keccak256` of the name's UTF-8 bytes, as EIP-712 encodes a string. */
export function candidateId(name: string): Hex {
  return keccak256(stringToBytes(name));
}

/** Pairs the contract's ids with its names, both in ballot order; a name that does not hash to its id is marked. */
export function pairCandidates(ids: readonly Hex[], names: readonly string[]): Candidate[] {
  return ids.map((id, index) => {
    const name = names[index] ?? "";
    return { id, name, genuine: candidateId(name) === id };
  });
}

/** A name's two parts: what follows the first " — " is a note, set small beneath the name. */
export function splitName(name: string): { title: string; note: string | undefined } {
  const [title = "", ...rest] = name.split(" — ");
  return rest.length > 0 && title.trim() !== "" ? { title, note: rest.join(" — ") } : { title: name, note: undefined };
}
