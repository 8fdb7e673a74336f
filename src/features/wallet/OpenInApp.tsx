import { CopyButton } from "@/ui/CopyButton";
import { walletWords } from "@/words/wallet";
import styles from "./WalletPanel.module.css";
import { walletAppsFor } from "./walletApps";

/** On a phone without a wallet in its browser: this very page, opened in the browser of a wallet app. */
export function OpenInApp() {
  const page = window.location.href;
  return (
    <section aria-labelledby="apps-heading" className={styles.offers}>
      <h3 id="apps-heading">{walletWords.openInApp}</h3>
      <p className={styles.soft}>{walletWords.openInAppLead}</p>
      <ul>
        {walletAppsFor(page).map(({ name, link }) => (
          <li key={name}>
            <a className={styles.offer} href={link} rel="noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>{walletWords.otherApp}</p>
      <p className={styles.address}>{page}</p>
      <div className={styles.row}>
        <CopyButton text={page} label={walletWords.copyLink} copied={walletWords.copied} />
      </div>
    </section>
  );
}
