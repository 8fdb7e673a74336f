import * as v from "valibot";
import { type Address, getAddress, type Hex, isAddress, size } from "viem";
import type { SignedBallot } from "./signedBallot";
import { longestSignature } from "./walletBallot";

/** The largest index on the longest roll. */
const mostIndex = 1_493_247;

const BallotFile = (() => {
  const address = v.pipe(
    v.string(),
    v.check((text) => isAddress(text), "It is not an address, or its capital letters do not fit together."),
    v.transform((text): Address => getAddress(text)),
  );
  const ballot = {
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
  };
  const bytes = (isGood: (length: number) => boolean, otherwise: string) =>
    v.custom<Hex>(
      (input) => typeof input === "string" && /^0x([0-9a-fA-F]{2})*$/.test(input) && isGood(size(input as Hex)),
      otherwise,
    );
  return v.variant("kind", [
    v.object({
      kind: v.literal("recount-ballot"),
      ...ballot,
      signature: bytes((length) => length === 64, "A signature is 0x and 128 hexadecimal digits: 64 bytes (EIP-2098)."),
    }),
    v.object({
      kind: v.literal("recount-wallet-ballot"),
      ...ballot,
      signature: bytes(
        (length) => length <= longestSignature,
        `A wallet's signature is 0x and two hexadecimal digits for each of its at most ${longestSignature} bytes.`,
      ),
    }),
  ]);
})();

/** What was given is no ballot file; the message names the field and the fault. `field` is absent where it is all of it. */
export class BallotFileError extends Error {
  override name = "BallotFileError";
  readonly field: string | undefined;
  constructor(message: string, { field, cause }: { field?: string | undefined; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.field = field;
  }
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
    const { kind, version: _, ...ballot } = parsed.output;
    // What is not known is left out of the output. Not by valibot's strict objects, for which every page would pay.
    const unknown = Object.keys(Object(input)).find((field) => !Object.hasOwn(parsed.output, field));
    if (unknown !== undefined) throw new BallotFileError(`${unknown}: No such field is known.`, { field: unknown });
    return { ...ballot, signedBy: kind === "recount-ballot" ? "key" : "wallet" };
  }
  const [issue] = parsed.issues;
  const field = v.getDotPath(issue) ?? undefined;
  throw new BallotFileError(`${field ?? "The file"}: ${issue.message}`, { field });
}
