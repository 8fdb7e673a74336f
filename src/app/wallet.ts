import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Wallet } from "@/features/wallet/openWallet";
import type { WalletPanel } from "@/features/wallet/WalletPanel";
import type { WalletState } from "@/features/wallet/walletState";
import { type OpenedChain, useConfiguration } from "./chains";

/** The reader's wallet as the pages see it. `open` shows the wallet dialog; `wallet` is undefined until it is loaded. */
export type WalletAccess = { wallet: Wallet | undefined; state: WalletState; open: () => void };

const starting: WalletState = { connection: { status: "starting" }, offers: [] };
const unavailable: WalletState = { connection: { status: "disconnected" }, offers: [] };

export const WalletContext = createContext<WalletAccess>({ wallet: undefined, state: starting, open: () => {} });

export function useWallet(): WalletAccess {
  return useContext(WalletContext);
}

/** The wallet's part of the page: the door to the wallet, and its dialog. */
type WalletPart = { wallet: Wallet; Panel: typeof WalletPanel };

/**
 * The wallet's part of the page, once `load` has fetched it, and the wallet's state, live. `part` is null where it could
 * not be fetched.
 */
export function useLoadedWallet(chains: readonly OpenedChain[]) {
  const [part, setPart] = useState<WalletPart | null>();
  const { walletConnectProjectId } = useConfiguration();
  const [isWanted, setWanted] = useState(false);
  const load = useCallback(() => setWanted(true), []);
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    loadPart(chains, walletConnectProjectId).then(
      (loaded) => isCurrent && setPart(loaded),
      // Watching must go on where the wallet's part cannot be loaded.
      () => isCurrent && setPart(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [chains, walletConnectProjectId, isWanted]);

  const state = useSyncExternalStore(part?.wallet.subscribe ?? subscribeToNothing, () => {
    if (part) return part.wallet.state();
    return part === null ? unavailable : starting;
  });
  return { part, state, load };
}

async function loadPart(chains: readonly OpenedChain[], projectId: string | undefined): Promise<WalletPart> {
  const [{ openWallet }, { WalletPanel }] = await Promise.all([
    import("@/features/wallet/openWallet"),
    import("@/features/wallet/WalletPanel"),
  ]);
  const wallet = await openWallet(
    chains.map(({ chain }) => chain),
    projectId,
  );
  return { wallet, Panel: WalletPanel };
}

function subscribeToNothing() {
  return () => {};
}
