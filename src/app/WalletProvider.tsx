import { type ReactNode, useState } from "react";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { DrawnContext } from "@/ui/useDrawn";
import { words } from "@/words/words";
import { useReadChains } from "./chains";
import styles from "./WalletProvider.module.css";
import { useLoadedWallet, WalletContext } from "./wallet";

/** Gives every page the reader's wallet, which loads once the first screen stands or is asked for; and its dialog. */
export function WalletProvider({ children }: { children: ReactNode }) {
  const { part, state, load } = useLoadedWallet(useReadChains());
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    load();
    setOpen(true);
  };
  const close = () => setOpen(false);
  const isConnected = state.connection.status === "connected";

  return (
    <WalletContext value={{ wallet: part?.wallet, state, open }}>
      <DrawnContext value={load}>{children}</DrawnContext>
      {isOpen && (
        <Dialog heading={isConnected ? words.wallet.heading : words.wallet.chooseHeading} onClose={close}>
          {part === undefined && <p role="status">{words.wallet.loading}</p>}
          {part === null && <NotLoaded />}
          {part && <part.Panel wallet={part.wallet} state={state} onClose={close} />}
        </Dialog>
      )}
    </WalletContext>
  );
}

/** The page goes on without wallets: watching needs none. */
function NotLoaded() {
  return (
    <div className={styles.notLoaded} role="alert">
      <Notice tone="fault" lead={words.wallet.notLoaded}>
        {words.wallet.notLoadedLead}
      </Notice>
      <Button onClick={() => window.location.reload()}>{words.fault.retry}</Button>
    </div>
  );
}
