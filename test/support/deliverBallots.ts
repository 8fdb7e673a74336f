import type { Address, Hex } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { packBatch } from "@/election/ballotBatch";
import type { SignedBallot } from "@/election/signedBallot";
import type { SigningElection } from "./signBallots";
import type { TestChain } from "./startChain";

/**
 * Above what a ballot uses, the first of its 32 included, and the most that a transaction may take (EIP-7825). Asked for
 * an estimate, the node would check every signature a score of times.
 */
const gas = { ballot: 40_000, most: 16_777_216 };

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
    gas: BigInt(Math.min(gas.most, 100_000 + gas.ballot * ballots.length)),
  });
}

/** Delivers signed ballots as one batch and returns its block's number, once every transaction has its block. */
export async function deliverBatch(...[chain, ...batch]: Parameters<typeof sendBatch>): Promise<bigint> {
  const hash = await sendBatch(chain, ...batch);
  const { blockNumber } = await chain.node.waitForTransactionReceipt({ hash });
  return blockNumber;
}
