import { type Address, isAddressEqual } from "viem";
import {
  type Config,
  type Connector,
  type CreateConnectorFn,
  createConfig,
  createStorage,
  deserialize,
  http,
  type Storage,
} from "wagmi";
import {
  connect,
  disconnect,
  getConnection,
  getConnectorClient,
  getConnectors,
  reconnect,
  watchConnection,
  watchConnectors,
} from "wagmi/actions";
import { type ChainConfiguration, describeChain, isPractice, readingEndpoints } from "@/chain/configuration";
import type { Connection, GetSigner } from "@/chain/connection";
import { AccountChangedError } from "@/chain/errors";
import { waitForWallet } from "@/chain/waitForWallet";
import { lastingTexts } from "@/ui/stored";
import { practiceAddresses, practiceType, practiceVoter } from "./practiceVoter";
import { switchToChain } from "./switchToChain";

/** A wallet that can be connected: discovered in the browser (EIP-6963), or an account of the local practice chain. */
export type WalletOffer =
  | { kind: "wallet"; id: string; name: string; icon: string | undefined }
  | { kind: "practice"; id: string; address: Address };

/** What the page knows of wallets at one moment. */
export type WalletState = { connection: Connection; offers: readonly WalletOffer[] };

/** The one door to the reader's wallet. */
export type Wallet = {
  state(): WalletState;
  /** Calls back after every change of state; returns what ends it. */
  subscribe(onChange: () => void): () => void;
  /** Connects an offer in place of whatever was connected. Throws what the wallet said. */
  connect(offerId: string): Promise<void>;
  /**
   * Connects a wallet on another device in place of whatever was connected; absent where the host has not set it up.
   * `onCode` is given the code that is to be scanned there. Throws what the wallet said; `NoRelayError`;
   * `CodeExpiredError`.
   */
  pair: ((onCode: (code: string) => void, signal: AbortSignal) => Promise<void>) | undefined;
  disconnect(): Promise<void>;
  /**
   * Asks the wallet to go to a chain, adding it first where it is not known. Throws what the wallet said;
   * `WalletSilentError`; `ChainNotAddedError`.
   */
  switchChain(chainId: number): Promise<void>;
  signer: GetSigner;
};

/** How many of a practice chain's accounts are offered. The rest belong to the crowd that votes by itself. */
const practiceVoters = 10;

/**
 * Opens the wallet door for these chains and takes up the connection of an earlier visit.
 * @param projectId What WalletConnect knows this page by; without it no wallet on another device is offered.
 */
export async function openWallet(chains: readonly ChainConfiguration[], projectId?: string): Promise<Wallet> {
  const [first, ...others] = chains.map(describeChain);
  if (!first) throw new RangeError("openWallet needs at least one chain.");
  const storage = createStorage({ storage: lastingTexts, deserialize: deserializeOrForget });
  const config = createConfig({
    chains: [first, ...others],
    // Asked only when a wallet adds a chain; reading has its own node.
    transports: Object.fromEntries(chains.map((chain) => [chain.id, http(readingEndpoints(chain)[0])])),
    connectors: [...(await practiceConnectors(chains)), ...(await distantConnectors(projectId, storage))],
    storage,
  });

  let restoring = true;
  const restored = reconnect(config).finally(() => {
    restoring = false;
  });

  // A snapshot must be the same object until something changes, or React would draw for ever.
  let state = readState(config, restoring);
  return {
    state: () => state,
    subscribe(onChange) {
      const refresh = () => {
        state = readState(config, restoring);
        onChange();
      };
      const stops = [watchConnection(config, { onChange: refresh }), watchConnectors(config, { onChange: refresh })];
      void restored.then(refresh);
      return () => {
        for (const stop of stops) stop();
      };
    },
    async connect(offerId) {
      const connector = getConnectors(config).find(({ id }) => id === offerId);
      if (!connector || connector.uid === config.state.current) return;
      await disconnectAll(config);
      await connect(config, { connector });
    },
    pair: projectId
      ? async (onCode, signal) => {
          const { pairDistantWallet } = await import("./distantWallet");
          await disconnectAll(config);
          await pairDistantWallet(config, projectId, onCode, signal);
        }
      : undefined,
    disconnect: () => disconnectAll(config),
    async switchChain(chainId) {
      const chain = chains.find(({ id }) => id === chainId);
      if (!chain) throw new RangeError(`openWallet was not told of chain ${chainId}.`);
      await waitForWallet(switchToChain(config, chain));
    },
    async signer(chainId, address) {
      const client = await getConnectorClient(config, { chainId });
      if (!isAddressEqual(client.account.address, address)) throw new AccountChangedError();
      return client;
    },
  };
}

/** What cannot be read, because it was damaged, counts as nothing. */
function deserializeOrForget<Value>(text: string): Value {
  try {
    return deserialize<Value>(text);
  } catch {
    // The type has no word for nothing; wagmi asks for it with `?? null`.
    return null as Value;
  }
}

/** Otherwise an earlier connection would come back to life when the present one ends. */
async function disconnectAll(config: Config): Promise<void> {
  for (const { connector } of [...config.state.connections.values()]) await disconnect(config, { connector });
}

async function practiceConnectors(chains: readonly ChainConfiguration[]): Promise<CreateConnectorFn[]> {
  const chain = chains.find(isPractice);
  const [endpoint] = chain ? readingEndpoints(chain) : [];
  if (!chain || !endpoint) return [];
  const addresses = await practiceAddresses(endpoint, chain.id, practiceVoters);
  return addresses.map((address) => practiceVoter(address, chain.id, endpoint));
}

/** The wallet on another device that was connected on an earlier visit. Without one nothing of it is loaded. */
async function distantConnectors(projectId: string | undefined, storage: Storage): Promise<CreateConnectorFn[]> {
  // wagmi's own record: the chains that were asked for; empty again once the wallet is disconnected.
  const asked = await storage.getItem("walletConnect.requestedChains");
  if (!projectId || !Array.isArray(asked) || asked.length === 0) return [];
  const { distantWallet } = await import("./distantWallet");
  return [distantWallet(projectId)];
}

function readState(config: Config, restoring: boolean): WalletState {
  // A wallet on another device is not found but asked for (`pair`).
  const offered = getConnectors(config).filter(({ type }) => type !== "walletConnect");
  return { connection: readConnection(config, restoring), offers: offered.map(describeOffer) };
}

function readConnection(config: Config, restoring: boolean): Connection {
  const connection = getConnection(config);
  if (connection.status === "connected") {
    const { address, chainId, connector } = connection;
    return { status: "connected", address, chainId, name: connector.name, practice: connector.type === practiceType };
  }
  if (restoring || connection.status === "reconnecting") return { status: "starting" };
  return { status: connection.status };
}

function describeOffer(connector: Connector): WalletOffer {
  return connector.type === practiceType
    ? { kind: "practice", id: connector.id, address: connector.name as Address }
    : { kind: "wallet", id: connector.id, name: connector.name, icon: connector.icon };
}
