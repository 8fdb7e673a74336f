import {
  type Client,
  createClient,
  fallback,
  type Hex,
  HttpRequestError,
  hexToNumber,
  http,
  TimeoutError,
  type Transport,
} from "viem";
import { type ChainConfiguration, describeChain, readingEndpoints } from "./configuration";
import { OtherChainError } from "./errors";

/**
 * What answers our reads. Never the wallet's own node, which may lie behind, be limited, or be on another chain.
 * `endpoints` are the same nodes one by one, the preferred first, for whoever believes none of them alone.
 */
export type Node = Client & { endpoints: readonly Client[] };

/** A reader of the chain over its http endpoints: the first that answers serves, the others stand in. */
export function createNode(configuration: ChainConfiguration): Node {
  const chain = describeChain(configuration);
  const transports = readingEndpoints(configuration).map((url) => endpointOf(chain.id, url));
  const endpoints = transports.map((transport): Client => createClient({ chain, transport }));
  // Each endpoint is asked three times; asking all of them over again would hold back the bad news for seconds.
  return createClient({ chain, transport: fallback(transports, { retryCount: 0 }) }).extend(() => ({ endpoints }));
}

/**
 * An endpoint that is asked for its chain before anything else: factories and elections have the same addresses on every
 * chain, so nothing in the answers themselves would show that they are another chain's.
 */
function endpointOf(chainId: number, url: string): Transport {
  // Kept out here: `fallback` opens the transport anew for every request.
  let checked: Promise<void> | undefined;

  return (settings) => {
    const endpoint = http(url, { retryCount: 2 })(settings);

    async function check() {
      const answer = (await endpoint.request({ method: "eth_chainId" })) as Hex;
      if (hexToNumber(answer) !== chainId) throw new OtherChainError(`${url} belongs to chain ${hexToNumber(answer)}.`);
    }

    const request: typeof endpoint.request = async (args) => {
      checked ??= check();
      await checked.catch((error: unknown) => {
        checked = undefined;
        throw error;
      });
      try {
        return await endpoint.request(args);
      } catch (error) {
        // After an outage another node may answer there; a refusal is this one's answer.
        if (error instanceof HttpRequestError || error instanceof TimeoutError) checked = undefined;
        throw error;
      }
    };
    return { ...endpoint, request };
  };
}
