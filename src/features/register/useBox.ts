import type { Node } from "@/chain/node";
import { type Box, readBox } from "@/chain/readBox";
import type { Count } from "@/chain/readCount";
import type { Election, ElectionRoll } from "@/election/election";
import { type Live, useLive } from "@/ui/useLive";

/**
 * The ballot box at a count's block, read again when the record holds other ballots.
 * @param isWanted Whether anybody looks at it.
 */
export function useBox(node: Node, election: Election, roll: ElectionRoll, count: Count, isWanted: boolean): Live<Box> {
  // The record is the same while its last ballot is: a replaced block has another hash, or ballots fewer.
  const version = `${count.ballots.length} ${count.ballots.at(-1)?.blockHash}`;
  return useLive<Box>(["box", election.chainId, election.address], isWanted ? version : undefined, () =>
    readBox(node, election, roll, count),
  );
}
