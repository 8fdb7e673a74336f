import { isAddressEqual } from "viem";
import { type Config, createConfig, createStorage, deserialize, http } from "wagmi";
import {
  connect,
  disconnect,
  getConnectorClient,
  getConnectors,
  reconnect,
  watchConnection,
  watchConnectors,
} from "wagmi/actions";
import { type ChainConfiguration, describeChain, readingEndpoints } from "@/chain/configuration";
import type { GetSigner } from "@/chain/connection";
import { AccountChangedError } from "@/chain/errors";
import { waitForWallet } from "@/chain/waitForWallet";
import { lastingTexts } from "@/ui/stored";
import { findConnectors } from "./findConnectors";
import { switchToChain } from "./switchToChain";
import { readWalletState, type WalletState } from "./walletState";

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
    // For what a wallet on another device does not answer itself; reading has its own node.
    transports: Object.fromEntries(chains.map((chain) => [chain.id, http(readingEndpoints(chain)[0])])),
    connectors: await findConnectors(chains, projectId, storage),
    storage,
  });

  let restoring = true;
  const restored = reconnect(config).finally(() => {
    restoring = false;
  });

  // A snapshot must be the same object until something changes, or React would draw for ever.
  let state = readWalletState(config, restoring);
  return {
    state: () => state,
    subscribe(onChange) {
      const refresh = () => {
        state = readWalletState(config, restoring);
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

/** Otherwise an earlier connection would come back to life when the present one ends. */
async function disconnectAll(config: Config): Promise<void> {
  for (const { connector } of [...config.state.connections.values()]) await disconnect(config, { connector });
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
