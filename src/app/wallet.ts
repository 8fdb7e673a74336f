import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Wallet, WalletState } from "@/features/wallet/openWallet";
import type { OpenedChain } from "./chains";

/** The reader's wallet as the pages see it. `open` shows the wallet dialog; `wallet` is undefined until it is loaded. */
export type WalletAccess = { wallet: Wallet | undefined; state: WalletState; open: () => void };

const starting: WalletState = { connection: { status: "starting" }, offers: [] };
const unavailable: WalletState = { connection: { status: "disconnected" }, offers: [] };

export const WalletContext = createContext<WalletAccess>({ wallet: undefined, state: starting, open: () => {} });

export function useWallet(): WalletAccess {
  return useContext(WalletContext);
}

/** Loads the wallet's part of the page after the first screen is drawn, and follows its state. */
export function useWalletState(chains: readonly OpenedChain[]): Omit<WalletAccess, "open"> {
  const [wallet, setWallet] = useState<Wallet | null>();
  useEffect(() => {
    let isCurrent = true;
    import("@/features/wallet/openWallet")
      .then(({ openWallet }) => openWallet(chains.map(({ chain }) => chain)))
      .then(
        (opened) => isCurrent && setWallet(opened),
        // Watching must go on where the wallet's part cannot be loaded.
        () => isCurrent && setWallet(null),
      );
    return () => {
      isCurrent = false;
    };
  }, [chains]);

  const state = useSyncExternalStore(wallet?.subscribe ?? subscribeToNothing, () => {
    if (wallet) return wallet.state();
    return wallet === null ? unavailable : starting;
  });
  return { wallet: wallet ?? undefined, state };
}

function subscribeToNothing() {
  return () => {};
}
