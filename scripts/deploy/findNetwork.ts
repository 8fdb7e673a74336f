import { existsSync, readFileSync } from "node:fs";
import { createClient, http, publicActions } from "viem";
import { type ChainConfiguration, describeChain, parseConfiguration, readingEndpoints } from "@/chain/configuration";
import { ArgumentsError, type Wish } from "./readArguments";

/** A node of the chain that is deployed to. */
export type Endpoint = ReturnType<typeof connect>;

/** The chain that is deployed to, and its nodes that answer, the preferred first; at least one. */
export type Network = { chain: ChainConfiguration; endpoints: readonly [Endpoint, ...Endpoint[]]; silent: string[] };

/**
 * Finds the chain that was named and asks each of its nodes which chain it serves.
 * @throws {ArgumentsError} where there is no such file, or it names no chain or several.
 * @throws {Error} where no node answers, or one belongs to another chain.
 */
export async function findNetwork({ chain: named, url }: Wish): Promise<Network> {
  const prepared = named === undefined ? undefined : readChain(named);
  const urls = [...(url === undefined ? [] : [url]), ...(prepared ? readingEndpoints(prepared) : [])];
  const asked = await Promise.all(
    [...new Set(urls)].map(async (url) => ({ url, id: await askChainId(url).catch(() => undefined) })),
  );
  const answering = asked.filter(({ id }) => id !== undefined);
  const id = prepared?.id ?? answering[0]?.id;
  if (id === undefined) throw new Error(`No node answers at ${urls.join(", ")}.`);
  const stray = answering.find((answer) => answer.id !== id);
  if (stray) throw new Error(`The node at ${stray.url} belongs to chain ${stray.id}, not to chain ${id}.`);

  const chain = prepared ?? describeUnknown(id, urls);
  const [first, ...others] = answering.map(({ url }) => connect(url, chain));
  if (!first) throw new Error(`No node of ${chain.name} answers: ${urls.join(", ")}.`);
  const silent = asked.filter((answer) => answer.id === undefined).map(({ url }) => url);
  return { chain, endpoints: [first, ...others], silent };
}

/** The one chain of a prepared file: `chains/NAME.json`, or a file of one's own. */
function readChain(named: string): ChainConfiguration {
  const file = named.endsWith(".json") ? named : `chains/${named}.json`;
  if (!existsSync(file)) {
    throw new ArgumentsError(
      `There is no ${file}. Name a file in chains/ without its ending, or the path of your own.`,
    );
  }
  const [chain, ...others] = parseConfiguration(JSON.parse(readFileSync(file, "utf8"))).chains;
  if (!chain || others.length > 0) throw new ArgumentsError(`${file} names several chains. Make a file with the one.`);
  return chain;
}

/** A chain of which only a node is known. */
function describeUnknown(id: number, endpoints: string[]): ChainConfiguration {
  const currency = { name: "Coin", symbol: "coins", decimals: 18 };
  const [chain] = parseConfiguration({ chains: [{ id, name: "Unnamed chain", endpoints, currency }] }).chains;
  if (!chain) throw new Error("No chain was described.");
  return chain;
}

async function askChainId(url: string): Promise<number> {
  return createClient({ transport: transportOf(url) })
    .extend(publicActions)
    .getChainId();
}

function connect(url: string, chain: ChainConfiguration) {
  const client = createClient({ chain: describeChain(chain), transport: transportOf(url), cacheTime: 0 });
  return client.extend(publicActions).extend(() => ({ url }));
}

function transportOf(url: string) {
  return http(url, { timeout: 15_000, retryCount: 2 });
}
