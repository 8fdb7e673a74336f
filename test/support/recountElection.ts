import type { Address } from "viem";
import { loadBuilds } from "@/chain/builds";
import { collectEvidence, type Surroundings, type Wishes } from "@/chain/collect/collectEvidence";
import type { ChainConfiguration } from "@/chain/configuration";
import type { Evidence } from "@/recount/evidence";
import { type Recount, recount } from "@/recount/recount";

/** Everything, at the newest final block. */
const everything: Wishes = {
  block: "final",
  record: true,
  receipts: true,
  signatures: true,
  proof: "whole",
  own: null,
};

/** Collects the evidence of an election and recounts it: everything, where nothing else is wished. */
export async function recountElection(
  configuration: ChainConfiguration,
  election: Address,
  wishes: Partial<Wishes> = {},
  surroundings: Partial<Surroundings> = {},
): Promise<{ evidence: Evidence; recount: Recount }> {
  const builds = await loadBuilds();
  const outside = { now: BigInt(Math.floor(Date.now() / 1000)), random, onProgress: () => {}, ...surroundings };
  const evidence = await collectEvidence(configuration, builds, election, { ...everything, ...wishes }, outside);
  return { evidence, recount: await recount(evidence, builds, { heard: "live" }) };
}

function random(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  return crypto.getRandomValues(numbers);
}

/** What each check came to, by its name: its state, and why it did not pass. */
export function outcome({ findings }: Recount): Record<string, string> {
  return Object.fromEntries(
    findings.map((finding) => {
      const why =
        "fault" in finding ? finding.fault : "lack" in finding ? finding.lack : "why" in finding ? finding.why : "";
      return [finding.check, why ? `${finding.state}: ${why}` : finding.state];
    }),
  );
}
