import type { Address } from "viem";
import { getCode } from "viem/actions";
import { askEach } from "./askEach";
import { openElectionFactory } from "./generated/openElectionFactory";
import { rollElectionFactory } from "./generated/rollElectionFactory";
import { rollFactory } from "./generated/rollFactory";
import type { Node } from "./node";

/** Which of the factories that this page knows stand on a chain. */
export type Factories = { openElection: boolean; roll: boolean; rollElection: boolean };

/**
 * Looks which factories stand on a chain, so that a page can say beforehand what cannot be put up there.
 * An address proves what stands at it, so one endpoint that knows of code is believed: others may lie behind.
 * @throws What the preferred endpoint threw, where none answered.
 */
export async function readFactories(node: Node): Promise<Factories> {
  const [openElection, roll, rollElection] = await Promise.all([
    stands(node, openElectionFactory.address),
    stands(node, rollFactory.address),
    stands(node, rollElectionFactory.address),
  ]);
  return { openElection, roll, rollElection };
}

async function stands(node: Node, address: Address): Promise<boolean> {
  const codes = await askEach(node, (endpoint) => getCode(endpoint, { address }));
  return codes.some((code) => code !== undefined);
}
