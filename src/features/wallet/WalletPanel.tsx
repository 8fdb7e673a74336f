import { useMutation } from "@tanstack/react-query";
import { explainError } from "@/chain/explainError";
import { waitForWallet } from "@/chain/waitForWallet";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { formatCount, shorten } from "@/ui/format";
import { Notice } from "@/ui/Notice";
import { walletWords } from "@/words/wallet";
import { DistantWallet } from "./DistantWallet";
import { OpenInApp } from "./OpenInApp";
import type { Wallet } from "./openWallet";
import styles from "./WalletPanel.module.css";
import type { WalletOffer, WalletState } from "./walletState";

type WalletPanelProps = { wallet: Wallet; state: WalletState; onClose: () => void };

/** What the wallet dialog holds: which wallet is connected, or the choice of wallets and practice voters. */
export function WalletPanel({ wallet, state: { connection, offers }, onClose }: WalletPanelProps) {
  const connecting = useMutation({
    mutationFn: (offerId: string) => waitForWallet(wallet.connect(offerId)),
    onSuccess: onClose,
  });
  const found = offers.filter((offer) => offer.kind === "wallet");
  const practice = offers.filter((offer) => offer.kind === "practice");
  const isConnected = connection.status === "connected";
  const isCurrent = (offer: WalletOffer) =>
    isConnected &&
    (offer.kind === "practice"
      ? connection.practice && offer.address === connection.address
      : !connection.practice && offer.name === connection.name);
  const current = practice.findIndex(isCurrent);
  // A phone or a tablet: there a wallet is an app with a browser of its own, not an extension of this one.
  const isTouched = window.matchMedia("(pointer: coarse)").matches;

  return (
    <div className={styles.panel}>
      {isConnected && (
        <Connected
          address={connection.address}
          name={current < 0 ? connection.name : nameOfPracticeVoter(current)}
          wallet={wallet}
        />
      )}
      {!isConnected && <p className={styles.soft}>{walletWords.lead}</p>}
      {connecting.error && (
        <div role="alert">
          <Notice tone="fault" lead={walletWords.notConnected}>
            {explainError(connecting.error)}
          </Notice>
        </div>
      )}
      {connecting.isPending && (
        <div className={styles.row}>
          <p role="status">{walletWords.connectingLead}</p>
          <Button look="link" onClick={connecting.reset}>
            {walletWords.stopWaiting}
          </Button>
        </div>
      )}
      {practice.length > 0 && (
        <section aria-labelledby="practice-heading" className={styles.offers}>
          <h3 id="practice-heading">{walletWords.practice}</h3>
          <p className={styles.soft}>{walletWords.practiceLead}</p>
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
      {found.length === 0 && isTouched ? (
        <OpenInApp />
      ) : (
        <section aria-labelledby="wallets-heading" className={styles.offers}>
          <h3 id="wallets-heading">{walletWords.inBrowser}</h3>
          {found.length === 0 && (
            <p className={styles.soft}>
              {walletWords.none} {walletWords.noneLead}
            </p>
          )}
          <ul>
            {found.map((offer) => (
              <li key={offer.id}>
                <Offer offer={offer} label={offer.name} isCurrent={isCurrent(offer)} connecting={connecting} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {wallet.pair && <DistantWallet pair={wallet.pair} isTouched={isTouched} onConnected={onClose} />}
    </div>
  );
}

/** Practice voters are numbered from 1, in the node's order. */
function nameOfPracticeVoter(index: number): string {
  return walletWords.practiceVoter(formatCount(BigInt(index + 1)));
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
      <span>{isWaiting ? walletWords.connecting : label}</span>
      {isCurrent && <span className={styles.soft}>{walletWords.current}</span>}
      {offer.kind === "practice" && <span className={`${styles.address} ${styles.own}`}>{shorten(offer.address)}</span>}
    </button>
  );
}

function Connected({ address, name, wallet }: { address: string; name: string; wallet: Wallet }) {
  return (
    <div className={styles.connected}>
      <p>{name}</p>
      <p className={styles.address}>{address}</p>
      <div className={styles.row}>
        <CopyButton text={address} label={walletWords.copy} copied={walletWords.copied} />
        <Button onClick={() => void wallet.disconnect()}>{walletWords.disconnect}</Button>
      </div>
    </div>
  );
}
