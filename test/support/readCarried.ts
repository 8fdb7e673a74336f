import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { openBox, votersInWord } from "@/election/box";
import type { SigningElection } from "./signBallots";
import type { TestChain } from "./startChain";

/** Each voter's mark in the ballot box, by place on the roll: the candidate's number, 0 for none; and the tally. */
export type Counted = { marks: Uint8Array; tally: readonly bigint[] };

/** What the chain has counted, at its newest block or at the newest one that is final. */
export async function readCounted(
  { node }: TestChain,
  { address, voters }: SigningElection,
  blockTag: "latest" | "finalized",
): Promise<Counted> {
  const election = { address, abi: rollElectionAbi, blockNumber: (await node.getBlock({ blockTag })).number } as const;
  const words = Math.ceil(voters.length / votersInWord);
  const [box, [, tally]] = await Promise.all([
    node.readContract({ ...election, functionName: "box", args: [0n, BigInt(words)] }),
    node.readContract({ ...election, functionName: "results" }),
  ]);
  const marks = openBox(box, voters.length);
  if (!marks) throw new RangeError("The ballot box does not fit the roll.");
  return { marks, tally };
}

/** Waits until so many ballots are counted for good. A test's or benchmark's time limit ends the waiting. */
export async function waitForFinal(chain: TestChain, election: SigningElection, ballots: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = chain.node.watchBlockNumber({
      emitOnBegin: true,
      onBlockNumber: () => {
        readCounted(chain, election, "finalized").then(({ tally }) => {
          if (tally.reduce((sum, count) => sum + count, 0n) < BigInt(ballots)) return;
          stop();
          resolve();
        }, fail);
      },
      onError: fail,
    });
    function fail(error: unknown) {
      stop();
      reject(error);
    }
  });
}

/** What the blocks after `from` hold for an election: how many transactions, their gas and what was paid, in wei. */
export async function readSpending({ node }: TestChain, { address }: SigningElection, from: bigint) {
  const spent = { transactions: 0, gas: 0n, paid: 0n };
  const last = await node.getBlockNumber();
  for (let blockNumber = from + 1n; blockNumber <= last; blockNumber += 1n) {
    const { transactions } = await node.getBlock({ blockNumber, includeTransactions: true });
    for (const { to, hash } of transactions) {
      if (to?.toLowerCase() !== address.toLowerCase()) continue;
      const { gasUsed, effectiveGasPrice } = await node.getTransactionReceipt({ hash });
      spent.transactions += 1;
      spent.gas += gasUsed;
      spent.paid += gasUsed * effectiveGasPrice;
    }
  }
  return spent;
}
