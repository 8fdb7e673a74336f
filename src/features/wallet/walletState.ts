import type { Address } from "viem";
import type { Config, Connector } from "wagmi";
import { getConnection, getConnectors } from "wagmi/actions";
import type { Connection } from "@/chain/connection";
import { walletWords } from "@/words/wallet";
import { unannounced } from "./findConnectors";
import { practiceType } from "./practiceVoter";

/** A wallet that can be connected: discovered in the browser (EIP-6963), or an account of the local practice chain. */
export type WalletOffer =
  | { kind: "wallet"; id: string; name: string; icon: string | undefined }
  | { kind: "practice"; id: string; address: Address };

/** What the page knows of wallets at one moment. */
export type WalletState = { connection: Connection; offers: readonly WalletOffer[] };

/** What is connected and what is offered now. `restoring`: whether an earlier visit's connection is still looked for. */
export function readWalletState(config: Config, restoring: boolean): WalletState {
  const connectors = getConnectors(config);
  const isAnnounced = connectors.some(({ id, type }) => type === "injected" && id !== unannounced);
  const offered = connectors.filter(({ id, type }) => {
    // A wallet on another device is not found but asked for (`pair`).
    return type !== "walletConnect" && !(id === unannounced && isAnnounced);
  });
  return { connection: readConnection(config, restoring), offers: offered.map(describeOffer) };
}

function readConnection(config: Config, restoring: boolean): Connection {
  const connection = getConnection(config);
  if (connection.status === "connected") {
    const { address, addresses, chainId, connector } = connection;
    return {
      status: "connected",
      address,
      others: addresses.filter((other) => other !== address),
      chainId,
      name: nameOf(connector),
      practice: connector.type === practiceType,
    };
  }
  if (restoring || connection.status === "reconnecting") return { status: "starting" };
  return { status: connection.status };
}

function nameOf({ id, name }: Connector): string {
  return id === unannounced ? walletWords.unannounced : name;
}

function describeOffer(connector: Connector): WalletOffer {
  return connector.type === practiceType
    ? { kind: "practice", id: connector.id, address: connector.name as Address }
    : { kind: "wallet", id: connector.id, name: nameOf(connector), icon: connector.icon };
}
