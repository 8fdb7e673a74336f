import type { Address } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { packBatch } from "@/election/ballotBatch";
import { ballotTypedData, compactSignature } from "@/election/signedBallot";
import type { NodeControl } from "./controlNode";
import type { SeededElection } from "./seed";

/** What it takes to vote on a roll by signature: the question's text, everybody's place, and who pays for a batch. */
export type Signing = { title: string; places: ReadonlyMap<Address, number>; carrier: Address };

/** Above what a batch uses: most of its voters are the first of their 32. Saves the node an estimate for each. */
const gas = { batch: 100_000n, ballot: 40_000n };

/**
 * Has the next accounts that have not voted sign a ballot each, and sends them as one batch, as a relay does.
 * @param choices The candidates' names; of those for whom no voter is left none is sent.
 */
export async function deliverNext(
  node: NodeControl,
  election: SeededElection,
  { title, places, carrier }: Signing,
  choices: readonly string[],
): Promise<void> {
  const voters = election.waiting.splice(-choices.length);
  if (voters.length === 0) return;
  const records = await Promise.all(
    voters.map(async (voter, place) => {
      const choice = choices[place] ?? "";
      const paper = { chainId: node.chain.id, election: election.address, title, choice };
      const signature = compactSignature(await node.signTypedData({ account: voter, ...ballotTypedData(paper) }));
      const number = election.candidates.findIndex(({ name }) => name === choice) + 1;
      return { index: places.get(voter) ?? 0, number, signature };
    }),
  );
  await node.writeContract({
    address: election.address,
    abi: rollElectionAbi,
    functionName: "castBatch",
    args: [packBatch(records.sort((a, b) => a.index - b.index))],
    account: carrier,
    gas: gas.batch + gas.ballot * BigInt(records.length),
    // Without a chain named the client does not ask for the chain's id before every batch.
    chain: null,
  });
}
