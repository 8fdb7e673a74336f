import type { ChainConfiguration } from "@/chain/configuration";
import { createNode, type Node } from "@/chain/node";
import { type BallotBox, createBallotBox } from "./ballotBox";
import type { RelayConfiguration } from "./configuration";
import { keepNewestHead, type NewestHead } from "./newestHead";
import { createOpenedElections, type OpenedElections } from "./openedElections";
import { createPurse, type Purse } from "./purse";

/** A chain that the relay serves, as far as it is read. */
export type ServedChain = {
  configuration: ChainConfiguration;
  node: Node;
  head: NewestHead;
  elections: OpenedElections;
  box: BallotBox;
  purse: Purse;
};

/** Reads a chain from now on, until `head.stop`. */
export function serveChain(configuration: ChainConfiguration, { account, rules }: RelayConfiguration): ServedChain {
  const node = createNode(configuration);
  return {
    configuration,
    node,
    head: keepNewestHead(configuration, node),
    elections: createOpenedElections(node, configuration.id),
    box: createBallotBox(node),
    purse: createPurse(node, account.address, rules.feeCeiling),
  };
}
