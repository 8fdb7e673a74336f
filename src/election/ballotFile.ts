import * as v from "valibot";
import { type Address, getAddress, type Hex, isAddress } from "viem";
import type { SignedBallot } from "./signedBallot";

/** The largest index on the longest roll. */
const mostIndex = 1_493_247;

// Marked as pure, so that the page, which only writes such files, does without it.
const BallotFile = /* @__PURE__ */ (() => {
  const address = v.pipe(
    v.string(),
    v.check((text) => isAddress(text), "It is not an address, or its capital letters do not fit together."),
    v.transform((text): Address => getAddress(text)),
  );
  return v.strictObject({
    kind: v.literal("recount-ballot"),
    version: v.literal(1),
    chainId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    election: address,
    voter: address,
    index: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostIndex)),
    choice: v.pipe(
      v.string(),
      v.minLength(1),
      v.check((name) => new TextEncoder().encode(name).length <= 200, "A candidate's name has at most 200 bytes."),
    ),
    signature: v.custom<Hex>(
      (input) => typeof input === "string" && /^0x[0-9a-fA-F]{128}$/.test(input),
      "A signature is 0x and 128 hexadecimal digits: 64 bytes (EIP-2098).",
    ),
  });
})();

/** What was given is no ballot file; the message names the field and the fault. */
export class BallotFileError extends Error {
  override name = "BallotFileError";
}

/**
 * A signed ballot from its file (`docs/relay.md` describes it). Whether the signature is the voter's, and whether the
 * ballot would count, is for the reader to find out.
 * @param input The parsed JSON.
 * @throws {BallotFileError} where a field is missing, wrong or unknown.
 */
export function parseBallotFile(input: unknown): SignedBallot {
  const parsed = v.safeParse(BallotFile, input);
  if (parsed.success) {
    const { kind: _, version: __, ...ballot } = parsed.output;
    return ballot;
  }
  const [issue] = parsed.issues;
  throw new BallotFileError(`${v.getDotPath(issue) ?? "The file"}: ${issue.message}`);
}

/** A signed ballot as a file that anybody may deliver. */
export function writeBallotFile({ chainId, election, voter, index, choice, signature }: SignedBallot): string {
  const file = { kind: "recount-ballot", version: 1, chainId, election, voter, index, choice, signature };
  return `${JSON.stringify(file, null, 2)}\n`;
}
