import { rollElectionAbi } from "@/chain/generated/rollElectionAbi";
import { unpackCounted } from "@/election/countedBallots";
import type { SignedBallot } from "@/election/signedBallot";
import { readCounted } from "./readCarried";
import type { SigningElection } from "./signBallots";
import type { TestChain } from "./startChain";

/** What the chain has for good of the ballots that relays were given. Voters by their index. */
export type Comparison = {
  /** How many ballots are in the box. */
  counted: number;
  /** Accepted, but not in the box. */
  lost: number[];
  /** In the box, but nobody signed it: of a voter who handed in nothing, or for another candidate. */
  forged: number[];
  /** How many more the contract's counters hold than the box, and how many more were told of in events. */
  doubled: { counters: number; events: number };
};

/**
 * Holds an election's box at the newest block against what voters signed, and what relays answered.
 * @param accepted Whose ballots were answered with `accepted`.
 */
export async function compareBox(
  chain: TestChain,
  election: SigningElection,
  signed: ReadonlyMap<number, SignedBallot>,
  accepted: ReadonlySet<number>,
): Promise<Comparison> {
  const { address, candidates } = election;
  const { marks, tally } = await readCounted(chain, election, "latest");
  const contract = { address, abi: rollElectionAbi, fromBlock: 0n } as const;
  const [batches, singles] = await Promise.all([
    chain.node.getContractEvents({ ...contract, eventName: "BatchCounted" }),
    chain.node.getContractEvents({ ...contract, eventName: "Voted" }),
  ]);

  const counted = marks.filter((mark) => mark !== 0).length;
  const counters = Number(tally.reduce((sum, count) => sum + count, 0n));
  const told = batches.reduce((sum, { args }) => sum + unpackCounted(args.ballots ?? "0x").length, singles.length);
  const voters = [...marks.keys()];
  return {
    counted,
    lost: voters.filter((index) => accepted.has(index) && marks[index] === 0),
    forged: voters.filter((index) => marks[index] && candidates[marks[index] - 1] !== signed.get(index)?.choice),
    doubled: { counters: counters - counted, events: told - counted },
  };
}
