import type { NodeControl } from "./controlNode";
import { deliverNext } from "./deliverNext";
import { pick } from "./planBallots";
import { castNext, type SeededElection } from "./seed";

/** How often the crowd delivers signed ballots rather than having one sent, and how many at once. */
const batches = { share: 0.15, least: 2, most: 4 };

/** Goes on voting in the open elections, one ballot or a few every two to six seconds, until this process ends. */
export function startCrowd(node: NodeControl, elections: readonly SeededElection[]): void {
  setTimeout(
    async () => {
      // A node that is gone is noticed, and worded, by whoever started it.
      const vote = Math.random() < batches.share ? deliverSome : castOne;
      await vote(node, elections, Date.now() / 1000).catch(() => {});
      startCrowd(node, elections);
    },
    2000 + Math.random() * 4000,
  );
}

/**
 * Sends one ballot, in the proportions of the votes so far, to an election that is open at `now` (unix seconds) and in
 * which somebody has yet to vote. It may come too late if the election closes before the next block.
 */
export async function castOne(node: NodeControl, elections: readonly SeededElection[], now: number): Promise<void> {
  const open = elections.filter(({ opens, closes, waiting }) => opens <= now && now < closes && waiting.length > 0);
  if (open.length === 0) return;
  const election = pick(open);
  await castNext(node, election, pickCandidate(election));
}

/**
 * Delivers a few signed ballots as one batch, in the same proportions, to an election on a roll that is open at `now`
 * (unix seconds) and in which somebody has yet to vote.
 */
export async function deliverSome(node: NodeControl, elections: readonly SeededElection[], now: number): Promise<void> {
  const open = elections.flatMap((election) => {
    const { opens, closes, waiting, signing } = election;
    return signing && opens <= now && now < closes && waiting.length > 0 ? [{ election, signing }] : [];
  });
  if (open.length === 0) return;
  const { election, signing } = pick(open);
  const count = batches.least + Math.floor(Math.random() * (batches.most - batches.least + 1));
  const choices = Array.from({ length: count }, () => pickCandidate(election));
  await deliverNext(node, election, signing, choices);
}

/** One vote more each, so that nobody is without a chance. */
function pickCandidate({ candidates }: SeededElection): string {
  return pick(candidates.flatMap(({ name, votes }) => Array<string>(votes + 1).fill(name)));
}
