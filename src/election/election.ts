import { type Address, type Hex, keccak256, stringToBytes } from "viem";
import { lookAlikes } from "./lookAlike";
import { shownText, type TextFlag, textFlags } from "./shownText";

/** What readers are to be told of a name, beside it. `alike`: it cannot be told from another name on the ballot. */
type NameFlag = TextFlag | "alike";

/**
 * A name on the ballot. What is shown of it holds nothing hidden, and is never blank.
 * `short` is the name without its note, to stand inside a sentence; where names look the same it tells them apart.
 * `genuine` is false where the name's bytes do not hash to the id under which votes count.
 */
export type Candidate = {
  id: Hex;
  name: string;
  short: string;
  genuine: boolean;
  flags: readonly NameFlag[];
  /** The name as it is signed, with whatever is hidden in it; it is the contract's only where `genuine`. */
  written: string;
};

/** The closed roll of an election: its voters alone may vote. `digest` tells them from any other roll's. */
export type ElectionRoll = { address: Address; size: bigint; digest: Hex; publisher: Address };

/** What never changes about an election. Times are unix seconds, as in the contract. */
export type Election = {
  chainId: number;
  address: Address;
  organiser: Address;
  /** Undefined where any address may vote. */
  roll: ElectionRoll | undefined;
  /** As it is shown: nothing hidden, and never blank. */
  title: string;
  titleFlags: readonly TextFlag[];
  /** The title as it is signed, with whatever is hidden in it; undefined where its bytes are no text (UTF-8). */
  written: string | undefined;
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
  const shown = shownNames(names);
  const short = shortNames(names);
  const alike = lookAlikes(shown);
  return ids.map((id, index) => {
    const written = names[index] ?? "";
    const name = shown[index] ?? "";
    const flags: NameFlag[] = textFlags(written);
    if (alike[index]) flags.push("alike");
    return { id, name, short: short[index] ?? name, genuine: candidateId(written) === id, flags, written };
  });
}

/**
 * The names without their notes, to stand inside a sentence: none turns the words around it. A name whose short form
 * looks like another's stays whole; one that would look like another even then has its number beside it instead.
 */
export function shortNames(names: readonly string[]): string[] {
  const shown = shownNames(names);
  const titles = shown.map((name) => splitName(name).title);
  const [alike, alikeInShort] = [lookAlikes(shown), lookAlikes(titles)];
  return shown.map((name, index) => {
    const title = titles[index] ?? name;
    if (alike[index]) return `${isolate(title)} (№\u00a0${index + 1})`;
    return isolate(alikeInShort[index] ? name : title);
  });
}

/** The names as they are safe to show; one in which nothing can be seen by its number on the ballot. */
function shownNames(names: readonly string[]): string[] {
  return names.map((name, index) => shownText(name) || `№ ${index + 1}`);
}

/** Sets text that runs from right to left apart. */
function isolate(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text;
}

/** A name's two parts: what follows the first " — " is a note, set small beneath the name. */
export function splitName(name: string): { title: string; note: string | undefined } {
  const [title = "", ...rest] = name.split(" — ");
  return rest.length > 0 && title.trim() !== "" ? { title, note: rest.join(" — ") } : { title: name, note: undefined };
}
