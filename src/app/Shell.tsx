import { type ReactNode, useRef } from "react";
import { Link, useLocation } from "wouter";
import { isBinding, isPractice } from "@/chain/configuration";
import { Badge } from "@/ui/Badge";
import { words } from "@/words/words";
import { useChains } from "./chains";
import { Mark } from "./Mark";
import styles from "./Shell.module.css";
import { usePlace } from "./usePlace";
import { WalletButton } from "./WalletButton";
import { WalletProvider } from "./WalletProvider";

/** What stands around every page: name, way back, wallet. */
export function Shell({ children }: { children: ReactNode }) {
  const chains = useChains();
  const [location] = useLocation();
  const ofLocation = chains.filter(({ chain }) => location.startsWith(`/${chain.id}/`));
  const shown = (ofLocation.length > 0 ? ofLocation : chains).map(({ chain }) => chain);

  const main = useRef<HTMLElement>(null);
  usePlace(location, main);

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
        {shown.every(isPractice) ? (
          <Badge>
            {words.practiceShort}
            <span className={styles.whole}> {words.practiceRest}</span>
          </Badge>
        ) : (
          !shown.some(isBinding) && (
            <Badge>
              <span className={styles.whole}>{words.notBinding}</span>
              <span className={styles.short}>{words.notBindingShort}</span>
            </Badge>
          )
        )}
        <nav className={styles.navigation} aria-label={words.navigation}>
          <Link href="/">{words.elections}</Link>
          <Link href="/organise">{words.organise}</Link>
        </nav>
        <WalletButton />
      </header>
      <main ref={main} className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.foot}>
        <p>{words.footer}</p>
        <p>
          <Link href="/organise">{words.organise}</Link>
          <Link href="/deliver">{words.deliver}</Link>
          <Link href="/nodes">{words.nodes}</Link>
        </p>
      </footer>
    </WalletProvider>
  );
}
