import { type CreateConnectorFn, injected, type Storage } from "wagmi";
import { type ChainConfiguration, isPractice, practiceEndpoint } from "@/chain/configuration";
import { practiceAddresses, practiceVoter } from "./practiceVoter";

/** How many of a practice chain's accounts are offered. The rest belong to the crowd that votes by itself. */
const practiceVoters = 10;

/** wagmi's id for a wallet that is merely there. Offered only where no wallet announces itself: it may be one of those. */
export const unannounced = "injected";

/** What can be connected beside the wallets that announce themselves (EIP-6963), which wagmi finds by itself. */
export async function findConnectors(
  chains: readonly ChainConfiguration[],
  projectId: string | undefined,
  storage: Storage,
): Promise<CreateConnectorFn[]> {
  const found = await Promise.all([practiceConnectors(chains), distantConnectors(projectId, storage)]);
  return [...found.flat(), ...unannouncedConnectors()];
}

async function practiceConnectors(chains: readonly ChainConfiguration[]): Promise<CreateConnectorFn[]> {
  const chain = chains.find(isPractice);
  const endpoint = chain && practiceEndpoint(chain);
  if (!chain || !endpoint) return [];
  const addresses = await practiceAddresses(endpoint, chain.id, practiceVoters);
  return addresses.map((address) => practiceVoter(address, chain.id, endpoint));
}

/** The wallet on another device that was connected on an earlier visit. Without one nothing of it is loaded. */
async function distantConnectors(projectId: string | undefined, storage: Storage): Promise<CreateConnectorFn[]> {
  // wagmi's own record: the chains that were asked for; empty again once the wallet is disconnected.
  const asked = await storage.getItem("walletConnect.requestedChains");
  if (!projectId || !Array.isArray(asked) || asked.length === 0) return [];
  // Where it cannot be loaded, the wallets of this browser are offered all the same.
  const loaded = await import("./distantWallet").catch(() => undefined);
  return loaded ? [loaded.distantWallet(projectId)] : [];
}

/** The wallet of an app's browser that does not announce itself (EIP-6963) but only puts itself into the page. */
function unannouncedConnectors(): CreateConnectorFn[] {
  return typeof window !== "undefined" && "ethereum" in window ? [injected()] : [];
}
