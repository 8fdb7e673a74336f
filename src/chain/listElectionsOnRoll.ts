import type { Address } from "viem";
import { readContract } from "viem/actions";
import { shownText } from "@/election/shownText";
import { rollElectionAbi } from "./generated/rollElectionAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "./generated/rollElectionFactory";
import type { Node } from "./node";
import { createQueue } from "./queue";
import { decodeText, readDetails } from "./readDetails";
import { isMissingContract } from "./readElection";

/** How many of the newest elections are looked through. */
const most = 200n;

/** How many are asked at the same time. */
const width = 4;

/**
 * The elections among the newest of the published factory that use a roll, the newest first. A node's word: an
 * election's own page checks it.
 * @param block The number of the block at which to read.
 */
export async function listElectionsOnRoll(node: Node, roll: Address, block: bigint) {
  const factory = { address: rollElectionFactory.address, abi: rollElectionFactoryAbi, blockNumber: block } as const;
  const total = await readContract(node, { ...factory, functionName: "electionCount" }).catch((error: unknown) => {
    if (isMissingContract(error)) return 0n;
    throw error;
  });
  if (total === 0n) return [];
  const from = total > most ? total - most : 0n;
  const addresses = await readContract(node, { ...factory, functionName: "elections", args: [from, total] });
  const inTurn = createQueue(width);
  const read = addresses.toReversed().map((address) =>
    inTurn(async () => {
      const election = { address, abi: rollElectionAbi, blockNumber: block } as const;
      if ((await readContract(node, { ...election, functionName: "roll" })) !== roll) return [];
      const { title } = await readDetails(node, address, block);
      return [{ address, title: shownText(decodeText(title)) || address }];
    }),
  );
  return (await Promise.all(read)).flat();
}
