import { type Client, createClient } from "viem";
import { type ChainConfiguration, describeChain, readingEndpoints } from "./configuration";
import { endpointOf } from "./endpoint";
import { inTurn } from "./inTurn";

/**
 * What answers our reads. Never the wallet's own node, which may lie behind, be limited, or be on another chain.
 * `endpoints` are the same nodes one by one, the preferred first, for whoever believes none of them alone.
 */
export type Node = Client & { endpoints: readonly Client[] };

/** A reader of the chain over its http endpoints: the first that answers serves, the others stand in. */
export function createNode(configuration: ChainConfiguration): Node {
  const chain = describeChain(configuration);
  const endpoints = readingEndpoints(configuration).map(
    (url): Client => createClient({ chain, transport: endpointOf(chain.id, url) }),
  );
  return createClient({ chain, transport: inTurn(endpoints) }).extend(() => ({ endpoints }));
}
