import { type Address, encodeFunctionData } from "viem";
import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import { createElection, publishRoll, startChain, type TestChain } from "../support/startChain";
import type { Benchmark, Row } from "./table";

const sizes = [50, 400, 5000];
/** As many ballots as surely fit into a block. */
const perBlock = 300;

const question = {
  title: "Who shall chair the allotment society from 2027?",
  description: "The chair leads the committee's meetings and speaks for the society with the council. "
    .repeat(9)
    .slice(0, 700),
  candidates: ["Ada Lovelace", "Grace Hopper", "Joan Clarke", "Katherine Johnson", "None of these"],
};

/** What an election on a roll costs whom, in gas: real transactions, everybody votes once. */
export const benchmark: Benchmark = {
  title: "An election on a roll, in gas",
  measure: async () => {
    const chain = await startChain({ accounts: Math.max(...sizes) });
    const rows: Row[] = [];
    for (const size of sizes) rows.push(await measure(chain, chain.accounts.slice(0, size)));
    await chain.stop();
    return rows;
  },
};

async function measure(chain: TestChain, voters: readonly Address[]): Promise<Row> {
  const start = await chain.node.getBlockNumber();
  const roll = await publishRoll(chain, voters);
  const published = await chain.node.getBlockNumber();
  const election = await createElection(chain, { ...question, roll, closesIn: 1_000_000 });
  const created = await chain.node.getBlockNumber();
  await voteAll(chain, election, voters);
  const voted = await chain.node.getBlockNumber();

  const forRoll = await gasBetween(chain, start, published);
  const forElection = await gasBetween(chain, published, created);
  const forVotes = await gasBetween(chain, created, voted);
  const count = (value: bigint) => value.toLocaleString("en");
  return {
    voters: voters.length,
    roll: count(forRoll.gas),
    transactions: forRoll.transactions,
    election: count(forElection.gas),
    "organiser in all": count(forRoll.gas + forElection.gas),
    votes: count(forVotes.gas),
    "a vote, mean": count(forVotes.gas / BigInt(forVotes.transactions)),
    "a vote, most": count(forVotes.most),
  };
}

async function voteAll({ node }: TestChain, election: Address, voters: readonly Address[]): Promise<void> {
  const ordered = inRollOrder(voters);
  await node.setAutomine(false);
  for (let from = 0; from < ordered.length; from += perBlock) {
    const sent = ordered.slice(from, from + perBlock).map((account, place) => {
      const candidate = question.candidates[(from + place) % question.candidates.length] ?? "";
      const args = [candidateId(candidate), BigInt(from + place)] as const;
      const data = encodeFunctionData({ abi: rollElectionAbi, functionName: "vote", args });
      return node.sendTransaction({ account, to: election, data, gas: 80_000n });
    });
    await Promise.all(sent);
    await node.mine({ blocks: 1 });
  }
  await node.setAutomine(true);
}

/** What the transactions of the blocks after `from` up to `to` have used. */
async function gasBetween({ node }: TestChain, from: bigint, to: bigint) {
  const sum = { gas: 0n, transactions: 0, most: 0n };
  for (let number = from + 1n; number <= to; number++) {
    const { transactions } = await node.getBlock({ blockNumber: number });
    for (const { gasUsed, status } of await Promise.all(
      transactions.map((hash) => node.getTransactionReceipt({ hash })),
    )) {
      if (status !== "success") throw new Error(`A transaction in block ${number} was refused.`);
      sum.gas += gasUsed;
      sum.transactions += 1;
      if (gasUsed > sum.most) sum.most = gasUsed;
    }
  }
  return sum;
}
