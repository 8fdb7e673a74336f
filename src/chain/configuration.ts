import * as v from "valibot";
import { type Chain, getAddress, isAddress } from "viem";

const Endpoint = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^(https?|wss?):\/\//, "An endpoint starts with http://, https://, ws:// or wss://."),
);

/** JSON-RPC endpoints, the preferred first: http(s) for reading (at least one), ws(s) to hear of new blocks at once. */
export const Endpoints = v.pipe(
  v.array(Endpoint),
  v.check((endpoints) => endpoints.some(isHttp), "A chain needs at least one http:// or https:// endpoint."),
  // Two that are one would pass for two that agree.
  v.check(areDifferent, "Two endpoints are the same."),
);

/** Where signed ballots may be handed in, the preferred first: each pays for delivering them, and none is needed. */
export const Relays = v.pipe(
  v.array(v.pipe(Endpoint, v.check(isHttp, "A relay starts with http:// or https://."))),
  v.check(areDifferent, "Two relays are the same."),
);

/** Somebody who puts up elections, and the name that whoever hosts the page knows them by. */
const Organiser = v.object({
  /** Whoever puts up elections from this address is this organiser. */
  address: v.pipe(
    v.string(),
    v.check((address) => isAddress(address), "It is not an address, or its capital letters do not fit together."),
    v.transform(getAddress),
  ),
  /** What readers know the organiser by; elections stand under it as genuine, so name only whom you know. */
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
});

const ChainConfiguration = v.object({
  /** Chain id (EIP-155). */
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  name: v.pipe(v.string(), v.minLength(1)),
  endpoints: Endpoints,
  currency: v.object({ name: v.string(), symbol: v.string(), decimals: v.number() }),
  /** How many blocks below the newest count as final, where the chain does not say so itself. */
  finalityDepth: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 64),
  /** Whose elections stand first, by name. Everybody else's stand apart, since anyone may put one up. */
  organisers: v.optional(v.array(Organiser), []),
  relays: v.optional(Relays, []),
  /** False for a test network: it may be reset or end, so the page marks its elections as not for binding votes. */
  binding: v.optional(v.boolean(), true),
});

const Configuration = v.object({
  chains: v.pipe(
    v.array(ChainConfiguration),
    v.minLength(1),
    v.check((chains) => new Set(chains.map(({ id }) => id)).size === chains.length, "Two chains have the same id."),
  ),
  /** What WalletConnect knows this page by (cloud.reown.com); without it no wallet on another device is offered. */
  walletConnectProjectId: v.optional(v.pipe(v.string(), v.minLength(1))),
});

/** What whoever hosts the page has set up: its chains, and what else the page may use. */
export type Configuration = v.InferOutput<typeof Configuration>;

/** A chain on which elections are looked for. */
export type ChainConfiguration = v.InferOutput<typeof ChainConfiguration>;

/** The configuration file does not say what it must; the message names the place and the fault. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/**
 * What a configuration file says; its chains in its order.
 * @param input The parsed JSON of `chains.json`.
 * @throws {ConfigurationError} where a field is missing or wrong.
 */
export function parseConfiguration(input: unknown): Configuration {
  const parsed = v.safeParse(Configuration, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ConfigurationError(`chains.json: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`);
}

/** The endpoints that answer requests, the preferred first. */
export function readingEndpoints(chain: ChainConfiguration): string[] {
  return chain.endpoints.filter(isHttp);
}

/** The endpoints that announce new blocks, the preferred first; may be none. */
export function socketEndpoints(chain: ChainConfiguration): string[] {
  return chain.endpoints.filter((endpoint) => !isHttp(endpoint));
}

/** Whether this is a practice chain: the local development chain, read from this machine, whatever else is asked too. */
export function isPractice(chain: ChainConfiguration): boolean {
  return practiceEndpoint(chain) !== undefined;
}

/** The endpoint of a practice chain's node on this machine; undefined for any other chain. */
export function practiceEndpoint(chain: ChainConfiguration): string | undefined {
  const loopback = ["localhost", "127.0.0.1", "[::1]"];
  if (chain.id !== 31337) return undefined;
  return readingEndpoints(chain).find((endpoint) => loopback.includes(new URL(endpoint).hostname));
}

/** Whether votes on a chain may bind anybody; those on a practice chain or a test network must not. */
export function isBinding(chain: ChainConfiguration): boolean {
  return chain.binding && !isPractice(chain);
}

/** The chain in the form that viem, wagmi and wallets take. */
export function describeChain(chain: ChainConfiguration): Chain {
  return {
    id: chain.id,
    name: chain.name,
    nativeCurrency: chain.currency,
    rpcUrls: { default: { http: readingEndpoints(chain), webSocket: socketEndpoints(chain) } },
  };
}

/** Whether requests can be sent to an endpoint: the others only announce new blocks. */
export function isHttp(endpoint: string): boolean {
  return endpoint.startsWith("http");
}

function areDifferent(endpoints: string[]): boolean {
  return new Set(endpoints.map((endpoint) => endpoint.replace(/\/$/, ""))).size === endpoints.length;
}
