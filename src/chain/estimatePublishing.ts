import type { Address } from "viem";
import { estimateContractGas, getGasPrice } from "viem/actions";
import {
  isStepDone,
  type Publishing,
  type PublishingProgress,
  publishingSteps,
  rollStepGas,
} from "@/election/publishing";
import { openElectionFactory, openElectionFactoryAbi } from "./generated/openElectionFactory";
import { rollElectionFactory, rollElectionFactoryAbi } from "./generated/rollElectionFactory";
import type { Node } from "./node";

/** What an election on a roll costs more to create than an open one, in gas: its initcode is longer. */
const onRoll = 630_000n;

/** About what is left to pay: gas, the price of one unit of it now, and both multiplied; in wei. */
export type PublishingCost = { gas: bigint; price: bigint; total: bigint };

/**
 * Estimates what publishing will cost from here on, at the price of this moment. Rollups charge for data besides.
 * @param payer Whoever would pay; anybody where nobody is connected yet.
 * @throws What the contract says to the question, and what the node said.
 */
export async function estimatePublishing(
  node: Node,
  { question, electorate }: Omit<Publishing, "publisher">,
  payer: Address | undefined,
  progress?: PublishingProgress,
): Promise<PublishingCost> {
  const steps = publishingSteps({ electorate }).filter((step) => !progress || !isStepDone(step, progress));
  const ofSteps = steps.map(async (step) => {
    if (step.kind !== "createElection") return rollStepGas(step);
    const from = payer === undefined ? {} : { account: payer };
    if (electorate.kind === "roll") {
      const { address } = rollElectionFactory;
      const create = { address, abi: rollElectionFactoryAbi, functionName: "create" } as const;
      return estimateContractGas(node, { ...create, ...from, args: [question, electorate.roll] });
    }
    const { address } = openElectionFactory;
    const create = { address, abi: openElectionFactoryAbi, functionName: "create", args: [question] } as const;
    const open = await estimateContractGas(node, { ...create, ...from });
    return electorate.kind === "anyone" ? open : open + onRoll;
  });
  const [price, ...gases] = await Promise.all([getGasPrice(node), ...ofSteps]);
  const gas = gases.reduce((sum, each) => sum + each, 0n);
  return { gas, price, total: gas * price };
}
