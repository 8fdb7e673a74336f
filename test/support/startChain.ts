import type { Address, Hex } from "viem";
import { type ChainConfiguration, parseConfiguration } from "@/chain/configuration";
import { openElectionAbi } from "@/chain/generated/openElectionAbi";
import { openElectionFactory, openElectionFactoryAbi } from "@/chain/generated/openElectionFactory";
import { candidateId } from "@/election/election";
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
  const node = controlNode(anvil.url);
  const [first, second, ...others] = await node.getAddresses();
  const [configuration] = parseConfiguration(describePractice(anvil)).chains;
  if (!first || !second || !configuration) throw new Error("A test chain needs two accounts at least.");
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
};

/** The largest election that the contract permits: 100 names of 129 bytes each, and 16,384 bytes of text in all. */
export function largestElection(title: string): Required<Pick<Wishes, "title" | "description" | "candidates">> {
  const candidates = Array.from({ length: 100 }, (_, index) => `${index} `.padEnd(129, "n"));
  return { title, description: "d".repeat(16_384 - 100 * 129 - title.length), candidates };
}

/** Creates an election through the factory and returns its address. */
export async function createElection({ node, accounts }: TestChain, wishes: Wishes = {}): Promise<Address> {
  const { title = "Who shall speak?", description = "", candidates = ["Ada", "Grace"] } = wishes;
  const { opensIn = -60, closesIn = 3600, organiser = accounts[0] } = wishes;
  const { timestamp } = await node.getBlock();
  const opens = timestamp + BigInt(opensIn);
  const closes = timestamp + BigInt(closesIn);
  const { request, result } = await node.simulateContract({
    address: openElectionFactory.address,
    abi: openElectionFactoryAbi,
    functionName: "create",
    args: [{ title, description, candidates, opens, closes }],
    account: organiser,
  });
  await node.waitForTransactionReceipt({ hash: await node.writeContract(request) });
  return result;
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
