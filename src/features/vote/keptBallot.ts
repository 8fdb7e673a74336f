import { useEffect } from "react";
import * as v from "valibot";
import type { Address, Hex } from "viem";
import type { Election } from "@/election/election";
import type { OwnVote } from "@/election/ownVote";
import type { SignedBallot } from "@/election/signedBallot";
import { store, useStored } from "@/ui/stored";
import { StoredHash } from "./storedHash";
import { useOwnFlag } from "./useOwnFlag";

/** What this browser keeps of a ballot that its voter signed, until it is final: whoever has the signature can deliver it. */
const KeptBallot = v.object({
  candidate: StoredHash,
  index: v.number(),
  choice: v.string(),
  signedBy: v.optional(v.picklist(["key", "wallet"]), "key"),
  signature: v.custom<Hex>((input) => typeof input === "string" && /^0x([0-9a-f]{2})*$/i.test(input)),
  /** The relay that says it has the ballot. */
  relay: v.optional(v.string()),
  /** Chain time since when that relay has had it without the contract counting it, in unix seconds. */
  since: v.optional(v.pipe(v.string(), v.digits())),
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
    else if (!kept.counted) change({ ...kept, counted: true, since: undefined });
  }, [kept, vote, change]);
  return { kept, change, isByRelay };
}
