import { decodeAbiParameters, type Hex, size, slice, toFunctionSelector } from "viem";
import { type BatchRecord, unpackBatch } from "./ballotBatch";

/**
 * What a transaction says that calls an election itself.
 * - `vote`: the sender's own ballot.
 * - `batch`: ballots that accounts have signed, in their order.
 * - `signed`: the ballot of a contract wallet, with whatever that takes for a signature.
 */
export type BallotCall =
  | { kind: "vote"; candidate: Hex }
  | { kind: "batch"; records: readonly BatchRecord[] }
  | { kind: "signed"; candidate: Hex; index: bigint; signature: Hex };

const selectors = {
  vote: toFunctionSelector("vote(bytes32)"),
  voteAt: toFunctionSelector("vote(bytes32,uint256)"),
  batch: toFunctionSelector("castBatch(bytes)"),
  signed: toFunctionSelector("castSigned(bytes32,uint256,bytes)"),
};

/**
 * The ballot, or ballots, in a transaction's input; undefined where it is none that an election takes.
 * Says nothing of whether they counted.
 */
export function parseBallotCall(input: Hex): BallotCall | undefined {
  if (size(input) < 4) return undefined;
  const [selector, given] = [slice(input, 0, 4), `0x${input.slice(10)}` as const];
  try {
    if (selector === selectors.vote || selector === selectors.voteAt) {
      const [candidate] = decodeAbiParameters([{ type: "bytes32" }], given);
      return { kind: "vote", candidate };
    }
    if (selector === selectors.signed) {
      const types = [{ type: "bytes32" }, { type: "uint256" }, { type: "bytes" }] as const;
      const [candidate, index, signature] = decodeAbiParameters(types, given);
      return { kind: "signed", candidate, index, signature };
    }
    if (selector === selectors.batch) {
      const [packed] = decodeAbiParameters([{ type: "bytes" }], given);
      return { kind: "batch", records: unpackBatch(packed) };
    }
  } catch {
    // Cut short: no contract could have read it.
  }
  return undefined;
}
