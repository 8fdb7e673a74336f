import type { Address } from "viem";

/**
 * Who may vote.
 * - `anyone`: every address once.
 * - `roll`: the voters on a roll that is on the chain.
 * - `list`: a list that becomes a roll; `list` is the key under which this browser keeps it. Names never leave it.
 */
export type Electorate = { kind: "anyone" } | { kind: "roll"; roll: Address } | { kind: "list"; list: string };
