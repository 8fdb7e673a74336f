import { type Client, createClient, fallback, http } from "viem";
import { type ChainConfiguration, describeChain, readingEndpoints } from "./configuration";

/** What answers our reads. Never the wallet's own node, which may lie behind, be limited, or be on another chain. */
export type Node = Client;

/**
 * A reader of the chain over its http endpoints: the first that answers serves, the others stand in.
 * Calls made in the same moment at the same block travel as one (without a Multicall contract on the chain).
 */
export function createNode(chain: ChainConfiguration): Node {
  return createClient({
    chain: describeChain(chain),
    // Each endpoint is asked three times; asking all of them over again would hold back the bad news for seconds.
    transport: fallback(
      readingEndpoints(chain).map((url) => http(url, { retryCount: 2 })),
      { retryCount: 0 },
    ),
    batch: { multicall: { deployless: true, batchSize: 8192 } },
  });
}
