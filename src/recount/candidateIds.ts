import { type Hex, keccak256 } from "viem";
import type { Evidence } from "./evidence";

/** The ids of the candidates in ballot order, worked out from their names, which the election's address proves. */
export function candidateIds({ origin }: Pick<Evidence, "origin">): Hex[] {
  return origin.candidates.map((name) => keccak256(name));
}
