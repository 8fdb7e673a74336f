import { createContext, useContext } from "react";
import {
  type ChainConfiguration,
  type Configuration,
  ConfigurationError,
  parseConfiguration,
} from "@/chain/configuration";
import { createNode, type Node } from "@/chain/node";

/** A configured chain and the node through which it is read. */
export type OpenedChain = { chain: ChainConfiguration; node: Node };

/** What whoever hosts the page has set up. */
export const ConfigurationContext = createContext<Configuration>({ chains: [], walletConnectProjectId: undefined });

/** What whoever hosts the page has set up. */
export function useConfiguration(): Configuration {
  return useContext(ConfigurationContext);
}

/** The chains of this page, the preferred first; never empty. */
export const ChainsContext = createContext<readonly OpenedChain[]>([]);

/** The chains of this page, the preferred first; never empty. */
export function useChains(): readonly OpenedChain[] {
  return useContext(ChainsContext);
}

/** Opens the configured chains. */
export function openChains({ chains }: Configuration): readonly OpenedChain[] {
  return chains.map((chain) => ({ chain, node: createNode(chain) }));
}

/**
 * Reads `chains.json`, which lies beside the page so that whoever hosts it can name other chains without a build.
 * @throws {ConfigurationError} where it is missing or wrong.
 */
export async function loadConfiguration(): Promise<Configuration> {
  const response = await fetch("chains.json");
  if (!response.ok) throw new ConfigurationError(`chains.json: the page's host answered ${response.status}.`);
  const input: unknown = await response.json().catch((cause: unknown) => {
    throw new ConfigurationError("chains.json: it is not JSON.", { cause });
  });
  return parseConfiguration(input);
}
