import { type Address, type Hex, keccak256, stringToBytes } from "viem";

/**
 * A name on the ballot.
 * `short` is the name without its note, or the whole name where another candidate's would then look the same.
 * `genuine` is false where the name's bytes do not hash to the id under which votes count.
 */
export type Candidate = { id: Hex; name: string; short: string; genuine: boolean };

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
  const short = shortNames(names);
  return ids.map((id, index) => {
    const name = names[index] ?? "";
    return { id, name, short: short[index] ?? name, genuine: candidateId(name) === id };
  });
}

/**
 * The names without their notes; a name whose short form is another's too stays whole.
 * Made safe to stand inside a sentence: no name turns the words around it, and none is invisible.
 */
export function shortNames(names: readonly string[]): string[] {
  const titles = names.map((name) => splitName(name).title);
  return names.map((name, index) => {
    const title = titles[index] ?? name;
    const isShared = titles.filter((other) => other === title).length > 1;
    return isolate(isShared ? name : title, index + 1);
  });
}

/**
 * Takes out the controls that turn text around (UAX #9) and sets text that runs from right to left apart.
 * @param number Stands for a name in which nothing can be seen.
 */
function isolate(name: string, number: number): string {
  const text = name.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, "");
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return `№ ${number}`;
  const runsLeftward = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text);
  return runsLeftward ? `\u2068${text}\u2069` : text;
}

/** A name's two parts: what follows the first " — " is a note, set small beneath the name. */
export function splitName(name: string): { title: string; note: string | undefined } {
  const [title = "", ...rest] = name.split(" — ");
  return rest.length > 0 && title.trim() !== "" ? { title, note: rest.join(" — ") } : { title: name, note: undefined };
}
