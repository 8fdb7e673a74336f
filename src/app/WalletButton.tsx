import { Button } from "@/ui/Button";
import { shorten } from "@/ui/format";
import { words } from "@/words/words";
import styles from "./WalletButton.module.css";
import { useWallet } from "./wallet";

/** Opens the wallet dialog; carries the connected address. */
export function WalletButton() {
  const { state, open } = useWallet();
  const { connection } = state;
  return (
    <Button look="pill" onClick={open}>
      {connection.status === "connected" ? (
        <>
          <span className="visually-hidden">{words.wallet.yours} </span>
          <span className={styles.address}>{shorten(connection.address)}</span>
        </>
      ) : (
        words.wallet.connect
      )}
    </Button>
  );
}
