import type { Address, Hex } from "viem";
import { type ChainConfiguration, parseConfiguration } from "@/chain/configuration";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { rollAbi } from "@/chain/generated/rollAbi";
import { rollElectionFactory, rollElectionFactoryAbi } from "@/chain/generated/rollElectionFactory";
import { rollFactory, rollFactoryAbi } from "@/chain/generated/rollFactory";
import { candidateId } from "@/election/election";
import { inRollOrder, packChunks, rollSalt, votersInChunk } from "@/election/roll";
import { controlNode, type NodeControl } from "../../scripts/practice/controlNode";
import { deployFactories } from "../../scripts/practice/deployFactories";
import { type AnvilSettings, startAnvil } from "../../scripts/practice/startAnvil";
import { describePractice } from "../../scripts/practice/startPractice";

/** A fresh chain with the factory on it and no elections. */
export type TestChain = {
  url: string;
  configuration: ChainConfiguration;
  node: NodeControl;
  /** Unlocked and funded. */
  accounts: readonly [Address, Address, ...Address[]];
  stop: () => Promise<void>;
};

/** Starts a chain of its own on any free port; every transaction gets its block at once unless a block time is given. */
export async function startChain(settings: AnvilSettings = {}): Promise<TestChain> {
  const anvil = await startAnvil(settings);
  const node = controlNode(anvil.url, settings.chainId);
  const [first, second, ...others] = await node.getAddresses();
  const [practice] = parseConfiguration(describePractice(anvil)).chains;
  if (!first || !second || !practice) throw new Error("A test chain needs two accounts at least.");
  const configuration = { ...practice, id: settings.chainId ?? practice.id };
  await deployFactories(node, first);
  return { url: anvil.url, configuration, node, accounts: [first, second, ...others], stop: anvil.stop };
}

/** What a test wants different from an election between Ada and Grace that opened a minute ago, for an hour. */
type Wishes = {
  title?: string;
  description?: string;
  candidates?: string[];
  /** Seconds after the newest block. */
  opensIn?: number;
  closesIn?: number;
  organiser?: Address;
  /** A closed roll, whose voters alone may vote; without one every address may. */
  roll?: Address;
};

/** The largest election that the contract permits: 100 names of 129 bytes each, and 16,384 bytes of text in all. */
export function largestElection(title: string): Required<Pick<Wishes, "title" | "description" | "candidates">> {
  const candidates = Array.from({ length: 100 }, (_, index) => `${index} `.padEnd(129, "n"));
  return { title, description: "d".repeat(16_384 - 100 * 129 - title.length), candidates };
}

/** Creates an election through its kind's factory and returns its address. */
export async function createElection({ node, accounts }: TestChain, wishes: Wishes = {}): Promise<Address> {
  const { title = "Who shall speak?", description = "", candidates = ["Ada", "Grace"] } = wishes;
  const { opensIn = -60, closesIn = 3600, organiser: account = accounts[0], roll } = wishes;
  const { timestamp } = await node.getBlock();
  const opens = timestamp + BigInt(opensIn);
  const closes = timestamp + BigInt(closesIn);
  const question = { title, description, candidates, opens, closes };
  const functionName = "create";
  const { request, result } = roll
    ? await node.simulateContract({
        address: rollElectionFactory.address,
        abi: rollElectionFactoryAbi,
        functionName,
        args: [question, roll],
        account,
      })
    : await node.simulateContract({
        address: openElectionFactory.address,
        abi: openElectionFactoryAbi,
        functionName,
        args: [question],
        account,
      });
  // The two kinds of request differ in their types alone.
  await node.waitForTransactionReceipt({ hash: await node.writeContract(request as never) });
  return result;
}

/**
 * Publishes a roll of these voters, in whatever order and each once, closes it and returns its address.
 * @param publisher One of the chain's accounts; the first where not given.
 */
export async function publishRoll(
  { node, accounts }: TestChain,
  voters: readonly Address[],
  publisher: Address = accounts[0],
): Promise<Address> {
  const ordered = inRollOrder(voters);
  const { request, result: roll } = await node.simulateContract({
    address: rollFactory.address,
    abi: rollFactoryAbi,
    functionName: "create",
    args: [rollSalt(ordered)],
    account: publisher,
  });
  await node.waitForTransactionReceipt({ hash: await node.writeContract(request) });

  const contract = { address: roll, abi: rollAbi, account: publisher } as const;
  for (const [index, chunk] of packChunks(ordered).entries()) {
    const args = [BigInt(index * votersInChunk), chunk] as const;
    const hash = await node.writeContract({ ...contract, functionName: "add", args });
    await node.waitForTransactionReceipt({ hash });
  }
  const hash = await node.writeContract({ ...contract, functionName: "close", args: [BigInt(ordered.length)] });
  await node.waitForTransactionReceipt({ hash });
  return roll;
}

/** Sends a ballot from one of the chain's accounts and returns the transaction's hash; does not wait for its block. */
export function sendBallot({ node }: TestChain, election: Address, voter: Address, candidate: string): Promise<Hex> {
  return node.writeContract({
    address: election,
    abi: openElectionAbi,
    functionName: "vote",
    args: [candidateId(candidate)],
    account: voter,
  });
}

/** Casts a ballot from one of the chain's accounts and returns its block's number, once every transaction has its block. */
export async function castInBlock(chain: TestChain, election: Address, voter: Address, candidate: string) {
  const hash = await sendBallot(chain, election, voter, candidate);
  const { blockNumber } = await chain.node.waitForTransactionReceipt({ hash });
  return blockNumber;
}

/** Replaces the chain's newest blocks by as many empty ones. */
export async function reorganise({ node }: TestChain, depth: number): Promise<void> {
  // viem does not know anvil's method.
  await node.request({ method: "anvil_reorg", params: [depth, []] } as never);
}
