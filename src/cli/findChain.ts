import { existsSync, readdirSync, readFileSync } from "node:fs";
import { hexToNumber, http } from "viem";
import { type ChainConfiguration, ConfigurationError, parseConfiguration } from "@/chain/configuration";
import { commandLineWords } from "@/words/commandLine";
import { ArgumentsError, type RecountCommand } from "./readArguments";

/** Beside the page, and prepared for whoever puts the contracts on a chain. */
const files = ["src/public/chains.json", "chains"];

/** How long an endpoint may take to say which chain it serves, in milliseconds. */
const patience = 10_000;

/**
 * The chain that an election is looked for on: its name and finality as configured where it is, and of its endpoints those
 * that the reader names, where they name any.
 * @param root The folder of the checkout.
 * @throws {ArgumentsError} where no endpoint is known for the chain, or none says which it serves.
 * @throws {ConfigurationError} where a configuration file is wrong.
 */
export async function findChain(
  { chainId: named, urls, finalityDepth }: Pick<RecountCommand, "chainId" | "urls" | "finalityDepth">,
  root: string,
): Promise<ChainConfiguration> {
  const id = named ?? (await askChainId(urls));
  const configured = readChains(root).find((chain) => chain.id === id);
  if (!configured && urls.length === 0) throw new ArgumentsError(commandLineWords.errors.noChain(String(id)));
  const chain = configured ?? nameless(id);
  return {
    ...chain,
    endpoints: urls.length > 0 ? [...urls] : chain.endpoints,
    finalityDepth: finalityDepth ?? chain.finalityDepth,
  };
}

/** The chain of the first endpoint that says which it serves. */
async function askChainId(urls: readonly string[]): Promise<number> {
  for (const url of urls) {
    const { request } = http(url, { retryCount: 1, timeout: patience })({});
    // Whatever it answers is parsed: a number below 2^53, or none.
    const answer: unknown = await request({ method: "eth_chainId" }).catch(() => undefined);
    if (typeof answer === "string" && /^0x[0-9a-f]{1,13}$/i.test(answer)) return hexToNumber(answer as `0x${string}`);
  }
  throw new ArgumentsError(commandLineWords.errors.noChainId);
}

function readChains(root: string): ChainConfiguration[] {
  return files.flatMap((name) => {
    const path = `${root}/${name}`;
    if (!existsSync(path)) return [];
    if (name.endsWith(".json")) return readChainsFile(path);
    return readdirSync(path).flatMap((file) => (file.endsWith(".json") ? readChainsFile(`${path}/${file}`) : []));
  });
}

function readChainsFile(path: string): ChainConfiguration[] {
  try {
    return parseConfiguration(JSON.parse(readFileSync(path, "utf8"))).chains;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(commandLineWords.errors.configuration(path, why), { cause });
  }
}

/** A chain that no file tells of. Its currency is not shown. */
function nameless(id: number): ChainConfiguration {
  const currency = { name: "Ether", symbol: "ETH", decimals: 18 };
  const name = commandLineWords.chain(String(id));
  return { id, name, endpoints: [], currency, finalityDepth: 64, organisers: [], relays: [], binding: true };
}
