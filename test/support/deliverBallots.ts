import type { Address, Hex } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { packBatch, type SignedBallot } from "@/election/signedBallot";
import type { SigningElection } from "./signBallots";
import type { TestChain } from "./startChain";

/** Sends signed ballots as one batch, in their order, and returns the transaction's hash; does not wait for its block. */
export function sendBatch(
  { node, accounts }: TestChain,
  { address, candidates }: Pick<SigningElection, "address" | "candidates">,
  ballots: readonly SignedBallot[],
  carrier: Address = accounts[0],
): Promise<Hex> {
  const records = ballots.map(({ index, choice, signature }) => {
    return { index, number: candidates.indexOf(choice) + 1, signature };
  });
  return node.writeContract({
    address,
    abi: rollElectionAbi,
    functionName: "castBatch",
    args: [packBatch(records)],
    account: carrier,
  });
}

/** Delivers signed ballots as one batch and returns its block's number, once every transaction has its block. */
export async function deliverBatch(...[chain, ...batch]: Parameters<typeof sendBatch>): Promise<bigint> {
  const hash = await sendBatch(chain, ...batch);
  const { blockNumber } = await chain.node.waitForTransactionReceipt({ hash });
  return blockNumber;
}
