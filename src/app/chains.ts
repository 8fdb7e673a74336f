import { createContext, useContext } from "react";
import { type ChainConfiguration, ConfigurationError, parseConfiguration } from "@/chain/configuration";
import { createNode, type Node } from "@/chain/node";

/** A configured chain and the node through which it is read. */
export type OpenedChain = { chain: ChainConfiguration; node: Node };

/** The chains of this page, the preferred first; never empty. */
export const ChainsContext = createContext<readonly OpenedChain[]>([]);

/** The chains of this page, the preferred first; never empty. */
export function useChains(): readonly OpenedChain[] {
  return useContext(ChainsContext);
}

/**
 * Reads `chains.json`, which lies beside the page so that whoever hosts it can name other chains without a build.
 * @throws {ConfigurationError} where it is missing or wrong.
 */
export async function loadChains(): Promise<readonly OpenedChain[]> {
  const response = await fetch("chains.json");
  if (!response.ok) throw new ConfigurationError(`chains.json: the page's host answered ${response.status}.`);
  const input: unknown = await response.json().catch((cause: unknown) => {
    throw new ConfigurationError("chains.json: it is not JSON.", { cause });
  });
  return parseConfiguration(input).map((chain) => ({ chain, node: createNode(chain) }));
}
