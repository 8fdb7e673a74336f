import { type Address, encodeFunctionData } from "viem";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { rollElectionFactory, rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { candidateId } from "@/election/election";
import { inRollOrder } from "@/election/roll";
import type { NodeControl } from "./controlNode";
import { deliverNext, type Signing } from "./deliverNext";
import { deployFactories } from "./deployFactories";
import { planBallots, shuffle } from "./planBallots";
import { firstCreation, type PracticeElection, practiceElections } from "./practiceElections";
import { inventVoters, publishRoll } from "./publishRoll";

/** How many of the node's first accounts put up the elections but cast no ballot: a newcomer votes with them. */
const newcomers = 10;
/** Of the roll: how many of the newcomers and of the crowd are on it, and members who never come. */
const onRoll = { newcomers: 7, crowd: 430, absent: 66 };
/** From so many on, ballots that arrive together on a roll were signed, and delivered as one batch. */
const together = 8;
/** Above what any vote uses; saves the node an estimate for each. */
const voteGas = 120_000n;

/** An election on the practice chain, and who has not voted in it. Times are unix seconds. */
export type SeededElection = {
  address: Address;
  candidates: PracticeElection["candidates"];
  opens: number;
  closes: number;
  waiting: Address[];
  /** Where the voters on a roll may sign ballots for somebody else to deliver. */
  signing?: Signing;
};

/** When a practice chain that is seeded at `now` begins; both in unix seconds. */
export function genesisTime(now: number): number {
  return now + firstCreation - 60;
}

/**
 * Puts the factory and the practice elections on a chain that began at `genesisTime(now)`, with every ballot in a block
 * of its own time. Afterwards the chain's time is the real one.
 * @param blockTime Seconds between blocks from then on.
 */
export async function seed(node: NodeControl, now: number, blockTime: number): Promise<SeededElection[]> {
  const accounts = await node.getAddresses();
  const [payer] = accounts;
  if (!payer) throw new Error("The node has no account that it signs for.");
  await node.setIntervalMining({ interval: 0 });
  await deployFactories(node, payer);

  const elections: SeededElection[] = [];
  for (const [index, practice] of practiceElections.entries()) {
    const organiser = accounts[index] ?? payer;
    const crowd = accounts.slice(newcomers, practice.onRoll ? newcomers + onRoll.crowd : undefined);
    let roll: Address | undefined;
    let signing: Signing | undefined;
    if (practice.onRoll) {
      const listed = [...accounts.slice(0, onRoll.newcomers), ...crowd, ...inventVoters(onRoll.absent)];
      roll = await publishRoll(node, organiser, listed);
      const places = new Map(inRollOrder(listed).map((voter, place) => [voter, place]));
      // One of the crowd that is not on the roll.
      signing = { title: practice.title, places, carrier: accounts.at(-1) ?? payer };
      await mineAt(node, now + firstCreation + index * 600 - 60);
    }
    const address = await create(node, organiser, practice, now, roll);
    await mineAt(node, now + firstCreation + index * 600);
    const waiting = shuffle(crowd);
    const { candidates, opens, closes } = practice;
    elections.push({
      address,
      candidates,
      opens: now + opens,
      closes: now + closes,
      waiting,
      ...(signing && { signing }),
    });
  }

  const arrivals = practiceElections.flatMap((practice, index) =>
    planBallots(practice, now).map((arrival) => ({ ...arrival, election: elections[index] })),
  );
  let time = 0;
  for (const arrival of arrivals.sort((a, b) => a.time - b.time)) {
    const { election, choices } = arrival;
    if (election?.signing && choices.length >= together) {
      await deliverNext(node, election, election.signing, choices);
    } else if (election) {
      await Promise.all(choices.map((choice) => castNext(node, election, choice)));
    }
    // Two blocks cannot share a second.
    time = Math.max(time + 1, arrival.time);
    await mineAt(node, time);
  }

  // Three blocks, so that the seeded ones are final at once.
  const present = Math.floor(Date.now() / 1000);
  for (const age of [2, 1, 0]) await mineAt(node, present - age);
  await node.setIntervalMining({ interval: blockTime });
  return elections;
}

/** Sends the ballot of the next account that has not voted in the election, if any is left. */
export async function castNext(node: NodeControl, election: SeededElection, choice: string): Promise<void> {
  const voter = election.waiting.pop();
  if (!voter) return;
  const data = encodeFunctionData({ abi: openElectionAbi, functionName: "vote", args: [candidateId(choice)] });
  // Without a chain named the client does not ask for the chain's id before every ballot.
  await node.sendTransaction({ account: voter, to: election.address, data, gas: voteGas, chain: null });
}

async function create(
  node: NodeControl,
  account: Address,
  election: PracticeElection,
  now: number,
  roll: Address | undefined,
) {
  const question = {
    title: election.title,
    description: election.description,
    candidates: election.candidates.map(({ name }) => name),
    opens: BigInt(now + election.opens),
    closes: BigInt(now + election.closes),
  };
  const functionName = "create";
  if (roll) {
    const factory = { address: rollElectionFactory.address, abi: rollElectionFactoryAbi, account } as const;
    const { request, result } = await node.simulateContract({ ...factory, functionName, args: [question, roll] });
    await node.writeContract(request);
    return result;
  }
  const factory = { address: openElectionFactory.address, abi: openElectionFactoryAbi, account } as const;
  const { request, result } = await node.simulateContract({ ...factory, functionName, args: [question] });
  await node.writeContract(request);
  return result;
}

async function mineAt(node: NodeControl, time: number) {
  await node.setNextBlockTimestamp({ timestamp: BigInt(time) });
  await node.mine({ blocks: 1 });
}
