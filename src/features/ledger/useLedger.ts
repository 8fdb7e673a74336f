import { useEffect, useMemo, useState } from "react";
import type { Count } from "@/chain/readCount";
import { type BallotBlock, blocksOf, replacedBlocks, seenBlocks } from "@/election/blocks";

/** How many blocks one screenful adds. */
const page = 20;

/** The blocks that hold the ballots, newest first, how many of them are shown, and which others stood there before. */
export type Ledger = {
  blocks: readonly BallotBlock[];
  shown: readonly BallotBlock[];
  showOlder: () => void;
  /** The numbers of blocks that were replaced while this was shown, newest first. */
  replaced: readonly bigint[];
};

const none: readonly BallotBlock[] = [];

/** Follows the count's blocks. What was replaced is known as long as the page is shown, through a conflict too. */
export function useLedger(count: Count | undefined): Ledger {
  const [most, setMost] = useState(page);
  const [seen, setSeen] = useState<Parameters<typeof seenBlocks>[0]>([]);
  const blocks = useMemo(() => (count ? blocksOf(count.ballots) : none), [count]);
  useEffect(() => {
    if (count) setSeen((before) => seenBlocks(before, blocks, count.head.finalized));
  }, [count, blocks]);

  const replaced = count ? replacedBlocks(seen, blocks, count.head.number).map(({ number }) => number) : [];
  return { blocks, shown: blocks.slice(0, most), showOlder: () => setMost(most + page), replaced };
}
