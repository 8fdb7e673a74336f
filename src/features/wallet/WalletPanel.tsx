import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { explainError } from "@/chain/explainError";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { formatCount, shorten } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { words } from "@/words/words";
import type { Wallet, WalletOffer, WalletState } from "./openWallet";
import styles from "./WalletPanel.module.css";

type WalletPanelProps = { wallet: Wallet; state: WalletState; onClose: () => void };

/** The wallet dialog: which wallet is connected, or the choice of wallets and practice voters. */
export function WalletPanel({ wallet, state: { connection, offers }, onClose }: WalletPanelProps) {
  const connecting = useMutation({ mutationFn: wallet.connect, onSuccess: onClose });
  const found = offers.filter((offer) => offer.kind === "wallet");
  const practice = offers.filter((offer) => offer.kind === "practice");
  const isConnected = connection.status === "connected";
  const isCurrent = (offer: WalletOffer) =>
    isConnected &&
    (offer.kind === "practice"
      ? connection.practice && offer.address === connection.address
      : !connection.practice && offer.name === connection.name);
  const current = practice.findIndex(isCurrent);

  return (
    <Dialog heading={isConnected ? words.wallet.heading : words.wallet.chooseHeading} onClose={onClose}>
      <div className={styles.panel}>
        {isConnected && (
          <Connected
            address={connection.address}
            name={current < 0 ? connection.name : nameOfPracticeVoter(current)}
            wallet={wallet}
          />
        )}
        {!isConnected && <p className={styles.soft}>{words.wallet.lead}</p>}
        {connecting.error && (
          <div role="alert">
            <Notice tone="fault" lead={words.wallet.notConnected}>
              {explainError(connecting.error)}
            </Notice>
          </div>
        )}
        <section aria-labelledby="wallets-heading" className={styles.offers}>
          <h3 id="wallets-heading">{words.wallet.inBrowser}</h3>
          {found.length === 0 ? (
            <p className={styles.soft}>
              {words.wallet.none} {words.wallet.noneLead}
            </p>
          ) : (
            <ul>
              {found.map((offer) => (
                <li key={offer.id}>
                  <Offer offer={offer} label={offer.name} isCurrent={isCurrent(offer)} connecting={connecting} />
                </li>
              ))}
            </ul>
          )}
        </section>
        {practice.length > 0 && (
          <section aria-labelledby="practice-heading" className={styles.offers}>
            <h3 id="practice-heading">{words.wallet.practice}</h3>
            <p className={styles.soft}>{words.wallet.practiceLead}</p>
            <ul>
              {practice.map((offer, index) => (
                <li key={offer.id}>
                  <Offer
                    offer={offer}
                    label={nameOfPracticeVoter(index)}
                    isCurrent={isCurrent(offer)}
                    connecting={connecting}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

/** Practice voters are numbered from 1, in the node's order. */
function nameOfPracticeVoter(index: number): string {
  return words.wallet.practiceVoter(formatCount(BigInt(index + 1)));
}

type OfferProps = {
  offer: WalletOffer;
  label: string;
  /** Whether this is what is connected now. */
  isCurrent: boolean;
  connecting: { mutate: (id: string) => void; isPending: boolean; variables: string | undefined };
};

function Offer({ offer, label, isCurrent, connecting }: OfferProps) {
  const isWaiting = connecting.isPending && connecting.variables === offer.id;
  return (
    <button
      type="button"
      className={styles.offer}
      disabled={connecting.isPending || isCurrent}
      aria-current={isCurrent}
      onClick={() => connecting.mutate(offer.id)}
    >
      {/* A wallet's icon is a picture inside its announcement (EIP-6963); nothing is fetched for it. */}
      {offer.kind === "wallet" && offer.icon?.startsWith("data:image/") && <img src={offer.icon} alt="" />}
      <span>{isWaiting ? words.wallet.connecting : label}</span>
      {isCurrent && <span className={styles.soft}>{words.wallet.current}</span>}
      {offer.kind === "practice" && <span className={`${styles.address} ${styles.own}`}>{shorten(offer.address)}</span>}
    </button>
  );
}

function Connected({ address, name, wallet }: { address: string; name: string; wallet: Wallet }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={styles.connected}>
      <p>{name}</p>
      <p className={styles.address}>{address}</p>
      <div className={styles.row}>
        <Button
          onClick={() => {
            // Where the browser forbids it, the address stands above to be copied by hand.
            navigator.clipboard.writeText(address).then(
              () => setCopied(true),
              () => setCopied(false),
            );
          }}
        >
          {isCopied ? words.wallet.copied : words.wallet.copy}
        </Button>
        <Button onClick={() => void wallet.disconnect()}>{words.wallet.disconnect}</Button>
      </div>
    </div>
  );
}
