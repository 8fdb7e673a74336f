import { type Client, createClient, hexToNumber, http, isHex } from "viem";
import { type ChainConfiguration, describeChain, readingEndpoints } from "@/chain/configuration";
import { endInTime } from "@/chain/endInTime";
import { endpointOf } from "@/chain/endpoint";
import { OtherChainError } from "@/chain/errors";

/** One endpoint, under the name that evidence knows it by. */
export type NamedEndpoint = {
  /** Its host, and its port where it names one: never its path, which may hold a key. */
  name: string;
  url: string;
  client: Client;
};

/** How long an endpoint of another chain may take to say which one, in milliseconds. */
const patience = 4000;

/** And a whole answer, with all attempts at it: ten megabytes at three megabits a second. */
const longest = 30_000;

/**
 * The endpoints of a chain that answer requests, the preferred first.
 * @param signal Once aborted, none of them is asked anything more.
 */
export function nameEndpoints(configuration: ChainConfiguration, signal?: AbortSignal): NamedEndpoint[] {
  const chain = describeChain(configuration);
  return readingEndpoints(configuration).map((url) => {
    const client: Client = createClient({ chain, transport: endInTime(endpointOf(chain.id, url), longest, signal) });
    return { name: new URL(url).host, url, client };
  });
}

/** The id of the chain that an endpoint says to serve, whichever it is; null where it gives no answer. */
export async function askChain({ url, client }: Pick<NamedEndpoint, "url" | "client">): Promise<number | null> {
  try {
    return toChainId(await client.request({ method: "eth_chainId" }));
  } catch (error) {
    if (!(error instanceof OtherChainError)) return null;
  }
  // The client is of one chain and hands on nothing from another.
  const { request } = endInTime(http(url, { retryCount: 0, timeout: patience }), longest)({ retryCount: 0 });
  return request({ method: "eth_chainId" })
    .then(toChainId)
    .catch(() => null);
}

function toChainId(answer: unknown): number | null {
  // Of what is no text, numbers are made as well.
  const id = isHex(answer) ? hexToNumber(answer) : 0;
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}
