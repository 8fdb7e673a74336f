import type { NodeControl } from "./controlNode";
import { pick } from "./planBallots";
import { castNext, type SeededElection } from "./seed";

/** How long before the close the crowd stops, in seconds: a ballot waits for the next block. */
const lastCall = 6;

/**
 * Goes on voting in the open elections, one ballot every two to six seconds, in the proportions of the votes so far.
 * Ends by itself when every election has closed or every account has voted.
 * @returns Stops the crowd.
 */
export function startCrowd(node: NodeControl, elections: readonly SeededElection[]): () => void {
  let timer: NodeJS.Timeout | undefined;

  async function castOne() {
    const now = Date.now() / 1000;
    const votable = elections.filter(({ waiting, closes }) => waiting.length > 0 && now < closes - lastCall);
    const open = votable.filter(({ opens }) => now >= opens);
    if (open.length > 0) {
      const election = pick(open);
      // A node that is gone is noticed, and worded, by whoever started it.
      await castNext(node, election, pickCandidate(election)).catch(() => {});
    }
    if (votable.length > 0 && timer) timer = setTimeout(castOne, delay());
  }

  timer = setTimeout(castOne, delay());
  return () => {
    clearTimeout(timer);
    timer = undefined;
  };
}

function delay(): number {
  return 2000 + Math.random() * 4000;
}

/** One vote more each, so that nobody is without a chance. */
function pickCandidate({ candidates }: SeededElection): string {
  return pick(candidates.flatMap(({ name, votes }) => Array<string>(votes + 1).fill(name)));
}
