import { loadBuilds } from "@/chain/builds";
import { collectEvidence } from "@/chain/collectEvidence";
import { decodeText } from "@/chain/readDetails";
import { recoverQuickly } from "@/chain/recoverQuickly";
import { shownText } from "@/election/shownText";
import { candidateIds } from "@/recount/candidates";
import type { Evidence } from "@/recount/evidence";
import { type Recount, recount } from "@/recount/recount";
import { commandLineWords } from "@/words/commandLine";
import { findChain } from "./findChain";
import { ArgumentsError, type RecountCommand } from "./readArguments";
import type { ShownProgress } from "./showProgress";

/** What a recount came to, and what it rests on. */
export type Counted = { recounted: Recount; evidence: Evidence };

/**
 * Asks the endpoints, and recounts from what they say.
 * @param now Unix seconds.
 * @param root The folder of the checkout.
 * @param keep Is given the evidence before anything is made of it.
 * @throws what `findChain` and `collectEvidence` throw, and an ArgumentsError where the choice is no candidate.
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
    { now, random: (numbers) => crypto.getRandomValues(numbers), onProgress: progress.tell },
  );
  const evidence = {
    ...collected,
    own: own ? { voter: own.voter, candidate: findCandidate(own.choice, collected) } : null,
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

/** The candidate of that name, as it is written on the chain or as it is shown. */
function findCandidate(choice: string, evidence: Evidence) {
  const names = evidence.origin.candidates.map(decodeText);
  const place = [names, names.map(shownText)].map((names) => names.indexOf(choice)).find((place) => place >= 0);
  const candidate = place === undefined ? undefined : candidateIds(evidence)[place];
  if (candidate) return candidate;
  throw new ArgumentsError(commandLineWords.errors.noCandidate(choice, names.map(shownText).join(", ")));
}
