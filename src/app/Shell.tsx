import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { isPractice } from "@/chain/configuration";
import { words } from "@/words/words";
import { useChains } from "./chains";
import { Mark } from "./Mark";
import styles from "./Shell.module.css";
import { WalletButton } from "./WalletButton";
import { WalletProvider } from "./WalletProvider";

/** What stands around every page: name, way back, wallet. */
export function Shell({ children }: { children: ReactNode }) {
  const chains = useChains();
  const [location] = useLocation();
  const shownChain = chains.find(({ chain }) => location.startsWith(`/${chain.id}/`)) ?? chains[0];

  // A new page begins at its top, for the eye and for a screen reader; the first one is left to the browser.
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);

  return (
    <WalletProvider>
      {/* A button, not a link: the address bar's hash is the route. */}
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {words.skipToContent}
      </button>
      <header className={styles.head}>
        <Link href="/" className={styles.home} aria-label={words.home}>
          <Mark />
          {words.name}
        </Link>
        {shownChain && isPractice(shownChain.chain) && (
          <span className={styles.practice}>
            {words.practiceShort}
            <span> {words.practiceRest}</span>
          </span>
        )}
        <nav className={styles.navigation} aria-label={words.navigation}>
          <Link href="/">{words.elections}</Link>
        </nav>
        <WalletButton />
      </header>
      <main ref={main} className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.foot}>
        <p>{words.footer}</p>
      </footer>
    </WalletProvider>
  );
}
