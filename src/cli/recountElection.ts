import { loadBuilds } from "@/chain/builds";
import { collectEvidence } from "@/chain/collect/collectEvidence";
import { recoverQuickly } from "@/chain/recoverQuickly";
import type { Evidence } from "@/recount/evidence";
import { type Recount, recount } from "@/recount/recount";
import { findCandidate } from "./findCandidate";
import { findChain } from "./findChain";
import type { RecountCommand } from "./readArguments";
import type { ShownProgress } from "./showProgress";

/** What a recount came to, and what it rests on. */
export type Counted = { recounted: Recount; evidence: Evidence };

/**
 * Asks the endpoints, and recounts from what they say.
 * @param now Unix seconds.
 * @param root The folder of the checkout.
 * @param keep Is given the evidence before anything is made of it.
 * @throws what `findChain` and `collectEvidence` throw, and a NoCandidateError where the choice is none, or more than one.
 */
export async function recountElection(
  command: RecountCommand,
  { now, root, progress, keep }: { now: bigint; root: string; progress: ShownProgress; keep: (told: Evidence) => void },
): Promise<Counted> {
  const [chain, builds] = await Promise.all([findChain(command, root), loadBuilds()]);
  const { block, record, receipts, signatures, proof, own } = command;
  const collected = await collectEvidence(
    chain,
    builds,
    command.election,
    { block, record, receipts, signatures, proof, own: null },
    {
      now,
      random: (numbers) => crypto.getRandomValues(numbers),
      onProgress: progress.tell,
      // A name of nobody is told before minutes are spent.
      onOrigin: (origin) => own && findCandidate(own.choice, origin),
    },
  );
  const evidence = {
    ...collected,
    own: own ? { voter: own.voter, candidate: findCandidate(own.choice, collected.origin) } : null,
  };
  keep(evidence);
  const recounted = await recount(evidence, builds, {
    heard: "live",
    recover: recoverQuickly,
    onProgress: progress.match,
    onFinding: ({ check }) => progress.checked(check),
  });
  return { recounted, evidence };
}
