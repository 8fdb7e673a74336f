import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { explainError } from "@/chain/explainError";
import { Button } from "@/ui/Button";
import { CopyButton } from "@/ui/CopyButton";
import { Notice } from "@/ui/Notice";
import { walletWords } from "@/words/wallet";
import type { Wallet } from "./openWallet";
import styles from "./WalletPanel.module.css";

const QrCode = lazy(async () => ({ default: (await import("@/ui/QrCode")).QrCode }));

type DistantWalletProps = { pair: NonNullable<Wallet["pair"]>; isTouched: boolean; onConnected: () => void };

/** A wallet on another device: a code to be scanned there, or opened by an app on this one. */
export function DistantWallet({ pair, isTouched, onConnected }: DistantWalletProps) {
  const [code, setCode] = useState<string>();
  const attempt = useRef<AbortController>(undefined);
  const pairing = useMutation({
    mutationFn: () => {
      setCode(undefined);
      attempt.current = new AbortController();
      return pair(setCode, attempt.current.signal);
    },
    onSuccess: onConnected,
  });
  useEffect(() => () => attempt.current?.abort(), []);
  const cancel = () => {
    attempt.current?.abort();
    pairing.reset();
  };

  return (
    <section aria-labelledby="distant-heading" className={styles.offers}>
      <h3 id="distant-heading">{walletWords.distant}</h3>
      <p className={styles.soft}>{walletWords.distantLead}</p>
      {pairing.error && (
        <div role="alert">
          <Notice tone="fault" lead={walletWords.notConnected}>
            {explainError(pairing.error)}
          </Notice>
        </div>
      )}
      {pairing.isPending && <p role="status">{code ? walletWords.scanCode : walletWords.fetchingCode}</p>}
      {pairing.isPending && code && (
        <>
          <Suspense>
            <div className={styles.code}>
              <QrCode text={code} label={walletWords.codeLabel} />
            </div>
          </Suspense>
          <p className={styles.address}>{code}</p>
          {isTouched && (
            <a className={styles.offer} href={code}>
              {walletWords.openCode}
            </a>
          )}
        </>
      )}
      <div className={styles.row}>
        {!pairing.isPending && <Button onClick={() => pairing.mutate()}>{walletWords.showCode}</Button>}
        {pairing.isPending && code && (
          <CopyButton text={code} label={walletWords.copyCode} copied={walletWords.copied} />
        )}
        {pairing.isPending && <Button onClick={cancel}>{walletWords.cancel}</Button>}
      </div>
    </section>
  );
}
