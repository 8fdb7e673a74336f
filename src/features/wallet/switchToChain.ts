import { UserRejectedRequestError } from "viem";
import type { Config } from "wagmi";
import { switchChain } from "wagmi/actions";
import { type ChainConfiguration, readingEndpoints } from "@/chain/configuration";
import { ChainNotAddedError } from "@/chain/errors";

/**
 * Asks the connected wallet to go to a chain, adding it first where the wallet does not know it (EIP-3085).
 * @throws {ChainNotAddedError} where the wallet refuses to add it though nobody declined, and what the wallet said.
 */
export async function switchToChain(config: Config, chain: ChainConfiguration): Promise<void> {
  const addEthereumChainParameter = {
    chainName: chain.name,
    nativeCurrency: chain.currency,
    rpcUrls: readingEndpoints(chain),
  };
  try {
    await switchChain(config, { chainId: chain.id, addEthereumChainParameter });
  } catch (error) {
    // wagmi says that the voter declined, whatever kept the wallet from adding the chain.
    const isDeclined = error instanceof UserRejectedRequestError;
    if (isDeclined && codeOf(error.cause) !== error.code) throw new ChainNotAddedError("", { cause: error.cause });
    throw error;
  }
}

function codeOf(cause: unknown): unknown {
  return typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
}
