import { useEffect } from "react";
import * as v from "valibot";
import type { Address, Hex } from "viem";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { RelayStatement } from "@/election/relayStatement";
import type { SignedBallot } from "@/election/signedBallot";
import { readStored, store, useStored } from "@/ui/stored";
import { StoredHash } from "./storedHash";
import { useOwnFlag } from "./useOwnFlag";

const Digits = v.pipe(
  v.string(),
  v.digits(),
  v.transform((digits) => BigInt(digits)),
);

const Statement = v.object({
  relay: v.string(),
  state: v.picklist(["accepted", "sent", "inBlock", "final", "void", "gone"]),
  at: Digits,
  block: Digits,
  saidAt: Digits,
  longestWait: v.optional(Digits),
  hasLost: v.boolean(),
});

/** What this browser keeps of a ballot that its voter signed, until it is final: whoever has the signature can deliver it. */
const KeptBallot = v.object({
  candidate: StoredHash,
  index: v.number(),
  choice: v.string(),
  signedBy: v.optional(v.picklist(["key", "wallet"]), "key"),
  signature: v.custom<Hex>((input) => typeof input === "string" && /^0x([0-9a-f]{2})*$/i.test(input)),
  /** What relays have said of it; where that cannot be read, the ballot is not lost with it. */
  told: v.optional(v.fallback(v.array(Statement), []), []),
  /** Whether the contract has counted it: where it does so no longer, its block was replaced. */
  counted: v.optional(v.boolean()),
});

/** A ballot that was signed in this browser, and what is known of its delivery. */
export type KeptBallot = v.InferOutput<typeof KeptBallot>;

/** Where a voter's signed ballot is kept. */
export function keyOf({ chainId, address }: Election, voter: string): string {
  return `recount.signed.${chainId}.${address}.${voter}`;
}

/** Keeps a ballot that was signed, before anybody else has it. By its voter, whoever is connected by then. */
export function keepBallot(
  election: Election,
  candidate: Hex,
  { voter, index, choice, signedBy, signature }: SignedBallot,
): void {
  store("lasting", keyOf(election, voter), { candidate, index, choice, signedBy, signature });
}

/**
 * Keeps what relays say of a ballot, unless another one is kept by now. What is changed is what storage holds and not what
 * the page has drawn: other tabs ask the relays as well.
 */
export function keepStatements(
  election: Election,
  { voter, signature }: Pick<SignedBallot, "voter" | "signature">,
  change: (told: readonly RelayStatement[]) => readonly RelayStatement[],
): void {
  const key = keyOf(election, voter);
  const kept = readStored("lasting", key, KeptBallot);
  if (kept?.signature !== signature) return;
  const told = change(kept.told);
  if (told !== kept.told) store("lasting", key, { ...kept, told });
}

/**
 * The voter's signed ballot, found again after a reload and in other tabs, and what changes or forgets it.
 * `isByRelay` stays true once it was met, so that what is shown of its way does not change when it is forgotten.
 * @param vote What the contract says of the voter's ballot; undefined while that is not known.
 */
export function useKeptBallot(election: Election, voter: Address | undefined, vote: OwnVote | undefined) {
  const [kept, change] = useStored("lasting", keyOf(election, voter ?? ""), KeptBallot);
  const [isByRelay, setByRelay] = useOwnFlag(voter);
  if (kept && voter && !isByRelay) setByRelay(true);
  useEffect(() => {
    if (!kept || !vote || vote.stage === "none" || vote.candidate !== kept.candidate) return;
    if (vote.stage === "final") change(undefined);
    // Where its block is replaced the relays begin anew.
    else if (!kept.counted || kept.told.length > 0) change({ ...kept, counted: true, told: [] });
  }, [kept, vote, change]);
  return { kept, change, isByRelay };
}
