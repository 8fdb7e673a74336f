import { createTestClient, defineChain, http, publicActions, walletActions } from "viem";

// Written out, since viem/chains would load every chain that there is.
function practiceChain(id: number) {
  return defineChain({
    id,
    name: "Practice chain",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [] } },
  });
}

/** A client of a local node: reads, sends from the node's own accounts, mines and sets the time. */
export type NodeControl = ReturnType<typeof controlNode>;

/** Connects to a local node. Requests made in the same moment travel together. */
export function controlNode(url: string, chainId = 31337) {
  return createTestClient({
    mode: "anvil",
    chain: practiceChain(chainId),
    transport: http(url, { batch: { batchSize: 500 }, retryCount: 0 }),
    cacheTime: 0,
    pollingInterval: 50,
  })
    .extend(publicActions)
    .extend(walletActions);
}
